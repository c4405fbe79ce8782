"""All that only lesson 18 uses to judge its answers: When training goes wrong."""
