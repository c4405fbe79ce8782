"""Expectations of models that take raw houses and give dollars."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.checks.lesson_17.houses import baseline, parts
from course_utils.exercises.expect import CONDITION, Instead, expect, expect_number, need
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import (
    ArrayRecord,
    ModelRecord,
    NumberRecord,
    SequenceRecord,
)
from course_utils.exercises.verdicts import Finding, Looks

ENOUGH = 2 / 3  # of the baseline


def dollars(model: ModelRecord, X: np.ndarray) -> np.ndarray | None:
    """Return what a model gives for houses, one finite number each; None where it does not."""
    try:
        given = np.asarray(predict(model, X))
    except CannotPredictError:
        return None
    given = given.reshape(-1) if given.shape in {(len(X),), (len(X), 1)} else np.array([])
    return given if len(given) == len(X) and np.all(np.isfinite(given)) else None


def expect_one_object(model: ModelRecord) -> Looks:
    """Expect a model that takes houses as the table has them, and gives dollars."""
    train, valid, _ = parts()
    n = train.X.shape[1]
    yield need(
        expect(
            model.built and model.input_shapes == ((n,),),
            where="the model's input",
            expected=f"one row of `X_train`: ({n},)",
            found=f"{model.input_shapes[0]}" if model.input_shapes else "none",
            next_step=f"Start with `keras.Input(({n},))`, and build the network on it.",
            mistake="input-shape",
            weight=CONDITION,
        )
    )
    error = _error(dollars(model, valid.X), valid.price)
    good = error <= ENOUGH * baseline()
    found, step, mistake = ("", "", "") if good else _why(model, valid, error)
    yield expect(
        good,
        where="raw houses of 2009 in, dollars out",
        expected=f"off by at most two thirds of the rule, {ENOUGH * baseline():,.0f} dollars",
        found=found,
        next_step=step,
        mistake=mistake,
    )
    yield _expect_scale(model, good)


def _error(given, price):
    return np.inf if given is None else float(np.abs(given - price).mean())


def _why(model, valid, error):
    """What is found, what to do about it, and the mistake's name."""
    train = parts()[0]
    given = dollars(model, valid.X)
    scaled = (valid.X - train.X.mean(axis=0)) / train.X.std(axis=0)
    if _error(dollars(model, scaled), valid.price) <= ENOUGH * baseline():
        found = "sense only for rows that were standardized before" + (
            "" if given is None else f"; off by {error:,.0f} dollars for raw ones"
        )
        return found, (
            "The scaling is outside. Whoever has the file has square feet and years. Put a "
            "`Normalization` layer behind the input, and adapt it to `X_train`."
        ), "scaled-outside"  # fmt: skip
    if given is None:
        return "no finite number for each house", (
            "Raw columns span from 0 to 200,000. Is there a `Normalization` layer behind the "
            "input, adapted to `X_train`? Are the outputs one number a house?"
        ), "not-finite"  # fmt: skip
    low, middle, high = np.percentile(given, [1, 50, 99])
    found = f"outputs around {middle:,.5g}, off by {error:,.0f} dollars"
    if low > 5 and high < 20:
        return found, (
            "That is the logarithm of the price. Undo it inside: `activation=\"exponential\"` in "
            "the last layer, and train on dollars."
        ), "log-not-undone"  # fmt: skip
    if np.ptp(given) < 1e-3 * abs(middle):
        return f"the same {middle:,.0f} for every house", (
            "It has not learnt, or all its hidden units are silent. Train it on `X_train` and "
            "`y_train`."
        ), "constant"  # fmt: skip
    for unit, factor in (("thousands", 1e3), ("hundred thousands", 1e5), ("millions", 1e6)):
        if _error(factor * given, valid.price) <= ENOUGH * baseline():
            return (
                found,
                f"These are {unit} of dollars. Who reads one number, reads dollars.",
                ("another-unit"),
            )
    return found, (
        "Was it trained, on `X_train` and `y_train`, for 20 epochs? Compare with the loss that "
        "`fit` noted."
    ), "not-trained"  # fmt: skip


def _expect_scale(model, good):
    """What was learnt before training was learnt from the training rows."""
    train, valid, sealed = parts()
    layers = [step for step in model.operations if step.kind == "normalization"]
    means = [np.ravel(step.weights["mean"]) for step in layers if "mean" in step.weights]
    held = [mean for mean in means if mean.shape == train.X.mean(axis=0).shape]
    near = [_near(mean, train.X) for mean in held]
    step, mistake = "Adapt the layer once, before training: `scale.adapt(X_train)`.", ""
    if held and _near(held[0], np.concatenate([train.X, valid.X])):
        step = f"Houses of 2009 were among those that it was adapted to. {step}"
        mistake = "adapted-to-validation"
    elif held and _near(held[0], np.concatenate([train.X, valid.X, sealed.X])):
        step = f"It was adapted to all houses, the sealed ones too. {step}"
        mistake = "adapted-to-all"
    elif held and _near(held[0], valid.X):
        step = f"It was adapted to the houses of 2009. {step}"
        mistake = "adapted-to-validation"
    return expect(
        any(near) if held else good,
        where="what it has learnt before training",
        expected="the means and deviations of `X_train`",
        found="other means" if held else "no means of the columns",
        next_step=step,
        mistake=mistake,
    )


