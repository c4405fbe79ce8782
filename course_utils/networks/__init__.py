"""Small networks in NumPy, written to be read.

What happens in an update, and where it is written: layers turn inputs into outputs
(`layers.py`, with `activations.py`), a loss says how wrong these are and in which direction
(`losses.py`), the network hands the slopes back from layer to layer (`network.py`, with
`slopes.py`), and a rule turns the gradients into a change of the weights (`update_rules.py`).

Beside them are convolution and pooling (`convolution.py`), attention (`attention.py`) and networks
of which one unit is silent (`silencing.py`), forward only; and a recurrent cell of one unit
(`recurrence.py`), forward and backward.

Arrays end in (n_rows, n_units). Axes in front of them count networks trained side by side.
"""
