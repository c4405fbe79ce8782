"""All that only lesson 3 uses to judge its answers: stochastic gradient descent."""
