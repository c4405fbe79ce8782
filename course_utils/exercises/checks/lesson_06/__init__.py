"""All that only lesson 6 uses to judge its answers: binary classification."""
