"""Expectation of a training: that it is the one asked for, seen by another run of its kind."""

import numpy as np

from course_utils.exercises.expect import CONDITION, curve_of, expect, need
from course_utils.exercises.records import HistoryRecord
from course_utils.exercises.verdicts import Looks


def expect_same_training(
    history: HistoryRecord, like: HistoryRecord, name: str, make: str
) -> Looks:
    """Expect the network, the batches, the start and the validation rows of another run.

    How long it ran and which seed shuffled the rows do not matter.

    Parameters
    ----------
    like
        A run of the course's own: the same network, learning the same rows.
    name
        What the history is called in the notebook.
    make
        How a fresh network is made there, as code.

    Yields
    ------
    Finding
        Conditions: `like` can be read, then one for each thing that both runs tell.
    """
    yield need(_readable(curve_of(like, "loss")))
    parameters, usual = (run.params.get("parameters") for run in (history, like))
    if parameters is not None and usual is not None:
        yield _same_network(parameters, usual, name, make)
    steps, usual_steps = (run.params.get("steps") for run in (history, like))
    if steps is not None and usual_steps is not None:
        yield _same_batches(steps, usual_steps, name)
    losses, usual_losses = (curve_of(run, "loss") for run in (history, like))
    if len(losses) and len(usual_losses) and parameters == usual:
        yield _fresh_start(losses, usual_losses, name, make)
    losses, usual_losses = (curve_of(run, "val_loss") for run in (history, like))
    if len(losses) and len(usual_losses):
        yield _same_rows(losses, usual_losses, name)


def _readable(losses):
    return expect(
        len(losses) > 0 and bool(np.isfinite(losses).all()),
        where="the run of the cells above",
        expected="a finite loss in each epoch",
        found=f"{len(losses)} epochs" if np.isfinite(losses).all() else "a loss that is no number",
        next_step="Run the cells above again, from the top, then this one.",
        weight=CONDITION,
    )


def _same_network(parameters, wanted, name, make):
    return expect(
        parameters == wanted,
        where=f"the network of {name}",
        expected=f"the one of `{make}`, with {wanted:,} parameters",
        found=f"one with {parameters:,}",
        next_step=f"Make it with `{make}`, and train that one.",
        mistake="another-network",
        weight=CONDITION,
    )


def _same_batches(steps, wanted, name):
    return expect(
        steps == wanted,
        where=f"the batches of {name}",
        expected=f"{wanted} in an epoch",
        found=f"{steps}",
        next_step="Write `batch_size=32`, and train on all rows of `X_train`: `validation_split` "
        "would take some of them away.",
        mistake="other-batches",
        weight=CONDITION,
    )


def _fresh_start(losses, wanted, name, make):
    """A second `fit` begins far below a first; another shuffle changes it by a fifth."""
    return expect(
        losses[0] > wanted[0] / 2,
        where=f"the training loss of {name} in its first epoch",
        expected=f"that of a fresh network, about {wanted[0]:.2g}",
        found=f"{losses[0]:.2g}",
        next_step=f"`fit` goes on from the weights it finds. Call `{make}` again before it.",
        mistake="fit-again-to-start-again",
        weight=CONDITION,
    )


def _same_rows(losses, wanted, name):
    """On other rows the loss is another one, at the same epochs of the same training."""
    epochs = min(len(losses), len(wanted))
    mean, usual = (float(np.mean(curve[epochs // 2 : epochs])) for curve in (losses, wanted))
    return expect(
        0.8 * usual < mean < 1.25 * usual,
        where=f"the validation loss of {name}",
        expected=f"about {usual:.2g} by epoch {epochs}, as on `X_valid`",
        found=f"{mean:.2g}",
        next_step="Validate on the rows kept for it: `validation_data=(X_valid, y_valid)`.",
        mistake="other-validation-rows",
        weight=CONDITION,
    )
