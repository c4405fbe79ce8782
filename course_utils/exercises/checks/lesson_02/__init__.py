"""All that only lesson 2 uses to judge its answers: deep networks."""
