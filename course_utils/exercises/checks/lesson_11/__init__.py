"""All that only lesson 11 uses to judge its answers: Honest splits."""
