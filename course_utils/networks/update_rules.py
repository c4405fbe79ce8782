"""The six update rules of the course, on arrays of any shape.

Each rule is a function ``rule(gradient, slots, learning_rate, step, **settings)`` that returns
the change to add to the weights and the new slots. `step` counts updates from 1. Arrays may have
any leading axes: the weights of many models are updated at once, `learning_rate` and `step`
broadcast against them. They may be NumPy's or TensorFlow's: both engines of `train_grid` use
these rules.

Where a paper and Keras differ (where epsilon is, what an accumulator starts from), Keras is
followed: a run of `train_grid` and a run of `fit` must agree.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Array = Any  # of NumPy or of TensorFlow, or a number
Slots = dict[str, Array]
Update = tuple[Array, Slots]


def sgd(gradient: Array, slots: Slots, learning_rate: Array, step: Array) -> Update:
    """Plain stochastic gradient descent.

    A step against the slope: ``-learning_rate * gradient``.
    Robbins and Monro, "A stochastic approximation method", 1951.
    """
    return -learning_rate * gradient, slots


def momentum(
    gradient: Array, slots: Slots, learning_rate: Array, step: Array, *, momentum: float = 0.9
) -> Update:
    """Momentum: the step is a velocity that remembers earlier slopes.

    ``velocity = momentum * velocity - learning_rate * gradient``.
    Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
    """
    velocity = momentum * slots["velocity"] - learning_rate * gradient
    return velocity, {"velocity": velocity}


def nesterov(
    gradient: Array, slots: Slots, learning_rate: Array, step: Array, *, momentum: float = 0.9
) -> Update:
    """Nesterov's momentum: the slope acts once more after the velocity has taken it up.

    ``momentum * velocity - learning_rate * gradient`` with the new velocity, the form of
    Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013,
    after Nesterov, 1983.
    """
    velocity = momentum * slots["velocity"] - learning_rate * gradient
    return momentum * velocity - learning_rate * gradient, {"velocity": velocity}


def adagrad(
    gradient: Array, slots: Slots, learning_rate: Array, step: Array, *, epsilon: float = 1e-7
) -> Update:
    """Adagrad: each weight's step shrinks with the sum of its squared slopes.

    Duchi, Hazan and Singer, "Adaptive subgradient methods", 2011. As in Keras, epsilon is
    under the root, and the sum starts from 0.1 (`initial_accumulator_value`).
    """
    total = slots["accumulator"] + gradient**2
    return -learning_rate * gradient / (total + epsilon) ** 0.5, {"accumulator": total}


def rmsprop(
    gradient: Array,
    slots: Slots,
    learning_rate: Array,
    step: Array,
    *,
    rho: float = 0.9,
    epsilon: float = 1e-7,
) -> Update:
    """RMSprop: like Adagrad, but old slopes are forgotten.

    Tieleman and Hinton, "Lecture 6.5: rmsprop", 2012. As in Keras, epsilon is under the root.
    """
    mean = rho * slots["velocity"] + (1 - rho) * gradient**2
    return -learning_rate * gradient / (mean + epsilon) ** 0.5, {"velocity": mean}


def adam(
    gradient: Array,
    slots: Slots,
    learning_rate: Array,
    step: Array,
    *,
    beta_1: float = 0.9,
    beta_2: float = 0.999,
    epsilon: float = 1e-7,
) -> Update:
    """Adam: momentum and RMSprop together, both corrected for having started from zero.

    Kingma and Ba, "Adam: a method for stochastic optimization", 2015. As in Keras, this is the
    form at the end of the paper's section 2, where epsilon is beside the uncorrected root.
    """
    first = slots["momentum"] + (1 - beta_1) * (gradient - slots["momentum"])
    second = slots["velocity"] + (1 - beta_2) * (gradient**2 - slots["velocity"])
    rate = learning_rate * (1 - beta_2**step) ** 0.5 / (1 - beta_1**step)
    change = -rate * first / (second**0.5 + epsilon)
    return change, {"momentum": first, "velocity": second}


@dataclass(frozen=True)
class UpdateRule:
    """One update rule with its settings.

    Attributes
    ----------
    function
        One of the rules of this module.
    slots
        What each array it remembers starts from.
    settings
        Keyword arguments of the function, such as ``{"momentum": 0.9}``.
    """

    function: Callable[..., Update]
    slots: dict[str, float] = field(default_factory=dict)
    settings: dict[str, float] = field(default_factory=dict)

    def start(self, weights: Array) -> Slots:
        """The slots before the first update, each an array shaped like the weights."""
        return {n: np.full(weights.shape, v, "float32") for n, v in self.slots.items()}

    def change(self, gradient: Array, slots: Slots, learning_rate: Array, step: Array) -> Update:
        """What to add to the weights, and the new slots."""
        return self.function(gradient, slots, learning_rate, step, **self.settings)
