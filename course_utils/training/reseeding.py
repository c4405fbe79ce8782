"""What other seeds would start from, without building the model for each of them.

Building a small model takes Keras 20 ms, of which its weights are a tenth. A model draws the
seeds of its initializers and Dropout layers from Python's `random`, one after the other; so a
draw is replaced by the one another seed has in its place. Since a `build` is free to do
otherwise, this is compared with a model that was really built, and given up where they differ.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

import keras
import numpy as np

from course_utils.errors import CourseError
from course_utils.training.layers import flat_layers
from course_utils.training.starts import Start, build_model, read_start

_DRAWS = 200  # more than a model of the course has layers


def read_starts(
    build: Callable,
    model: keras.Model,
    seeds: Sequence[int],
    width: int | None = None,
    initial_weights: Callable | None = None,
) -> dict[int, Start]:
    """Return what a model starts from after each of some seeds.

    Parameters
    ----------
    build
        As in `train_grid`.
    model
        New, as built after the first seed.
    width
        Handed to `build`.
    initial_weights
        As in `train_grid`.
    """
    first, *others = seeds
    starts = {first: read_start(model)}
    if initial_weights is not None:
        return {seed: with_weights(starts[first], initial_weights, seed) for seed in seeds}

    def built(seed):
        return read_start(build_model(build, seed, width))

    def guessed(seed):
        return reseeded(model, starts[first], first, seed)

    starts |= {seed: built(seed) for seed in others[:1]}
    in_order = all(_equal(starts[seed], guessed(seed)) for seed in others[:1])
    return starts | {seed: (guessed if in_order else built)(seed) for seed in others[1:]}


def with_weights(start: Start, initial_weights: Callable, seed: int) -> Start:
    """Return the start with the weights that a function gives for a seed.

    Raises
    ------
    CourseError
        They do not have the shapes of the model's.
    """
    shapes = [weight.shape for weight in start.weights]
    weights = [np.asarray(weight, "float32") for weight in initial_weights(seed, shapes)]
    given = [weight.shape for weight in weights]
    if given != shapes:
        raise CourseError(
            f"Expected initial_weights to return arrays of the shapes {shapes}, found {given}. "
            "Return one array for each of model.get_weights(), in this order."
        )
    return replace(start, weights=weights)


def reseeded(model: keras.Model, start: Start, seed: int, other: int) -> Start:
    """Return the start that a model would have had after another seed, if it draws in order.

    Parameters
    ----------
    model
        New, as built after `seed`.
    start
        What was read from it.
    seed, other
        For ``keras.utils.set_random_seed``.
    """
    swap = dict(zip(_drawn(seed), _drawn(other), strict=True))
    places = {id(variable): i for i, variable in enumerate(model.weights)}
    weights = list(start.weights)
    for layer in flat_layers(model):
        for variable in layer.weights:
            initializer = getattr(layer, f"{variable.name}_initializer", None)
            drawn = getattr(initializer, "seed", None)
            if initializer is not None and drawn in swap:
                fresh = type(initializer).from_config(
                    initializer.get_config() | {"seed": swap[drawn]}
                )
                weights[places[id(variable)]] = np.asarray(fresh(tuple(variable.shape)))
    return replace(start, weights=weights, seeds=[swap.get(s, s) for s in start.seeds])


@lru_cache(maxsize=256)
def _drawn(seed):
    """What Keras draws after this seed, for initializers and layers that were given none."""
    generator = random.Random(seed)
    return [generator.randint(1, 10**9) for _ in range(_DRAWS)]


def _equal(one, other):
    return one.seeds == other.seeds and all(map(np.array_equal, one.weights, other.weights))
