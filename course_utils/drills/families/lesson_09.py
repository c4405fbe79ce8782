"""Losses and several classes: softmax, its loss and its slopes."""

from math import exp, log
from random import Random

from course_utils.drills.drill import Drill, ask_number, listed, said
from course_utils.drills.registry import family


@family
def softmax_of_logits(rng: Random) -> Drill:
    """Powers of e, as shares."""
    logits = [rng.randint(0, 3) for _ in range(3)]
    place = rng.randrange(3)
    powers = [exp(z) for z in logits]
    right = powers[place] / sum(powers)
    return ask_number(
        f"Three classes have the logits {listed(logits)}. Which probability does the softmax give "
        f"to class {place}, counted from 0? Give 2 decimals.",
        right,
        f"As powers of e: {', '.join(said(round(p, 2)) for p in powers)}, together "
        f"{said(round(sum(powers), 2))}; {said(round(powers[place], 2))} of it is a share of "
        f"{said(round(right, 2))}.",
        [
            (logits[place] / (sum(logits) or 1), "Each logit becomes a power of e first."),
            (powers[place], "That is the power of e; it is divided by the sum of all three."),
            (
                1 / (1 + exp(-logits[place])),
                "That is a sigmoid. It does not look at the other logits.",
            ),
        ],
        decimals=2,
        logits=logits,
        place=place,
    )


@family
def loss_before_training(rng: Random) -> Drill:
    """All classes alike: ln k."""
    classes = rng.choice((3, 4, 5, 6, 8, 10, 20, 26, 50, 100))
    right = log(classes)
    return ask_number(
        f"A classifier has {classes} classes and has learnt nothing yet: all get the same "
        "probability. What is its cross-entropy? Give 2 decimals.",
        right,
        f"The true class gets 1 / {classes}, and −ln(1 / {classes}) = ln {classes} = "
        f"{said(round(right, 2))}.",
        [
            (1 / classes, "That is the probability; its price is minus the logarithm."),
            (log(2), "That is for two classes."),
            (log(classes) / log(10), "That is the logarithm to the base 10; Keras takes ln."),
            (1 - 1 / classes, "That is how much is missing to 1; the price is a logarithm."),
        ],
        decimals=2,
        classes=classes,
    )


@family
def ratio_of_two_classes(rng: Random) -> Drill:
    """Only the difference of two logits counts."""
    low, difference = rng.choice((-2, 1, 2, 4, 10)), rng.choice((0.5, 1, 1.5, 2, 3))
    high = low + difference
    right = exp(difference)
    return ask_number(
        f"Two of several classes have the logits {said(high)} and {said(low)}. How many times as "
        "likely is the first one, by the softmax? Give 1 decimal.",
        right,
        f"The sum below is the same for both, so it is e^{said(difference)} = "
        f"{said(round(right, 1))} times.",
        [
            (difference, "That is the difference of the logits; e to the power of it."),
            (exp(high), "That forgets the other logit: the difference counts."),
            (high / low, "Logits are not divided: their difference counts."),
        ],
        decimals=1,
        high=high,
        low=low,
    )


@family
def slope_for_logit(rng: Random) -> Drill:
    """Probability minus label."""
    p = rng.choice((0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
    true = rng.choice((True, False))
    right, other = (p - 1, p) if true else (p, p - 1)
    return ask_number(
        f"The softmax gives a class the probability {p}, and it is "
        f"{'the true one' if true else 'not the true one'}. What is the slope of the cross-entropy "
        "for its logit? Give 2 decimals.",
        right,
        f"Probability minus label: {p} − {int(true)} = {said(right)}.",
        [
            (other, f"That holds where it is {'not ' if true else ''}the true class."),
            (
                -right,
                "The other way round: a larger logit of "
                + ("the true class makes the loss fall." if true else "another class costs more."),
            ),
            (-log(p), "That is a loss, not its slope."),
        ],
        decimals=2,
        p=p,
        true=true,
    )
