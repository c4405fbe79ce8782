"""Recurrent layers whose steps through time many runs can share, forward and backward.

TensorFlow keeps what the backward pass of a loop needs in lists, which `tf.vectorized_map` cannot
spread over runs; written out step by step, a window of 48 takes minutes to compile. Here the
states before each step are kept in an array. The backward pass goes from the last step to the
first, computes each step once more, and hands its gradient to the step before (Werbos,
"Backpropagation through time: what it does and how to do it", 1990).
"""

from collections.abc import Sequence

import keras
import tensorflow as tf
from keras import layers


class _StepByStep:
    """Beside a recurrent layer of Keras, in place of its loop."""

    cell: layers.Layer
    go_backwards: bool

    def inner_loop(
        self,
        sequences: tf.Tensor,
        initial_state: Sequence[tf.Tensor],
        mask: tf.Tensor | None,
        training: bool = False,
    ) -> tuple[tf.Tensor, tf.Tensor, list[tf.Tensor]]:
        """Return the last output, all outputs and the last states, as Keras' own loop does."""
        if self.go_backwards:
            sequences = tf.reverse(sequences, [1])
        outputs, states = through_time(self.cell, sequences, list(initial_state))
        return outputs[:, -1], outputs, states


class GridSimpleRNN(_StepByStep, layers.SimpleRNN):
    """SimpleRNN for many runs."""


class GridLSTM(_StepByStep, layers.LSTM):
    """LSTM for many runs."""


class GridGRU(_StepByStep, layers.GRU):
    """GRU for many runs."""


FOR_GRID = {layers.SimpleRNN: GridSimpleRNN, layers.LSTM: GridLSTM, layers.GRU: GridGRU}


def through_time(
    cell: layers.Layer, sequences: tf.Tensor, states: list[tf.Tensor]
) -> tuple[tf.Tensor, list[tf.Tensor]]:
    """Take a cell through all steps of some sequences.

    Parameters
    ----------
    cell
        Of a recurrent layer, built; without dropout.
    sequences
        Shape (n_rows, n_steps, n_features).
    states
        Before the first step: each of shape (n_rows, units).

    Returns
    -------
    outputs : tf.Tensor
        Shape (n_rows, n_steps, units).
    states : list of tf.Tensor
        Behind the last step.
    """
    variables = cell.trainable_variables
    n_states = len(states)

    def step(inputs, states, weights):
        with keras.StatelessScope(list(zip(variables, weights, strict=True))):
            output, after = cell(inputs, states)
        return output, list(after)

    @tf.custom_gradient
    def run(inputs, *given):
        first, weights = list(given[:n_states]), list(given[n_states:])
        outputs, befores, last = _forward(step, inputs, first, weights)

        def gradient(*of_results):
            of_outputs, *of_states = of_results
            return _backward(step, inputs, befores, weights, of_outputs, of_states)

        return (outputs, *last), gradient

    weights = [variable.value for variable in variables]
    states = _of_each_run(states, weights)
    outputs, *last = run(_other_way_round(sequences), *states, *weights)
    return _other_way_round(outputs), last


def _forward(step, inputs, states, weights):
    """All outputs, the states before each step, and the last states; time is the first axis."""
    n_steps = inputs.shape[0]
    # An output is shaped like the first state: it is that state, behind the step.
    empty = [tf.zeros((n_steps, *state.shape)) for state in (states[0], *states)]
    kept = _of_each_run(empty, weights)

    def body(t, states, kept):
        output, after = step(inputs[t], states, weights)
        kept = [
            _put(record, t, value) for record, value in zip(kept, (output, *states), strict=True)
        ]
        return t + 1, after, kept

    _, last, (outputs, *befores) = tf.while_loop(lambda t, *_: t < n_steps, body, (0, states, kept))
    return outputs, befores, last


def _backward(step, inputs, befores, weights, of_outputs, of_states):
    """The gradient of what `run` was given: inputs, states and weights, in this order."""
    n_steps = inputs.shape[0]

    def body(t, of_states, of_inputs, of_weights):
        given = inputs[t], [before[t] for before in befores], weights
        with tf.GradientTape() as tape:
            tape.watch(given)
            output, after = step(*given)
        of_input, of_before, of_these = tape.gradient(
            [output, *after],
            given,
            output_gradients=[of_outputs[t], *of_states],
            unconnected_gradients="zero",
        )
        of_weights = [old + new for old, new in zip(of_weights, of_these, strict=True)]
        return t - 1, of_before, _put(of_inputs, t, of_input), of_weights

    nothing = [tf.zeros_like(given) for given in (inputs, *weights)]
    of_inputs, *of_weights = _of_each_run(nothing, weights)
    start = (n_steps - 1, _of_each_run(of_states, weights), of_inputs, of_weights)
    _, of_states, of_inputs, of_weights = tf.while_loop(lambda t, *_: t >= 0, body, start)
    return of_inputs, *of_states, *of_weights


def _of_each_run(arrays, weights):
    """The same arrays, but `tf.vectorized_map` takes them for others in each run.

    A loop that starts with what all runs share and goes on with what each has for itself, it would
    translate up to four times before it knows. That took most of the time to trace a program.
    """
    one = tf.reshape(weights[0], [-1])[0]
    return [tf.where(False, one, array) for array in arrays]


def _put(record, t, value):
    return tf.tensor_scatter_nd_update(record, [[t]], value[tf.newaxis])


def _other_way_round(array):
    """Rows first, or time first."""
    return tf.transpose(array, [1, 0, 2])