def _near(mean, X):
    """Whether means are those of a table, to a hundredth of a deviation of each column."""
    return bool(np.all(np.abs(mean - X.mean(axis=0)) < 3e-3 * X.std(axis=0)))


def expect_three(models: SequenceRecord, errors: ArrayRecord, share: NumberRecord) -> Looks:
    """Expect three trainings from three seeds, their errors, and their mean over the baseline."""
    train, valid, _ = parts()
    found = [item for item in models.items if isinstance(item, ModelRecord)]
    given = [dollars(model, valid.X) for model in found]
    finite = [one for one in given if one is not None]
    yield need(
        expect(
            len(models.items) == len(finite) == 3,
            where="`models`",
            expected="three models that give a finite number for each house",
            found=f"{len(finite)} of them among {len(models.items)}",
            next_step="Three trained models in a list: `[train_model(s) for s in (1, 2, 3)]`.",
            mistake="not-three",
            weight=CONDITION,
        )
    )
    differ = [np.abs(finite[i] - finite[j]).mean() for i, j in ((0, 1), (0, 2), (1, 2))]
    yield expect(
        min(differ) > 100,
        where="what the three say of the houses of 2009",
        expected="three answers, as from three seeds",
        found="the same answers twice",
        next_step="Set another seed each time, and build a *new* network each time: "
        "`keras.utils.set_random_seed(seed)` at the beginning.",
        mistake="one-seed",
    )
    right = np.array([_error(one, valid.price) for one in finite])
    yield from _expect_errors(errors, share, right, found, train, valid)
    yield expect(
        bool(right.mean() <= ENOUGH * baseline()),
        where="the rule beaten by a third",
        expected=f"at most {ENOUGH * baseline():,.0f} dollars off, the mean of three",
        found=f"{right.mean():,.0f}",
        next_step="Put the question 17.4 right first: it has the same network.",
        mistake="not-beaten",
    )


def _expect_errors(errors, share, right, models, train, valid) -> Iterator[Finding]:
    off = np.array([dollars(model, valid.X) for model in models]) - valid.price
    told = np.sort(np.ravel(errors.values)) if errors.values.dtype.kind == "f" else np.array([])
    known = [
        Instead(_training(models, train), "training-error", "These are the errors on the houses "
                "that they have learnt from."),
        Instead(np.sqrt((off**2).mean(axis=1)), "root-mean-square", "These are roots of mean "
                "squares. Take the mean of the absolute errors."),
        Instead(off.mean(axis=1), "sign-kept", "These are biases: take the absolute values first."),
        Instead(100 * (np.abs(off) / valid.price).mean(axis=1), "percent-for-dollars",
                "In dollars, please."),
        Instead(np.full(3, right.min()), "best-for-each", "That is the best one, three times."),
    ]  # fmt: skip
    alike = told.shape == (3,)
    hit = next((i for i in known if alike and np.allclose(told, np.sort(i.value), rtol=2e-3)), None)
    yield expect(
        bool(alike and np.allclose(told, np.sort(right), rtol=2e-3)),
        where="`errors`",
        expected="the mean absolute error of each for 2009, in dollars",
        found=", ".join(f"{one:,.6g}" for one in told[:5]) or errors.describe(),
        next_step=hit.says
        if hit
        else "`np.abs(model(X_valid)[:, 0] - y_valid).mean()` for each of the three. With a column "
        "against a row you would compare each house with all others.",
        mistake=hit.mistake if hit else "",
    )
    yield expect_number(
        share,
        right.mean() / baseline(),
        "`share`",
        "The mean of the three errors, divided by `baseline`.",
        [
            Instead(right.min() / baseline(), "best-for-mean", "That is the best of three. Which "
                    "seed will the world have? Take the mean."),
            Instead(baseline() / right.mean(), "upside-down", "Upside down: the networks' error by "
                    "that of the rule."),
            Instead(1 - right.mean() / baseline(), "gain-for-share", "That is what is saved. What "
                    "is left?"),
            Instead(right[0] / baseline(), "one-seed", "That is one seed. Take the mean of three."),
        ],
        within=2e-3,
        expected="the mean error over the baseline",
    )  # fmt: skip


def _training(models, train):
    given = [dollars(model, train.X) for model in models]
    return np.array([_error(one, train.price) for one in given])
