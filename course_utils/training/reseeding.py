"""What other seeds would start from, without building the model for each of them.

Building a small model takes Keras 20 ms, of which its weights are a tenth. A model draws the
seeds of its initializers and Dropout layers from Python's `random`, one after the other; so a
draw is replaced by the one another seed has in its place. Since a `build` is free to do
otherwise, this is compared with a model that was really built, and given up where they differ.
"""

import random
from dataclasses import replace
from functools import lru_cache

import numpy as np

from course_utils.training.layers import flat_layers
from course_utils.training.starts import build_model, read_start

_DRAWS = 200  # more than a model of the course has layers


def read_starts(build, model, seeds, width=None):
    """Return what a model starts from after each of some seeds.

    Parameters
    ----------
    build : callable
        As in `train_grid`.
    model : keras.Model
        New, as built after the first seed.
    seeds : sequence of int
    width : int, optional
        Handed to `build`.

    Returns
    -------
    dict of int to Start
    """
    first, *others = seeds
    starts = {first: read_start(model)}

    def built(seed):
        return read_start(build_model(build, seed, width))

    def guessed(seed):
        return reseeded(model, starts[first], first, seed)

    starts |= {seed: built(seed) for seed in others[:1]}
    in_order = all(_equal(starts[seed], guessed(seed)) for seed in others[:1])
    return starts | {seed: (guessed if in_order else built)(seed) for seed in others[1:]}


def reseeded(model, start, seed, other):
    """Return the start that a model would have had after another seed, if it draws in order.

    Parameters
    ----------
    model : keras.Model
        New, as built after `seed`.
    start : Start
        What was read from it.
    seed, other : int
        For ``keras.utils.set_random_seed``.
    """
    swap = dict(zip(_drawn(seed), _drawn(other), strict=True))
    places = {id(variable): i for i, variable in enumerate(model.weights)}
    weights = list(start.weights)
    for layer in flat_layers(model):
        for variable in layer.weights:
            initializer = getattr(layer, f"{variable.name}_initializer", None)
            drawn = getattr(initializer, "seed", None)
            if drawn in swap:
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
