"""Small sound trainings on the course's tables, and the tests of a cause planted in one of them.

A `Recipe` is a training before it is made. A cause's test says in `plant(sound, strength, rng)`
what goes wrong in it; `proofs_of` makes the tests from that: the cause is found wherever it was
planted, and is not found in the same training without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import keras
import numpy as np
import pytest
from keras.layers import LSTM, Conv2D, Dense, Flatten, MaxPooling2D

from course_utils.data import load_dataset
from course_utils.diagnosis import Diagnosis, diagnose

MILD, CLEAR, GROSS = STRENGTHS = (1, 2, 3)
SEEDS = (1, 2, 3, 4, 5)
# A busy machine must not leave out an experiment.
SECONDS = 600.0


@dataclass(frozen=True)
class Recipe:
    """A training before it is made: `dataclasses.replace` changes one thing about it.

    Layers are made once, so a recipe is trained once.
    """

    X: Any
    y: Any
    X_valid: Any
    y_valid: Any
    hidden: list
    last: list
    loss: Any
    rate: float = 0.003
    epochs: int = 20
    metrics: list = field(default_factory=list)
    optimizer: Callable = keras.optimizers.Adam
    input_shape: tuple | None = None
    fit: dict = field(default_factory=dict)
    prepare: Callable = lambda model: None  # what is done to the model before `fit`

    @property
    def layers(self) -> list:
        """The hidden layers and the last ones."""
        return [*self.hidden, *self.last]

    def compiled(self) -> keras.Model:
        """The model before training."""
        shape = self.input_shape or np.shape(self.X)[1:]
        model = keras.Sequential([keras.Input(shape), *self.layers])
        model.compile(optimizer=self.optimizer(self.rate), loss=self.loss, metrics=self.metrics)
        return model

    def trained(self) -> dict[str, Any]:
        """Train, and return the arguments of `diagnose`; with no epochs there is no history."""
        model, valid = self.compiled(), self.validation_data
        self.prepare(model)
        history = self.epochs and model.fit(
            self.X,
            self.y,
            **{"validation_data": valid, "epochs": self.epochs, "verbose": 0, **self.fit},
        )
        return {
            **{"model": model, "history": history or None},
            **{"X": self.X, "y": self.y, "validation_data": valid},
        }

    @property
    def validation_data(self) -> tuple | None:
        """What `fit` is given; None with `validation_split`."""
        return None if self.X_valid is None else (self.X_valid, self.y_valid)

    def diagnosed(self, experiments: bool = False) -> Diagnosis:
        """Train it, and ask what is wrong.

        Without a training there is no time for a forest of trees, which would tell it apart from
        one that learnt nothing.
        """
        seconds = SECONDS if self.epochs else 0.0
        return diagnose(**self.trained(), experiments=experiments, seconds=seconds)


def cut(X: np.ndarray, y: np.ndarray, n: int, n_valid: int, seed: int) -> dict[str, np.ndarray]:
    """Choose the rows of a recipe by the seed."""
    order = np.random.default_rng(seed).permutation(len(X))
    first, second = order[:n], order[n : n + n_valid]
    return {"X": X[first], "y": y[first], "X_valid": X[second], "y_valid": y[second]}


def scaled(rows: dict[str, np.ndarray], *names: str) -> dict[str, np.ndarray]:
    """Scale some parts by the training rows: "X", "y"."""
    mean_of = {name: (rows[name].mean(axis=0), rows[name].std(axis=0)) for name in names}
    changed = {
        key: ((rows[key] - mean) / deviation).astype("float32")
        for name, (mean, deviation) in mean_of.items()
        for key in (name, f"{name}_valid")
    }
    return {**rows, **changed}


@cache
def _table(name, target):
    frame = load_dataset(name)
    y = frame.pop(target)
    return frame.select_dtypes("number").to_numpy(float), y


def regression(seed: int) -> Recipe:
    """The strength of concrete, from a recipe of eight columns."""
    X, y = _table("concrete", "compressive_strength")
    keras.utils.set_random_seed(seed)
    return Recipe(
        **scaled(cut(X, y.to_numpy(float), 400, 200, seed), "X", "y"),
        hidden=[Dense(32, activation="relu"), Dense(32, activation="relu")],
        last=[Dense(1)],
        loss="mean_squared_error",
        epochs=40,
    )


def economy(seed: int) -> Recipe:
    """How far a car goes on a gallon; rows are in a table with names."""
    X, y = _table("fuel_economy", "mpg")
    keras.utils.set_random_seed(seed)
    return Recipe(
        **scaled(cut(X[:, :5], y.to_numpy(float), 250, 120, seed), "X", "y"),
        hidden=[Dense(16, activation="relu")],
        last=[Dense(1)],
        loss="mean_squared_error",
        epochs=30,
        rate=0.01,
    )


def binary(seed: int) -> Recipe:
    """Benign or malignant, from thirty measures of a cell's nucleus."""
    X, y = _table("breast_cancer", "diagnosis")
    keras.utils.set_random_seed(seed)
    return Recipe(
        **scaled(cut(X, (y == "malignant").to_numpy(int), 350, 200, seed), "X"),
        hidden=[Dense(16, activation="relu")],
        last=[Dense(1, activation="sigmoid")],
        loss="binary_crossentropy",
        metrics=["accuracy"],
        epochs=12,
    )


