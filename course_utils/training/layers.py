"""The layers a grid can train, and two that must know more than Keras tells them."""

import keras
import tensorflow as tf
from keras import layers

from course_utils.errors import CourseError
from course_utils.training.recurrence import FOR_GRID

_SUPPORTED = (
    layers.Dense,
    layers.Activation,
    layers.ReLU,
    layers.LeakyReLU,
    layers.PReLU,
    layers.ELU,
    layers.Softmax,
    layers.Dropout,
    layers.BatchNormalization,
    layers.Normalization,
    layers.Rescaling,
    layers.Flatten,
    layers.Reshape,
    layers.LayerNormalization,
    layers.Embedding,
    layers.Conv1D,
    layers.MaxPooling1D,
    layers.AveragePooling1D,
    layers.GlobalMaxPooling1D,
    layers.GlobalAveragePooling1D,
    layers.Conv2D,
    layers.MaxPooling2D,
    layers.AveragePooling2D,
    layers.GlobalMaxPooling2D,
    layers.GlobalAveragePooling2D,
    layers.SimpleRNN,
    layers.LSTM,
    layers.GRU,
    layers.Add,
    layers.Concatenate,
)


class GridDropout(layers.Layer):
    """Dropout with a rate and random numbers that are given from outside.

    Attributes
    ----------
    rate : tf.Tensor
        Share of the inputs that become 0.
    drawn : tf.Tensor or None
        Numbers from 0 to 1, shaped like the inputs; None where nothing is trained.
    row_shape : tuple of int
        Shape of one row of the inputs.
    """

    rate = None
    drawn = None

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Remember the shape of a row."""
        self.row_shape = tuple(input_shape[1:])

    def call(self, inputs: tf.Tensor, training: bool = False) -> tf.Tensor:
        """Drop where the number drawn is below the rate; the rest grows to make up for it."""
        if not training or self.drawn is None:
            return inputs
        return tf.where(self.drawn >= self.rate, inputs * (1 / (1 - self.rate)), 0.0)


class GridBatchNormalization(layers.BatchNormalization):
    """Batch normalization over those rows of a batch that a run really has.

    Attributes
    ----------
    row_mask : tf.Tensor or None
        Shape (n_rows,), booleans; None for all rows.
    """

    row_mask = None

    def call(
        self, inputs: tf.Tensor, training: bool | None = None, mask: tf.Tensor | None = None
    ) -> tf.Tensor:
        """Normalize with the mean and variance of the rows in the mask."""
        if training and self.row_mask is not None:
            column = tf.reshape(self.row_mask, [-1] + [1] * (len(inputs.shape) - 2))
            mask = tf.broadcast_to(column, inputs.shape[:-1])
        return super().call(inputs, training=training, mask=mask)


def flat_layers(model: keras.Model, kind: type[layers.Layer] = layers.Layer) -> list:
    """Return the layers of a kind in a model, in order; those of nested models too."""
    found = []
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            found += flat_layers(layer, kind)
        elif isinstance(layer, kind):
            found.append(layer)
    return found


def for_grid(model: keras.Model) -> keras.Model:
    """Return the model with the layers of this module and of `recurrence` in place of Keras' own.

    All other layers are shared with the model given, so it cannot be used on its own afterwards.

    Raises
    ------
    CourseError
        The model is neither Sequential nor functional, or has a layer that is not supported.
    """
    _check(model)
    return keras.models.clone_model(model, clone_function=_for_grid)


def _for_grid(layer):
    if isinstance(layer, keras.Model):
        return for_grid(layer)
    if isinstance(layer, layers.Dropout):
        return GridDropout(name=layer.name)
    if isinstance(layer, layers.BatchNormalization):
        return GridBatchNormalization.from_config(layer.get_config())
    if type(layer) in FOR_GRID:
        return FOR_GRID[type(layer)].from_config(layer.get_config())
    return layer


def _check(model):
    if not hasattr(model, "inputs"):  # Sequential and functional models have them
        raise _unsupported(type(model).__name__, model)
    for layer in flat_layers(model):
        if type(layer) not in (*_SUPPORTED, layers.InputLayer):
            raise _unsupported(type(layer).__name__, layer)
        if isinstance(layer, layers.Dropout) and layer.noise_shape is not None:
            raise _unsupported("Dropout with a noise_shape", layer)
        if isinstance(layer, tuple(FOR_GRID)):
            for name in ("dropout", "recurrent_dropout", "stateful", "return_state"):
                if getattr(layer, name):
                    raise _unsupported(f"{type(layer).__name__} with {name}", layer)
        if isinstance(layer, layers.Embedding) and layer.mask_zero:
            raise _unsupported("Embedding with mask_zero", layer)
        if any(variable.constraint is not None for variable in layer.trainable_variables):
            raise _unsupported(f"{type(layer).__name__} with a constraint", layer)


def _unsupported(found, layer):
    names = ", ".join(kind.__name__ for kind in _SUPPORTED)
    return CourseError(
        f"Expected a Sequential or functional model of layers that a grid can train: {names}. "
        f"Found {found} ({layer.name!r}). Leave it out, or train this model with `fit`."
    )
