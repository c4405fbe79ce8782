"""Every question of exercise 13: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
import math
from functools import reduce

import scipy.stats

from course_utils import explore_search

rng = np.random.default_rng(1)
luck_of_the_deal = rng.normal(2.2, 0.3, 8)
plain = luck_of_the_deal + rng.normal(0, 0.1, 8)
no_year = luck_of_the_deal + 0.3 + rng.normal(0, 0.1, 8)
spread = np.array([0.1, -0.1, 0.05, -0.05, 0.1, -0.1, 0.05, -0.05])
wide = plain + 0.01 + spread
n = 8

quality = rng.uniform(2, 3, (24, 1))
valid_errors = quality + rng.normal(0, 0.2, (24, 3))
test_errors = quality + rng.normal(0, 0.05, (24, 3))
valid_errors[5] = [1.2, 3.0, 3.0]  # one lucky run of a bad try
test_errors[7] = 1.9  # the test rows would choose another one
valid_errors[7] = 2.8
means = valid_errors.mean(axis=1)

train_curves = np.array([[4.6, 3.8, 3.7, 2.9], [0.3, 0.8, 1.0, 1.3]])
valid_curves = np.array([[4.7, 4.0, 3.8, 3.4], [3.0, 2.6, 2.5, 2.1]])


def network(hidden=None, output=None, **compiled):
    model = keras.Sequential([
        keras.Input((6,)),
        keras.layers.Dense(32, activation="relu", **(hidden or {})),
        keras.layers.Dense(1, **(output or {})),
    ])
    absolute = "mean_absolute_error"
    model.compile(**{"optimizer": "adam", "loss": absolute, "metrics": [absolute], **compiled})
    return model


L2 = keras.regularizers.L2(0.02)
explorer = explore_search()
"""

KEPT = "paired = no_year - plain; worse_by = paired.mean(); error = paired.std(ddof=1) / 8**0.5\n"
KEPT += "year, units = 'yes', 'no'\n"
FOUND = "looks, chosen = 72, int(means.argmin()); report = test_errors[chosen].mean()\n"
SEEN = "gap = valid_curves[1, 3] - train_curves[1, 3]\n"
SEEN += "two_units, many_units = 'more units', 'more rows'\n"
PRICE = "l2_price = lambda W1, b1, W2, b2, strength: "


