"""All that only lesson 15 uses to judge its answers: Recurrent networks."""
