"""What one run does with one batch, on TensorFlow tensors: a forward pass, a loss, a gradient."""

from dataclasses import dataclass

import keras
import tensorflow as tf

from course_utils.training.layers import GridBatchNormalization, GridDropout, flat_layers
from course_utils.training.losses import ByRow


@dataclass(frozen=True)
class OneRun:
    """A model, its loss and its metrics, without any state.

    A *run* is a dict of what belongs to one run: "weights" (as ``model.weights``), "l2", "rates"
    and "drawn" (one entry a Dropout layer), "x", "y"; and, if the batch has rows that are not
    its own, "mask" (True for its own rows) and "rows" (how many they are).

    Attributes
    ----------
    model
        From `layers.for_grid`.
    loss
        From `losses.find_loss`.
    metrics
        From `losses.find_metric`, by their names in the history.
    """

    model: keras.Model
    loss: ByRow
    metrics: dict[str, ByRow]

    @property
    def trained(self) -> list[int]:
        """Places in `model.weights` of those that the gradient changes."""
        return self._places(self.model.trainable_variables)

    @property
    def counted(self) -> list[int]:
        """Places of those that a layer changes itself, such as moving averages."""
        return self._places(v for v in self.model.non_trainable_variables if self._is_weight(v))

    @property
    def shapes(self) -> list[tuple[int, ...]]:
        """Shapes of `model.weights`."""
        return [tuple(variable.shape) for variable in self.model.weights]

    @property
    def dropouts(self) -> list[GridDropout]:
        """The model's Dropout layers, in order."""
        return flat_layers(self.model, GridDropout)

    def _is_weight(self, variable):
        """Recurrent layers have the state of a random generator beside their weights."""
        return any(variable is weight for weight in self.model.weights)

    def _places(self, variables):
        place = {id(variable): i for i, variable in enumerate(self.model.weights)}
        return [place[id(variable)] for variable in variables]

    def learn(self, run: dict) -> dict:
        """Return the gradients, what the layers have counted, and the loss and metrics."""
        drawn = zip(tf.unstack(run["rates"]), run["drawn"], strict=True)
        for layer, (rate, numbers) in zip(self.dropouts, drawn, strict=True):
            layer.rate, layer.drawn = rate, numbers
        for layer in flat_layers(self.model, GridBatchNormalization):
            layer.row_mask = run.get("mask")
        trained = [run["weights"][i] for i in self.trained]
        with tf.GradientTape() as tape:
            tape.watch(trained)
            outputs, counted, penalty = self._call(run, trained, run["x"], training=True)
            loss = _mean(self.loss(run["y"], outputs), run) + penalty
        measured = {name: _mean(f(run["y"], outputs), run) for name, f in self.metrics.items()}
        gradients = tape.gradient(loss, trained, unconnected_gradients="zero")
        return {"gradients": gradients, "counted": counted, "measured": measured | {"loss": loss}}

    def evaluate(
        self, run: dict, x: tf.Tensor, y: tf.Tensor | None
    ) -> tuple[dict[str, tf.Tensor], tf.Tensor]:
        """Return loss and metrics on the first rows, those with a y, and the outputs for all x."""
        trained = [run["weights"][i] for i in self.trained]
        outputs, _, penalty = self._call(run, trained, x, training=False)
        if y is None:
            return {}, outputs
        seen = outputs[: y.shape[0]]
        measured = {f"val_{name}": _mean(f(y, seen), {}) for name, f in self.metrics.items()}
        return measured | {"val_loss": _mean(self.loss(y, seen), {}) + penalty}, outputs

    def _call(self, run, trained, x, training):
        """The model's outputs, what its layers count, and all penalties on its weights."""
        others = self.model.non_trainable_variables
        values = iter([run["weights"][i] for i in self.counted])
        given = [next(values) if self._is_weight(v) else v.value for v in others]
        outputs, left, penalties = self.model.stateless_call(
            trained, given, x, training=training, return_losses=True
        )
        counted = [value for v, value in zip(others, left, strict=True) if self._is_weight(v)]
        weights = zip(self.model.trainable_variables, trained, strict=True)
        squares = [tf.reduce_sum(value**2) for v, value in weights if v.name == "kernel"]
        return outputs, counted, tf.add_n([*penalties, run["l2"] * tf.add_n([0.0, *squares])])


def _mean(values, run):
    """The mean over the run's own rows."""
    if "mask" not in run:
        return tf.reduce_mean(values)
    return tf.reduce_sum(tf.where(run["mask"], values, 0.0)) / run["rows"]
