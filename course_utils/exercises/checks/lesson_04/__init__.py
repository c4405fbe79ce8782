"""All that only lesson 4 uses to judge its answers: overfitting and underfitting."""
