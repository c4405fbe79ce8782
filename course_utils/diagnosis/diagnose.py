"""`diagnose`: look before you change."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from course_utils.diagnosis.causes import ORDER, RUN
from course_utils.diagnosis.inside import same_random_state
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Diagnosis, Trouble

# A finding as sure as this explains what follows from it.
CERTAIN = 0.9


def diagnose(
    model: Any = None,
    history: Any = None,
    X: Any = None,
    y: Any = None,
    validation_data: Any = None,
    *,
    experiments: bool = True,
    seconds: float = 20.0,
) -> Diagnosis:
    """Say what is wrong with a training, with the evidence from its own run.

    Data are looked at first, then structure against loss, then the numbers inside the network and
    the curves. Where that leaves a suspicion, a short training with one thing changed confirms or
    withdraws it.

    Parameters
    ----------
    model
        A Keras model: Sequential, functional or subclassed; trained or not.
    history
        What `fit` returned, or its dictionary.
    X, y
        The rows that were learnt from: arrays or tables of shape (n_rows, ...), or a
        `tf.data.Dataset` of both as `X`. With `validation_split` give all rows.
    validation_data
        As for `fit`: a pair, or a `tf.data.Dataset`.
    experiments
        Whether short trainings may be made. They take most of the time.
    seconds
        How long it may take, about.

    Returns
    -------
    Diagnosis
        Findings, the surest first; none where nothing was found. Nothing is raised, whatever is
        given, and model, optimizer, data and random numbers stay as they are.

    Examples
    --------
    >>> diagnose(history={"loss": [0.7, 3.1, float("nan")]}).causes
    ('rate_too_high',)
    """
    try:
        with warnings.catch_warnings(action="ignore"), same_random_state():
            patient = Patient(
                model, history, X, y, validation_data, experiments=experiments, seconds=seconds
            )
            return _examined(patient)
    except Exception as error:
        return Diagnosis(not_seen=(f"This could not be examined ({type(error).__name__}).",))


def _examined(patient: Patient) -> Diagnosis:
    found: list[Trouble] = []
    healthy, missing = [], set()
    for name in ORDER:
        cause = import_module(f"course_utils.diagnosis.causes.{name}")
        certain = {trouble.cause for trouble in found if trouble.sure >= CERTAIN}
        if certain & set(getattr(cause, "FOLLOWS_FROM", ())):
            continue
        lacking = [need for need in cause.NEEDS if not _is_given(patient, need)]
        if lacking:
            missing.update(lacking)
            continue
        try:
            trouble = cause.examine(patient)
        except Exception:
            # What this cause looks at has a form that it does not know.
            continue
        if trouble is not None:
            found.append(trouble)
        elif _is_known_to_be_fine(patient, name, cause):
            healthy.append(cause.FINE)
    found.sort(key=lambda trouble: -trouble.sure)
    return Diagnosis(tuple(found), (*healthy, *_remarks(patient)), _unseen(missing))


def _is_known_to_be_fine(patient, name, cause):
    """Whether it was looked at: of a run that was not shown, or not tried, nothing is known."""
    if not getattr(cause, "FINE", "") or (name in RUN and not patient.history.metrics):
        return False
    tried = patient.experiments.possible and patient.seconds_left > 0
    return tried or not getattr(cause, "BY_TRIAL", False)


def _is_given(patient, need):
    """Whether one of the things that a cause can work with was given: "history|model"."""
    given = {
        "model": bool(patient.operations),
        "history": bool(patient.history.metrics),
        "X": patient.train.n > 0 and bool(patient.train.inputs),
        "y": len(patient.y) > 0,
        "validation": patient.valid.n > 0,
    }
    return any(given[name] for name in need.split("|"))


def _remarks(patient) -> Iterator[str]:
    """Say what looks odd and is not."""
    loss, val = patient.curve("loss"), patient.curve("val_loss")
    if loss is None or val is None or not loss[-1] > val[-1] > 0:
        return
    if any("dropout" in op.kind for op in patient.operations):
        yield (
            f"The training loss ({loss[-1]:.3g}) is above the validation loss ({val[-1]:.3g}): "
            "dropout is on for the one and off for the other. That is no fault."
        )


_UNSEEN = {
    "model": "Give the model, and its structure and weights are looked at.",
    "history": "Give what `fit` returned, and the curves are looked at.",
    "X": "Give `X` and `y`, and the data are looked at and experiments made.",
    "y": "Give `X` and `y`, and the data are looked at and experiments made.",
    "validation": "Give `validation_data`, and it is compared with the training rows.",
    "history|model": "Give the model or what `fit` returned.",
}


def _unseen(missing):
    return tuple(dict.fromkeys(text for need, text in _UNSEEN.items() if need in missing))