class TestLesson13(Proofs):
    lesson = 13
    setup = SETUP

    right = {
        "13.1": [
            "fits = 360",
            "fits = len([0 for a in range(4) for b in range(3) for c in range(6) "
            "for d in range(5)])",
            "fits = np.prod([4, 3, 6, 5])",
            "fits = float(72 * 5)",
        ],
        "13.2": [
            "log_uniform = lambda low, high, u: low * (high / low) ** u",
            "def log_uniform(low, high, u):\n"
            "    a, b = np.log10(low), np.log10(high)\n"
            "    return 10 ** (a + (b - a) * u)",
            "log_uniform = lambda low, high, u: scipy.stats.loguniform(low, high).ppf(u)",
            "log_uniform = lambda low, high, u: [low ** (1 - x) * high ** x for x in u]",
        ],
        "13.3": [
            KEPT,
            KEPT + "worse_by = no_year.mean() - plain.mean()",
            KEPT + "error = scipy.stats.sem(paired); year = ' Yes '",
            KEPT + "error = math.sqrt(sum((paired - worse_by) ** 2) / 7 / 8); units = 'NO'",
        ],
        "13.4": [
            PRICE + "strength * ((W1**2).sum() + (W2**2).sum())",
            PRICE + "np.array([strength * sum(float((w * w).sum()) for w in (W1, W2))])",
            "def l2_price(W1, b1, W2, b2, strength):\n"
            "    l2 = keras.regularizers.L2(strength)\n"
            "    return l2(keras.ops.convert_to_tensor(W1)) + l2(keras.ops.convert_to_tensor(W2))",
            PRICE + "strength * (np.linalg.norm(W1) ** 2 + np.linalg.norm(W2) ** 2)",
        ],
        "13.5": [
            "held_back = network({'kernel_regularizer': L2})",
            "held_back = network({'kernel_regularizer': keras.regularizers.L1L2(0.0, 0.02)},"
            " loss='mae', metrics=['mae'])",
            "inputs = keras.Input((6,))\n"
            "hidden = keras.layers.Dense(32, kernel_regularizer=L2)(inputs)\n"
            "outputs = keras.layers.Dense(1)(keras.layers.ReLU()(hidden))\n"
            "held_back = keras.Model(inputs, outputs)\n"
            "held_back.compile(loss='mean_absolute_error', metrics=['mae'],\n"
            "                  optimizer=keras.optimizers.Adam(0.01))",
            "held_back = network({'kernel_regularizer': keras.regularizers.get(\n"
            "    {'class_name': 'L2', 'config': {'l2': 0.02}})}, metrics=['mae', 'mse'])",
        ],
        "13.6": [
            FOUND,
            FOUND + "looks = 24 * 3; chosen = np.argsort(means)[0]",
            FOUND + "report = sum(test_errors[chosen]) / 3",
            FOUND + "chosen = float(chosen); report = round(report, 5)",
        ],
        "13.7": [
            "trained, epochs = 120, 648",
            "trained = sum(81 // 3**k for k in range(4)); epochs = 4 * 162",
            "trained, epochs = 120.0, np.dot([81, 27, 9, 3], [2, 6, 18, 54])",
            "trained = epochs = 0\n"
            "left, each = 81, 2\n"
            "while left > 1:\n"
            "    trained, epochs = trained + left, epochs + left * each\n"
            "    left, each = left // 3, each * 3",
        ],
        "13.8": [
            SEEN,
            SEEN + "two_units = ' More units '",
            SEEN + "gap = (valid_curves - train_curves)[-1, -1]",
            SEEN + "gap = round(float(gap), 3); many_units = 'MORE ROWS'",
        ],
        "13.9": [
            "multiplications = lambda sizes: sum(a * b for a, b in zip(sizes, sizes[1:]))",
            "multiplications = lambda sizes: np.dot(sizes[:-1], sizes[1:])",
            "def multiplications(sizes):\n"
            "    total = 0\n"
            "    for i in range(1, len(sizes)):\n"
            "        total += sizes[i - 1] * sizes[i]\n"
            "    return total",
            "def multiplications(sizes):\n"
            "    model = keras.Sequential([keras.Input((sizes[0],))]\n"
            "        + [keras.layers.Dense(size, use_bias=False) for size in sizes[1:]])\n"
            "    return model.count_params()",
        ],
        "13.10": [
            "token = ' ' + token + ' '",
            "token = explorer.token(way='halving', tries=75, seeds=1, l2=0.0)",
            "token = 'search l2=0.0 seeds=1 tries=75 way=halving'",
            "explorer = explore_search()",
        ],
    }

    wrong = {
        "13.1": [
            ("fits = 72", "trained from 5 seeds"),
            ("fits = (4 + 3 + 6) * 5", "all combinations of them: multiply"),
            ("fits = 4 + 3 + 6", "one knob after the other"),
            ("fits = 72 + 5", "do not add them"),
            ("fits = 4 * 3 * 5", "The strengths of L2 are missing"),
        ],
        "13.2": [
            ("log_uniform = lambda low, high, u: low + u * (high - low)", "That is uniform"),
            (
                "log_uniform = lambda low, high, u: "
                "np.exp(np.log10(low) + u * (np.log10(high) - np.log10(low)))",
                "do not undo each other",
            ),
            ("log_uniform = lambda low, high, u: high * (low / high) ** u", "bounds are swapped"),
            (
                "log_uniform = lambda low, high, u: np.log(low) + u * np.log(high / low)",
                "still logarithms",
            ),
            ("log_uniform = lambda low, high, u: 10 ** (low + u * (high - low))", "the exponent"),
        ],
        "13.3": [
            (KEPT + "error = paired.std(ddof=1)", "divide by the root of 8"),
            (
                KEPT + "error = np.sqrt(plain.var(ddof=1) / 8 + no_year.var(ddof=1) / 8)",
                "all the luck of the deals",
            ),
            (KEPT + "worse_by = paired[0]; error = 0", "the first deal alone"),
            (KEPT + "worse_by = -worse_by", "The sign is turned"),
            (KEPT + "error = paired.std() / 8**0.5", "ddof=1"),
            (KEPT + "units = 'yes'", "less than two"),
            (KEPT + "year = 'no'; error = paired.std(ddof=1) / 8", "*root*"),
        ],
        "13.4": [
            (
                PRICE + "strength * sum((w**2).sum() for w in (W1, b1, W2, b2))",
                "The biases are in it",
            ),
            (PRICE + "strength * (np.abs(W1).sum() + np.abs(W2).sum())", "L2 squares each weight"),
            (PRICE + "strength * ((W1**2).mean() + (W2**2).mean())", "takes the sum"),
            (PRICE + "(W1**2).sum() + (W2**2).sum()", "Multiply by `strength`"),
            (PRICE + "strength * (W1**2).sum()", "first kernel alone"),
            (PRICE + "strength / 2 * ((W1**2).sum() + (W2**2).sum())", "Keras does not"),
        ],
        "13.5": [
            (
                "held_back = network({'kernel_regularizer': keras.regularizers.L1(0.02)})",
                "drives many of them",
            ),
            ("held_back = network({'bias_regularizer': L2})", "A bias has a price"),
            ("held_back = network(output={'kernel_regularizer': L2})", "at the output layer"),
            (
                "held_back = network({'kernel_regularizer': L2}, {'kernel_regularizer': L2})",
                "Leave the output layer free",
            ),
            ("held_back = network({'kernel_regularizer': 'l2'})", "if it is not told another one"),
            ("held_back = network({'activity_regularizer': L2})", "comes *out* of the layer"),
            ("held_back = network()", "No layer has a price"),
            (
                "held_back = network({'kernel_regularizer': L2}, metrics=[])",
                "A metric is only looked at",
            ),
        ],
        "13.6": [
            (FOUND + "report = means.min(); looks = 1", "You looked 72 times and kept the best"),
            (FOUND + "looks = 24", "each of these networks was scored"),
            (FOUND + "chosen = int(test_errors.mean(axis=1).argmin())", "test rows have chosen"),
            (FOUND + "chosen = int(valid_errors.min(axis=1).argmin())", "luckiest seed"),
            (FOUND + "report = test_errors.mean(axis=1).min()", "a choice by test rows"),
            (FOUND + "report = valid_errors.min()", "luckiest of all runs"),
        ],
        "13.7": [
            ("trained, epochs = 121, 648", "nothing is trained after it"),
            ("trained, epochs = 81, 162", "the first round alone"),
            ("trained, epochs = 117, 486", "The last round has 3 tries"),
            ("trained, epochs = 120, 81 * 54", "Most of them leave early"),
            ("trained, epochs = 120, 240", "The epochs grow"),
        ],
        "13.8": [
            (SEEN + "two_units = 'more rows'", "it underfits"),
            (SEEN + "many_units = 'more units'", "they can bend enough"),
            (SEEN + "gap = valid_curves[1, 3]", "How far is it above the training error"),
            (SEEN + "gap = valid_curves[1, 0] - train_curves[1, 0]", "the gap with 24 cars"),
            (SEEN + "gap = -gap; two_units = 'fewer'", "Write one of these words"),
        ],
        "13.9": [
            (
                "multiplications = lambda sizes: "
                "sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))",
                "A bias is only added",
            ),
            ("multiplications = lambda sizes: int(np.prod(sizes))", "Only neighbours"),
            (
                "multiplications = lambda sizes: sum(a * b for a, b in zip(sizes[1:], sizes[2:]))",
                "from the inputs to the first layer",
            ),
            ("multiplications = lambda sizes: sum(sizes)", "These are the units"),
            (
                "multiplications = lambda sizes: "
                "sum(a * b for a, b in zip(sizes[:-1], sizes[1:-1]))",
                "The last kernel is missing",
            ),
        ],
        "13.10": [
            (
                "token = explorer.token(way='random', tries=75, seeds=1, l2=0.0)",
                "more than 60 fits",
            ),
            ("token = explorer.token(way='halving', tries=75, seeds=10, l2=0.0)", "60 fits"),
            ("token = explorer.token(way='halving', tries=15, seeds=1, l2=0.0)", "a way to try"),
            ("token = explorer.token(way='grid', tries=15, seeds=3, l2=0.01)", "not good enough"),
            ("token = 'search tries=7'", "token"),
        ],
    }
