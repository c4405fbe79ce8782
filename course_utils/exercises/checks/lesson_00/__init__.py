"""All that only lesson 0 uses to judge its answers: The whole game."""
