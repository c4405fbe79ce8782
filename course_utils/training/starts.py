"""Where each run starts: the weights and dropout seeds that Keras gives it.

Width is a mask over a padded model: narrow models are laid into the corner of the widest one,
and what lies outside stays 0.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import keras
import numpy as np

from course_utils.errors import CourseError
from course_utils.training.layers import flat_layers

_SEEDS = 2**31 - 2  # Keras takes a seed modulo this number before it draws


@dataclass(frozen=True)
class Start:
    """A model before training, as numbers.

    Attributes
    ----------
    weights : list of numpy.ndarray
        As ``model.get_weights()``.
    seeds : list of int
        Seed of each Dropout layer, in order.
    rates : list of float
        Rate of each Dropout layer.
    row_shapes : list of tuple
        Shape of one row of each Dropout layer's inputs.
    """

    weights: list
    seeds: list
    rates: list
    row_shapes: list


def build_model(build: Callable, seed: int, width: int | None = None) -> keras.Model:
    """Return ``build()``, or ``build(width=width)``, as it comes after ``set_random_seed(seed)``.

    Raises
    ------
    CourseError
        `build` is no function, takes no width, or gives no Keras model with weights.
    """
    if not callable(build) or isinstance(build, keras.Model):
        raise CourseError(
            f"Expected a function that builds a Keras model, found {type(build).__name__}. "
            "Write `def build(): return keras.Sequential([...])`, and give the function itself, "
            "without brackets: train_grid(build, ...)."
        )
    if width is not None and not _takes_width(build):
        raise CourseError(
            "Expected a function that takes a width, because a width is given; found "
            f"{getattr(build, '__name__', 'build')}{inspect.signature(build)}. "
            "Write `def build(width): ...`, and use width as the number of units."
        )
    keras.utils.set_random_seed(seed)
    model = build() if width is None else build(width=width)
    if not isinstance(model, keras.Model) or not model.built:
        raise CourseError(
            f"Expected a Keras model with weights, found {type(model).__name__}"
            f"{' without weights' if isinstance(model, keras.Model) else ''}. Begin the model "
            "with keras.Input((n_features,)), and return it from the function."
        )
    return model


def _takes_width(build):
    parameters = inspect.signature(build).parameters.values()
    return any(p.name == "width" or p.kind is p.VAR_KEYWORD for p in parameters)


def read_start(model: keras.Model) -> Start:
    """Return what a new model starts from."""
    dropouts = flat_layers(model, keras.layers.Dropout)
    return Start(
        weights=model.get_weights(),
        seeds=[_seed(layer) for layer in dropouts],
        rates=[layer.rate for layer in dropouts],
        row_shapes=[tuple(layer.input.shape[1:]) for layer in dropouts],
    )


def _seed(dropout):
    """A Dropout layer of rate 0 draws nothing and has no seed."""
    return int(dropout.seed_generator.state.numpy()[0]) % _SEEDS if dropout.rate > 0 else 0


def pad(array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return the array in the corner of zeros of a larger shape."""
    return np.pad(
        array, [(0, large - small) for small, large in zip(array.shape, shape, strict=True)]
    )


def corner(small: tuple[int, ...], shape: tuple[int, ...]) -> np.ndarray:
    """Return a mask of a shape, True in the corner that a smaller shape fills."""
    return pad(np.ones(small, dtype=bool), shape)


def check_widths(starts: dict, widest: keras.Model) -> None:
    """Check that each start fits into the corner of the widest model's weights.

    Parameters
    ----------
    starts
        By seed and width: a Start.

    Raises
    ------
    CourseError
        One does not.
    """
    shapes = [variable.shape for variable in widest.weights]
    for (_, width), start in starts.items():
        if not _fits_into(start.weights, shapes):
            raise no_mask(width, "weights of other shapes")


def _fits_into(weights, shapes):
    return len(weights) == len(shapes) and all(
        weight.ndim == len(shape) and np.all(np.array(weight.shape) <= shape)
        for weight, shape in zip(weights, shapes, strict=True)
    )


def no_mask(width: int, difference: str) -> CourseError:
    """Return the error that a narrow model is no part of the widest."""
    return CourseError(
        "Expected models that differ in the width of their layers alone, so that a narrow one is "
        f"a part of the widest; found {difference} at width {width}. Train each width with a call "
        "of its own: train_grid(lambda: build(width=8), ...)."
    )
