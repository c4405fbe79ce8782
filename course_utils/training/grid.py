"""`train_grid`: one architecture, trained for every combination of settings at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from course_utils.storage.cache import cached_arrays
from course_utils.training.axes import find_axes
from course_utils.training.recipe import Recipe
from course_utils.training.rows import check_rows

if TYPE_CHECKING:
    import keras
    import pandas as pd


@dataclass(frozen=True)
class TrainingGrid:
    """What a grid of training runs has recorded. inf and NaN are kept: such a run diverged.

    Attributes
    ----------
    axes : dict of str to tuple
        The values of each axis, in order; empty for a single run.
    curves : dict of str to numpy.ndarray
        By the names of Keras' history ("loss", "val_loss", metrics): shape (*axes, epochs).
    snapshots : tuple of int
        The epochs at which weights and predictions were recorded; 0 is before training.
    weights : list of numpy.ndarray
        In the order of ``model.get_weights()``, each of shape (*axes, n_snapshots, *shape).
        With a width axis, each has the shape it has in the widest model, and 0 in what a
        narrower model does not have.
    predictions : numpy.ndarray or None
        For the probe: shape (*axes, n_snapshots, n_probe, n_outputs).
    batch_curves : dict
        With `per_batch`: "loss", the loss of each batch before its update, of shape
        (*axes, epochs * n_updates_in_an_epoch); with ``per_batch="weights"`` also "weights",
        a list of arrays (*axes, epochs * n_updates_in_an_epoch, *shape) after each update. Where
        a run has fewer updates in an epoch than others, both are NaN in the places left over.
    """

    axes: dict
    curves: dict
    snapshots: tuple
    weights: list
    predictions: np.ndarray | None
    batch_curves: dict

    def to_frame(self) -> "pd.DataFrame":
        """Return the curves as a table: one row for a setting and an epoch, counted from 1.

        Returns
        -------
        pandas.DataFrame
            A column for each axis, "epoch", and a column for each curve.
        """
        import pandas as pd

        epochs = next(iter(self.curves.values())).shape[-1]
        places = {**self.axes, "epoch": range(1, epochs + 1)}
        index = pd.MultiIndex.from_product(places.values(), names=list(places))
        curves = {name: values.ravel() for name, values in self.curves.items()}
        return pd.DataFrame(curves, index=index).reset_index()


def train_grid(
    build: "Callable[..., keras.Model]",
    data: Sequence[npt.ArrayLike],
    *,
    loss: "str | keras.losses.Loss" = "mean_squared_error",
    optimizer: "str | keras.optimizers.Optimizer" = "sgd",
    epochs: int = 50,
    learning_rate: float | Sequence[float] | None = None,
    batch_size: int | Sequence[int] = 32,
    width: int | Sequence[int] | None = None,
    l2: float | Sequence[float] = 0.0,
    dropout: float | Sequence[float] | None = None,
    seed: int | Sequence[int] = 1,
    n_examples: int | Sequence[int] | None = None,
    targets: Mapping[float, npt.ArrayLike] | None = None,
    metrics: Sequence[str] = (),
    probe: npt.ArrayLike | None = None,
    snapshots: Sequence[int] | None = None,
    per_batch: bool | Literal["weights"] = False,
    steps_per_epoch: int | None = None,
    initial_weights: Callable[[int, list[tuple]], Sequence[np.ndarray]] | None = None,
    progress: bool = True,
    cache: bool = True,
) -> TrainingGrid:
    """Train one architecture for every combination of settings at once.

    Small stacks of dense layers are trained in NumPy (`course_utils.networks`), other models in
    one compiled program. Either way each run equals this script, to the rounding of float32::

        keras.utils.set_random_seed(seed)
        model = build()
        model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=loss)
        history = model.fit(
            X_train, y_train, validation_data=(X_valid, y_valid),
            batch_size=batch_size, epochs=epochs, verbose=0,
        )

    so ``grid.curves["loss"][i]`` is ``history.history["loss"]`` with the i-th learning rate. Of
    the settings, those given as a sequence become axes of the result, in the order in which they
    stand here. What cannot be an axis (depth, activation, other data) is another call.

    Parameters
    ----------
    build
        Returns a new, uncompiled keras model; called as ``build(width=w)`` if a width is given.
    data
        ``(X_train, y_train)`` or ``(X_train, y_train, X_valid, y_valid)``; inputs of shape
        (n_rows, n_features), (n_rows, n_steps, n_features), (n_rows, n_steps) for an Embedding,
        or (n_rows, height, width, channels), targets (n_rows,) or (n_rows, n_outputs).
    loss
        As for ``compile``.
    optimizer
        "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", or a Keras object.
    epochs
        How often each row is seen.
    learning_rate
        In place of the optimizer's own.
    batch_size
        Rows in an update; an epoch's last batch may be smaller.
    width
        Handed to `build`.
    l2
        Adds ``l2 * sum(kernel ** 2)`` of every kernel to the loss, as
        ``kernel_regularizer=keras.regularizers.L2(l2)`` in every layer does.
    dropout
        The rate of every Dropout layer, in place of its own.
    seed
        For ``keras.utils.set_random_seed``: starting weights, order of the rows, dropout.
    n_examples
        Train on the first so many rows only.
    targets
        Other targets in place of y_train, such as with more noise; the keys are the axis.
    metrics
        Such as ``("mean_absolute_error",)`` or ``("binary_accuracy",)``.
    probe
        Shape (n_probe, n_features): inputs whose predictions are recorded at the snapshots.
    snapshots
        The epochs after which weights and predictions are recorded, 0 for before training.
        Without it, the last epoch only.
    per_batch
        Record each update's loss as well, or its loss and the weights after it.
    steps_per_epoch
        End an epoch after so many updates; the next one goes on with the next rows, as when
        ``fit`` is given a dataset that repeats.
    initial_weights
        Called as ``initial_weights(seed, shapes)``, returns what ``model.set_weights`` would be
        given before training, in place of what Keras draws.
    progress
        Show one line of progress when the training takes longer than a second.
    cache
        Keep the result on disk, and read it from there the next time.

    Raises
    ------
    CourseError
        The data have wrong shapes or a NaN; a setting is empty or impossible; a layer, loss,
        metric or optimizer is not supported. The message says what is.

    Notes
    -----
    A stop (KeyboardInterrupt) acts within about half a second once a program is compiled, and
    leaves nothing behind. Keras' random state is set by this function: set your own afterwards.
    """
    axes = find_axes(
        learning_rate=learning_rate,
        batch_size=batch_size,
        width=width,
        l2=l2,
        dropout=dropout,
        seed=seed,
        n_examples=n_examples,
        targets=None if targets is None else list(targets),
    )
    shots = (epochs,) if snapshots is None else tuple(snapshots)
    recipe = Recipe(
        loss, optimizer, epochs, metrics, shots, per_batch, steps_per_epoch, initial_weights
    )
    rows = check_rows(data, probe, targets)
    from course_utils.training.training import Training  # late: needs TensorFlow

    training = Training(build, rows, axes, recipe)
    make = partial(training.train, progress)
    return _grid(cached_arrays(training.key(), make) if cache else make(), axes, shots)


def _grid(arrays, axes, snapshots):
    """The flat arrays of a cache file as a TrainingGrid."""

    def part(start):
        flat = {name[len(start) :]: a for name, a in arrays.items() if name.startswith(start)}
        return {n: a.reshape(*axes.shape, *a.shape[1:]) for n, a in flat.items()}

    batches = dict(part("batches/"))
    moving = list(part("batch_weights/").values())
    return TrainingGrid(
        axes={name: axes.values[name] for name in axes.names},
        curves=part("curves/"),
        snapshots=snapshots,
        weights=list(part("weights/").values()),
        predictions=part("predictions").get(""),
        batch_curves=batches | ({"weights": moving} if moving else {}),
    )
