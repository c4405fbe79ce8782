"""All that only lesson 7 uses to judge its answers: Forward and backward propagation."""
