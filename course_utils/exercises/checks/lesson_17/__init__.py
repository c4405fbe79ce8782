"""All that only lesson 17 uses to judge its answers: a whole project."""
