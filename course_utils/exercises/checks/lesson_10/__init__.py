"""All that only lesson 10 uses to judge its answers: Optimizers."""
