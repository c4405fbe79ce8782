"""Overfitting and underfitting: learning curves, the gap, early stopping."""

from random import Random

from course_utils.drills.drill import Drill, DrillCurves, ask_choice, ask_number, listed, said
from course_utils.drills.registry import family

_TRAINING, _VALIDATION = "training loss", "validation loss"


def _curves(training: list[float], validation: list[float]) -> DrillCurves:
    losses = {_TRAINING: training, _VALIDATION: validation}
    return DrillCurves("Losses of a training", "epoch", "loss", losses)


def _falling(start: float, end: float, count: int) -> list[float]:
    """Fall from start towards end, each step two thirds of the one before."""
    return [round(end + (start - end) * (2 / 3) ** i, 3) for i in range(count)]


def _rising_from(curve: list[float], best: int, step: float) -> list[float]:
    """Turn a falling curve upwards behind epoch `best`."""
    return curve[:best] + [
        round(curve[best - 1] + step * i, 2) for i in range(1, len(curve) - best + 1)
    ]


@family
def lowest_validation_loss(rng: Random) -> Drill:
    """The best epoch is read from the validation curve."""
    epochs, best = 12, rng.randint(3, 7)
    start = rng.choice((0.9, 1.0, 1.2))
    training = _falling(start, 0.05, epochs)
    validation = _rising_from(_falling(start + 0.1, 0.3, epochs), best, rng.choice((0.04, 0.06)))
    return ask_number(
        "After which epoch would you have stopped this training?",
        best,
        f"There the validation loss is lowest, {said(validation[best - 1])}; after it the network "
        "only gets better on rows it has learnt.",
        [
            (epochs, "There the training loss is lowest, and it says nothing about new rows."),
            (1, "There both losses still fall steeply."),
            (best + 1, "There the validation loss has already begun to rise."),
            (best - 1, "The validation loss still falls once more after it."),
        ],
        curves=_curves(training, validation),
        training=training,
        validation=validation,
    )


@family
def gap_at_the_end(rng: Random) -> Drill:
    """Validation minus training."""
    training, gap = rng.randint(10, 40) / 100, rng.randint(5, 30) / 100
    validation = round(training + gap, 2)
    return ask_number(
        f"After the last epoch the training loss is {said(training)}, the validation loss "
        f"{said(validation)}. How large is the gap?",
        gap,
        f"Validation minus training: {said(validation)} − {said(training)} = {said(gap)}.",
        [
            (
                -gap,
                "The other way round: on new rows the loss is higher, and the gap says how much.",
            ),
            (validation, "That is the validation loss; the gap is how far it is above the other."),
            (validation + training, "The gap is a difference, not a sum."),
        ],
        decimals=2,
        training=training,
        validation=validation,
    )


@family
def story_of_curves(rng: Random) -> Drill:
    """Overfitting, underfitting or neither."""
    epochs, start = 12, rng.choice((1.0, 1.2, 1.5))
    stories = {
        "It is overfitting": (
            _falling(start, 0.05, epochs),
            _rising_from(_falling(start + 0.05, 0.35, epochs), rng.randint(4, 6), 0.04),
        ),
        "It is underfitting: the network is too small, or learns too slowly": (
            _falling(start, 0.8 * start, epochs),
            _falling(start + 0.04, 0.8 * start + 0.05, epochs),
        ),
        "All is well": (
            _falling(start, 0.1, epochs),
            _falling(start + 0.05, 0.13, epochs),
        ),
    }
    reasons = dict(
        zip(
            stories,
            (
                "The training loss goes on falling, but the validation loss has begun to rise.",
                "Both losses stay high, and close together: not even the training rows are learnt.",
                "Both losses fall to a low value and stay close together.",
            ),
            strict=True,
        )
    )
    story = rng.choice(list(stories))
    training, validation = stories[story]
    return ask_choice(
        rng,
        "The network that always says the mean has a loss of about "
        f"{said(start)}. What do these curves show?",
        story,
        reasons[story],
        [
            (other, f"Then the curves would be others. {reasons[other]}")
            for other in stories
            if other != story
        ],
        curves=_curves(training, validation),
        training=training,
        validation=validation,
        story=story,
    )


