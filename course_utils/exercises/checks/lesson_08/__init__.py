"""All that only lesson 8 uses to judge its answers: Activation functions."""
