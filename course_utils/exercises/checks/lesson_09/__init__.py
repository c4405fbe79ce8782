"""All that only lesson 9 uses to judge its answers: Losses and several classes."""
