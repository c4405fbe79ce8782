"""All that only lesson 5 uses to judge its answers: dropout and batch normalization."""
