"""All that only lesson 13 uses to judge its answers: Tuning and regularization."""
