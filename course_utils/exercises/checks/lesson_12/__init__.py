"""All that only lesson 12 uses to judge its answers: Preparing data."""
