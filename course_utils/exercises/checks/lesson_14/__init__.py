"""All that only lesson 14 uses to judge its answers: Convolutional networks."""
