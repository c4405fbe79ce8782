"""Expectations of a run that was broken on purpose, found by `diagnose`, and repaired."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.expect import Instead, curve_of, expect, expect_number, last_value
from course_utils.exercises.records import HistoryRecord, NumberRecord, SequenceRecord, TextRecord
from course_utils.exercises.verdicts import CONDITION, Finding

BETTER = 0.9  # of the broken run's loss, at most


def expect_runs(broken: HistoryRecord, sound: HistoryRecord) -> Iterator[Finding]:
    """Expect two different runs with validation losses, of which the sound one has numbers.

    Yields
    ------
    Finding
        That both have curves, and that they are two runs; conditions.
    """
    curves = {"broken_run": curve_of(broken, "val_loss"), "sound_run": curve_of(sound, "val_loss")}
    lacking = [name for name, curve in curves.items() if len(curve) < 2]
    yield expect(
        not lacking and not np.isnan(last_value(sound)),
        where="`broken_run` and `sound_run`",
        expected="a `val_loss` for each of at least 2 epochs, and a number at the end of the sound "
        "run",
        found=f"{broken.describe()}, and {sound.describe()}",
        next_step="Give `validation_data` to both calls of `fit`, and hand over what they return. "
        "The broken run may end in NaN, the sound one not.",
        weight=CONDITION,
    )
    same = all(np.array_equal(curve_of(broken, k), curve_of(sound, k)) for k in broken.metrics)
    yield expect(
        not same,
        where="`broken_run` and `sound_run`",
        expected="two runs",
        found="the same numbers twice",
        next_step="One is broken on purpose, and the other is not. Build a new network for each.",
        mistake="one-run-twice",
        weight=CONDITION,
    )


def expect_found(planted: TextRecord, found: SequenceRecord) -> Finding:
    """Expect the planted cause among those that were found."""
    causes = [item.value for item in found.items if isinstance(item, TextRecord)]
    mine = planted.value.strip().casefold().replace(" ", "_").replace("-", "_")
    step, mistake = (
        "Break it harder, or let `diagnose` see more: rows, history, validation rows.",
        "",
    )
    if not causes:
        step = "It finds nothing. Is the run really broken? " + step
        mistake = "nothing-found"
    elif len(causes) < len(found.items):
        step, mistake = "Hand over the short names: `report.causes`.", "not-the-names"
    elif mine not in causes:
        step = (
            f"It calls what it found `{causes[0]}`. If that is what you planted, use this name. If "
            "not, two things are broken, or one looks like another. "
        ) + step
        mistake = "another-cause-found"
    return expect(
        mine in causes and len(causes) == len(found.items),
        where="`planted`, among what was found",
        expected=f"`{mine[:40]}`, a cause that `diagnose` names",
        found=", ".join(f"`{cause[:40]}`" for cause in causes[:5]) or "no cause",
        next_step=step,
        mistake=mistake,
        weight=2,
    )


def expect_better(broken: HistoryRecord, sound: HistoryRecord) -> Finding:
    """Expect the sound run to end clearly below the broken one, which may have no number."""
    low, high = last_value(sound), float(curve_of(broken, "val_loss")[-1])
    return expect(
        not high * BETTER <= low,
        where="the last validation losses",
        expected=f"the sound run at most at {BETTER:.0%} of the broken one",
        found=f"{low:.3g} against {high:.3g}",
        next_step="The repair shows no effect. Break one thing that matters, and repair just that.",
        mistake="no-effect",
    )


def expect_sound_loss(
    sound_loss: NumberRecord, broken: HistoryRecord, sound: HistoryRecord
) -> Finding:
    """Expect the last validation loss of the sound run."""
    valid, loss = curve_of(sound, "val_loss"), curve_of(sound, "loss")
    others = [(float(valid.min()), "best-for-last", "That is the lowest of all epochs, the "
               "luckiest of many looks. Where did it *end*?")]  # fmt: skip
    if len(loss):
        says = "That is the training loss. What counts are the validation rows."
        others.append((float(loss[-1]), "training-for-validation", says))
    says = "That is the broken run."
    others.append((float(curve_of(broken, "val_loss")[-1]), "broken-for-sound", says))
    return expect_number(
        sound_loss,
        float(valid[-1]),
        "`sound_loss`",
        '`sound_run.history["val_loss"][-1]`',
        [Instead(*other) for other in others if other[0] != valid[-1]],
        within=1e-3,
        expected="the last validation loss of your sound run",
    )
