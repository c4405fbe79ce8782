"""All that only lesson 1 uses to judge its answers: a single neuron."""