def classes(seed: int, shape: tuple[int, ...] = (64,)) -> Recipe:
    """Ten digits from their pixels."""
    X, y = _table("digits", "label")
    keras.utils.set_random_seed(seed)
    pixels = (X.reshape(-1, *shape) / 16).astype("float32")
    return Recipe(
        **cut(pixels, y.to_numpy(int), 600, 200, seed),
        hidden=[Dense(32, activation="relu")],
        last=[Dense(10, activation="softmax")],
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        epochs=20,
        rate=0.01,
    )


def images(seed: int) -> Recipe:
    """Ten digits from pictures of one channel."""
    layers = classes(seed, (8, 8, 1))
    hidden = [Conv2D(8, 3, activation="relu"), MaxPooling2D(), Flatten()]
    return replace(layers, hidden=hidden, epochs=15)


def sequences(seed: int) -> Recipe:
    """Ten digits, read line by line."""
    return replace(classes(seed, (8, 8)), hidden=[LSTM(16)], epochs=15)


FORMS = (regression, economy, binary, classes, images, sequences)

Plant = Callable[[Recipe, int, np.random.Generator], Recipe]
Sound = Callable[[int], Recipe]


@cache
def _sound(form: Sound, seed: int, epochs: int | None, experiments: bool) -> Diagnosis:
    return _prepared(form, seed, epochs).diagnosed(experiments)


def _prepared(form, seed, epochs):
    recipe = form(seed)
    return recipe if epochs is None else replace(recipe, epochs=epochs)


def proofs_of(
    cause: str,
    plant: Plant,
    sound: Sound,
    *,
    epochs: int | None = 0,
    experiments: bool = False,
    costly: bool = False,
    first: bool = True,
) -> type:
    """Make the tests of a cause.

    Parameters
    ----------
    cause
        Its short name.
    plant
        (a sound recipe, how strong, random numbers) -> the recipe with the cause in it.
    sound
        Which training it is planted in.
    epochs
        How long is trained; None for as long as the sound recipe says.
    experiments
        Whether short trainings are made. They cost a second each.
    costly
        Whether there are three cases, one of each strength, and one control; with experiments
        there are no more. Otherwise each strength is planted with each seed.
    first
        Whether it has to be the first finding, not the first or the second.

    Returns
    -------
    class of two tests
    """
    few = experiments or costly
    every = [(strength, seed) for seed in SEEDS for strength in STRENGTHS]
    turns = [(STRENGTHS[seed % 3], seed) for seed in SEEDS[:3]]

    class Tests:
        @pytest.mark.parametrize(("strength", "seed"), turns if few else every)
        def test_it_is_found(self, strength, seed):
            recipe = plant(_prepared(sound, seed, epochs), strength, np.random.default_rng(seed))
            found = recipe.diagnosed(experiments)
            assert cause in _causes(found, recipe)[: 1 if first else 2], found

        @pytest.mark.parametrize("seed", SEEDS[:1] if few else SEEDS)
        def test_without_it_nothing_is_said_of_it(self, seed):
            found = _sound(sound, seed, epochs, experiments)
            assert cause not in found.causes, found

    return Tests


def _causes(found, recipe):
    """What was found; that a model was not trained is true where a test saved the time for it."""
    return [name for name in found.causes if recipe.epochs or name != "never_trained"]
