"""A Keras model of dense layers, written down so that a page can compute it by itself."""

from dataclasses import dataclass

import keras
import numpy as np

from course_utils.errors import CourseError
from course_utils.networks.activations import ACTIVATIONS

# Those that `static/forward.js` knows.
NAMES = ("linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh", "softmax")
# Layers that leave a row of numbers as it is, once `fit` is over.
_PASS = (keras.layers.InputLayer, keras.layers.Flatten, keras.layers.Dropout)
_CLOSE = 1e-4


@dataclass(frozen=True)
class DenseSteps:
    """What a model computes, one step after another.

    Attributes
    ----------
    steps : tuple of dict
        Of each: ``{"dense": [inputs, units]}`` or ``{"activation": name}``.
    numbers : numpy.ndarray, shape (n_numbers,)
        Kernel and bias of each dense step in their order, as float32.
    """

    steps: tuple[dict, ...]
    numbers: np.ndarray

    def outputs(self, X: np.ndarray) -> np.ndarray:
        """Compute (n_samples, n_outputs) from (n_samples, n_features), as the page does."""
        read = 0
        for step in self.steps:
            if "activation" in step:
                X = ACTIVATIONS[step["activation"]](X)
                continue
            inputs, units = step["dense"]
            kernel = self.numbers[read : read + inputs * units].reshape(inputs, units)
            read += inputs * units
            X = X @ kernel + self.numbers[read : read + units]
            read += units
        return X


def read_dense_steps(model: keras.Model, who: str) -> DenseSteps:
    """Write a model down, and compare on random rows whether that is what it computes.

    Parameters
    ----------
    model
        Built, of dense layers and their activations.
    who
        Begins the sentence of an error, such as ``"draw_digit"``.

    Raises
    ------
    CourseError
        It is no such model, or its weights are no finite numbers.
    """
    if not isinstance(model, keras.Model):
        raise CourseError(
            f"{who}: expected a Keras model, found {_short(model)}. Hand over the model itself, "
            "as in `draw_digit(model)`."
        )
    if not model.built or not isinstance(model.input_shape, tuple):
        raise CourseError(
            f"{who}: expected a model with one known input, found one that is not built. Begin it "
            "with `keras.Input((64,))`."
        )
    steps: list[dict] = []
    numbers: list[np.ndarray] = []
    for layer in model.layers:
        steps += _steps(layer, who)
        numbers += _numbers(layer)
    read = DenseSteps(tuple(steps), np.concatenate([np.zeros(0), *numbers]).astype("float32"))
    if not np.all(np.isfinite(read.numbers)):
        bad = int(np.sum(~np.isfinite(read.numbers)))
        raise CourseError(
            f"{who}: expected finite weights, found {bad:,} of {read.numbers.size:,} that are not "
            "(NaN or infinity). The training went wrong: try a smaller learning rate."
        )
    _compare(model, read, who)
    return read


def _steps(layer, who):
    if isinstance(layer, _PASS):
        return []
    if type(layer) is keras.layers.Dense:
        inputs, units = layer.kernel.shape
        return [{"dense": [inputs, units]}, {"activation": _name(layer.activation, who)}]
    if type(layer) is keras.layers.Activation:
        return [{"activation": _name(layer.activation, who)}]
    names = {keras.layers.ReLU: "relu", keras.layers.Softmax: "softmax"}
    if type(layer) in names:
        return [{"activation": names[type(layer)]}]
    raise CourseError(
        f"{who}: expected `Dense` layers and their activations, which the page can compute by "
        f"itself, found a `{type(layer).__name__}`. Build the model without it."
    )


def _name(activation, who):
    """Return the name of one of Keras' own activations that the page knows."""
    for name in NAMES:
        if activation is getattr(keras.activations, name):
            return name
    raise CourseError(
        f"{who}: expected one of the activations {', '.join(NAMES)}, found "
        f"{getattr(activation, '__name__', activation)!r}. Choose one of them."
    )


def _numbers(layer):
    if type(layer) is not keras.layers.Dense:
        return []
    kernel, *bias = layer.get_weights()
    return [kernel.ravel(), *(bias or [np.zeros(layer.units)])]


def _compare(model, read, who):
    """A model may do more than its list of layers says: join them otherwise, or compute more."""
    X = np.random.default_rng(0).random((8, *model.input_shape[1:]))
    wanted = np.array(model(X))
    try:
        same = np.allclose(read.outputs(X.reshape(8, -1)), wanted, atol=_CLOSE)
    except ValueError:  # shapes that do not follow each other
        same = False
    if not same:
        raise CourseError(
            f"{who}: expected a plain stack of layers, found a model that computes something else "
            "than its layers one after another. Build it with `keras.Sequential`."
        )


def _short(thing):
    if isinstance(thing, type):
        return f"the class `{thing.__name__}`"
    return f"`{repr(thing)[:60]}`"