def _history(rng: Random) -> tuple[list[float], int, int]:
    """Draw validation losses whose best epoch is followed by worse ones, and a patience."""
    patience, best = rng.randint(2, 3), rng.randint(3, 5)
    losses = [rng.randint(80, 95)]
    while len(losses) < best:
        losses.append(losses[-1] - rng.randint(4, 12))
    bump = rng.randint(1, best - 2)  # one bad epoch on the way does not end the training
    losses[bump] = losses[bump - 1] + rng.randint(1, 3)
    worse = [losses[-1] + rng.randint(1, 9) for _ in range(patience)]
    later = [losses[-1] - rng.randint(5, 9), losses[-1] - rng.randint(10, 15)]
    return [loss / 100 for loss in losses + worse + later], best, patience


@family
def end_of_early_stopping(rng: Random) -> Drill:
    """The best epoch plus the patience."""
    losses, best, patience = _history(rng)
    return ask_number(
        f"If nothing stopped it, the validation losses would be {listed(losses)}. Early stopping "
        f"has `patience={patience}`. After which epoch does the training end?",
        best + patience,
        f"Epoch {best} is the best so far ({said(losses[best - 1])}). The next {patience} epochs "
        f"in a row are no better, so it ends after epoch {best + patience}.",
        [
            (best, f"That is the best epoch. It waits for {patience} epochs without a better one."),
            (best + patience + 1, f"{patience} epochs without a better one are enough."),
            (len(losses), "It never sees the later losses: the training has ended before."),
            (
                best + patience - 1,
                f"That is {patience - 1} without a better one; the patience is {patience}.",
            ),
        ],
        losses=losses,
        patience=patience,
    )


@family
def weights_after_early_stopping(rng: Random) -> Drill:
    """Of the best epoch where they are restored, of the last one where they are not."""
    losses, best, patience = _history(rng)
    restore = rng.choice((True, False))
    last = best + patience
    right, other = (best, last) if restore else (last, best)
    because = {
        True: f"The training ends after epoch {last}, then it takes the weights of the best one.",
        False: f"The training ends after epoch {last}, and nothing brings earlier weights back.",
    }
    instead = {
        True: "There the training ends, but the weights of the best epoch are brought back.",
        False: f"That is the best epoch, but {patience} later epochs have changed its weights.",
    }
    return ask_number(
        f"If nothing stopped it, the validation losses would be {listed(losses)}. "
        f"`EarlyStopping(patience={patience}, restore_best_weights={restore})`. Of which epoch "
        "does the model have the weights in the end?",
        right,
        because[restore],
        [
            (other, instead[restore]),
            (len(losses), "The training has ended before that epoch."),
            (1, "A later epoch is better than the first one here."),
        ],
        losses=losses,
        patience=patience,
        restore=restore,
    )


@family
def better_by_enough(rng: Random) -> Drill:
    """What counts as better with `min_delta`."""
    best = rng.randint(40, 60) / 100
    delta = rng.choice((0.01, 0.02, 0.05))
    steps = {"enough": 1.5 * delta, "little": 0.5 * delta, "worse": -delta}
    kind = rng.choice(list(steps))
    new = round(best - steps[kind], 4)
    yes, no = "Yes", "No"
    right, wrong = (yes, no) if kind == "enough" else (no, yes)
    size = said(abs(round(best - new, 4)))
    because = {
        "enough": f"It is lower by {size}, which is more than `min_delta`.",
        "little": f"It is lower, but only by {size}: less than `min_delta`.",
        "worse": f"It is higher by {size}.",
    }
    return ask_choice(
        rng,
        f"The best validation loss so far is {said(best)}, the next one {said(new)}. Does early "
        f"stopping with `min_delta={delta}` count it as better?",
        right,
        because[kind],
        [(wrong, f"A loss must be lower by more than {delta}. {because[kind]}")],
        best=best,
        new=new,
        delta=delta,
    )


@family
def rows_of_grouped_split(rng: Random) -> Drill:
    """Whole days go to one side."""
    days, each, share = rng.choice((20, 40, 50)), rng.choice((15, 30, 60)), rng.choice((10, 20))
    aside = days * share // 100
    return ask_number(
        f"A table has {days} days with {each} bookings each. A grouped split puts {share} % of the "
        "days aside for validation. How many bookings does the network learn from?",
        (days - aside) * each,
        f"{aside} whole days go aside. Of the other {days - aside} days all {each} bookings are "
        f"learnt: {days - aside} · {each} = {(days - aside) * each:,}.",
        [
            (aside * each, "These are the bookings for validation."),
            (days - aside, f"That is the number of days; each has {each} bookings."),
            (days * each, "The bookings for validation are not learnt from."),
            (
                days * (each - aside),
                "Whole days go aside, not single bookings of each day.",
            ),
        ],
        days=days,
        each=each,
        share=share,
    )
