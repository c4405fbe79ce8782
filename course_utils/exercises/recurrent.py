"""Recurrent layers in NumPy: x has shape (n_samples, n_steps, n_features).

Gate order and biases are those of Keras: LSTM i, f, c, o; GRU z, r, h with `reset_after`.
"""

import numpy as np

from course_utils.exercises.records import Operation
from course_utils.networks.activations import ACTIVATIONS


def simple_rnn(step: Operation, x: np.ndarray) -> np.ndarray:
    """One state; each step adds the input to what the state remembers."""
    recurrent, bias = step.weights["recurrent_kernel"], step.weights.get("bias", 0.0)
    activation, _ = _activations(step)

    def advance(state, projected):
        return activation(projected + bias + state @ recurrent)

    return _unroll(step, x @ step.weights["kernel"], advance, _zeros(x, recurrent))


def lstm(step: Operation, x: np.ndarray) -> np.ndarray:
    """A state and a memory, guarded by three gates (Hochreiter and Schmidhuber, 1997)."""
    recurrent, bias = step.weights["recurrent_kernel"], step.weights.get("bias", 0.0)
    activation, gate = _activations(step)
    zeros = _zeros(x, recurrent)
    memory = [zeros]

    def advance(state, projected):
        i, f, c, o = np.split(projected + bias + state @ recurrent, 4, axis=-1)
        memory[0] = gate(f) * memory[0] + gate(i) * activation(c)
        return gate(o) * activation(memory[0])

    return _unroll(step, x @ step.weights["kernel"], advance, zeros)


def gru(step: Operation, x: np.ndarray) -> np.ndarray:
    """One state, guarded by two gates (Cho et al., 2014)."""
    recurrent = step.weights["recurrent_kernel"]
    bias = step.weights.get("bias", np.zeros((2, recurrent.shape[1])))
    input_bias, state_bias = bias if bias.ndim == 2 else (bias, np.zeros_like(bias))
    activation, gate = _activations(step)
    reset_after = step.settings.get("reset_after", True)

    def advance(state, projected):
        xz, xr, xh = np.split(projected + input_bias, 3, axis=-1)
        hz, hr, hh = np.split(state @ recurrent + state_bias, 3, axis=-1)
        z, r = gate(xz + hz), gate(xr + hr)
        if not reset_after:
            hh = (r * state) @ np.split(recurrent, 3, axis=-1)[2]
        candidate = activation(xh + (r * hh if reset_after else hh))
        return z * state + (1 - z) * candidate

    return _unroll(step, x @ step.weights["kernel"], advance, _zeros(x, recurrent))


def _activations(step):
    names = (
        step.settings.get("activation", "tanh"),
        step.settings.get("recurrent_activation", "sigmoid"),
    )
    return tuple(ACTIVATIONS[name] for name in names)


def _zeros(x, recurrent):
    return np.zeros((len(x), len(recurrent)))


def _unroll(step, projected, advance, state):
    """Walk along the steps; keep the last state, or every one with `return_sequences`."""
    states = []
    order = range(projected.shape[1])
    for place in reversed(order) if step.settings.get("go_backwards") else order:
        state = advance(state, projected[:, place])
        states.append(state)
    return np.stack(states, axis=1) if step.settings.get("return_sequences") else state
