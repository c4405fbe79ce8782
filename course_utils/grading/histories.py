"""A history counts where `fit` made it, and where the model that comes along agrees with it.

Neither is proof. Whether `fit` made it, the child says (see `sandbox.fits`). What the model does,
the grader computes itself, on the course's own rows; but it cannot know by which steps the weights
came about.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from course_utils.exercises.acceptance import accept
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.questions import Question
from course_utils.exercises.records import HistoryRecord, ModelRecord, Record
from course_utils.exercises.verdicts import CONDITION, Finding, Status, Verdict

_ROUNDING = 0.02  # of the loss: float32 and float64, and the rows of a last, smaller batch
_BY_CHANCE = 6.0  # standard errors of a mean; two splits of a table differ by less


def without_unmade(
    question: Question, answers: Sequence[object], records: Sequence[Record]
) -> tuple[list[Record], list[Finding]]:
    """Take the numbers out of each history that no `fit` made.

    Parameters
    ----------
    answers : sequence
        As the child sent them, dicts; where `fit` made one, its "by_fit" is True.
    records : sequence of Record
        What they say.

    Returns
    -------
    list of Record
        With an empty history in place of each of those.
    list of Finding
        One for each of those, for the student and, by its name, for the instructor.
    """
    kept, findings = list(records), []
    for place, (name, kinds) in enumerate(question.answers.items()):
        if HistoryRecord not in kinds or place >= len(records):
            continue
        history = accept(name, records[place], (HistoryRecord,))
        if not isinstance(history, HistoryRecord) or not history.metrics:
            continue
        if not (isinstance(answer := answers[place], dict) and answer.get("by_fit") is True):
            kept[place] = HistoryRecord({})
            findings.append(_unmade(name, history))
    return kept, findings


def _unmade(name, history):
    return Finding(
        False,
        f"`{name}`",
        "what `fit` returned when this notebook was run",
        f"{history.describe()} with numbers that no `fit` computed",
        "Train in the notebook, and hand over what `fit` returns, as it is. Numbers from elsewhere "
        "earn nothing.",
        "history-that-no-fit-made",
        CONDITION,
    )


def with_findings(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    """Put findings of the grader's before those of the check: what fails is not correct."""
    if not findings or verdict.status is Status.NOT_ATTEMPTED:
        return verdict
    status = Status.INCORRECT if verdict.correct else verdict.status
    return replace(verdict, status=status, findings=(*findings, *verdict.findings), message="")


def compare_with_model(
    records: Sequence[Record], rows: Sequence[ArrayLike]
) -> tuple[list[Finding], str]:
    """Compare the last validation loss of a history with that of the model beside it.

    Parameters
    ----------
    records : sequence of Record
        The answers to one question. Nothing is compared where there is no model that is compiled
        with a loss of the course's, no history, or a model that only the child can ask.
    rows : sequence of array_like
        The course's own inputs and targets, of shapes (n_samples, ...) and (n_samples,).

    Returns
    -------
    list of Finding
        One where the model is worse than its history by more than another split can explain.
    str
        A sentence for the instructor where another split can; else empty.
    """
    model = next((record for record in records if isinstance(record, ModelRecord)), None)
    history = next((record for record in records if isinstance(record, HistoryRecord)), None)
    told = np.asarray(history.metrics.get("val_loss", ()) if history else (), dtype=float)
    losses = _losses(model, *rows) if model and len(rows) == 2 else None
    if losses is None or not np.isfinite(told).all() or not len(told):
        return [], ""
    found, chance = losses.mean(), losses.std() / np.sqrt(len(losses))
    # Early stopping may have brought back the weights of the best epoch. A penalty on weights
    # makes a history higher than the model, which is no advantage to anybody.
    off = min(found - told.min(), abs(found - told[-1]))
    if off <= _ROUNDING * found:
        return [], ""
    says = f"a loss of {found:.3g} on the course's own validation rows"
    if off <= _BY_CHANCE * chance:
        return [], f"The model has {says}, its history ends at {told[-1]:.3g}: perhaps other rows."
    return [_disagreement(says, told)], ""


def _disagreement(says, told):
    return Finding(
        False,
        "the model beside its history",
        f"about the validation loss of its history: {told[-1]:.3g}, or at best {told.min():.3g}",
        says,
        "Hand over a model and the history of its last `fit`, on the rows of this exercise.",
        "history-of-another-model",
        CONDITION,
    )


def _losses(model, X, y):
    """The loss of each row, or None where it cannot be had without asking the child."""
    loss = model.compiled.loss if model.compiled else None
    if loss is None or loss.name not in _LOSS:
        return None
    try:
        outputs = predict(replace(model, ask=None), X)
    except (CannotPredictError, ValueError):
        return None
    if outputs.size != len(y):
        return None
    outputs = outputs.ravel()
    if loss.settings.get("from_logits"):
        outputs = 1 / (1 + np.exp(-outputs))
    losses = _LOSS[loss.name](np.asarray(y, dtype=float), outputs)
    return losses if np.isfinite(losses).all() else None


def _cross_entropy(y, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)  # as Keras does
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


_LOSS = {
    "mean_absolute_error": lambda y, outputs: np.abs(y - outputs),
    "mean_squared_error": lambda y, outputs: (y - outputs) ** 2,
    "binary_crossentropy": _cross_entropy,
}
