"""Binary classification: base rate, sigmoid, cross-entropy, the confusion matrix."""

from math import exp, log
from random import Random

from course_utils.drills.drill import Drill, ask_choice, ask_number, listed, said
from course_utils.drills.registry import family


@family
def base_rate(rng: Random) -> Drill:
    """What always the same answer gets right."""
    total, share = rng.choice((50, 100, 200, 400)), rng.choice((6, 10, 16, 20, 30, 36))
    positives = total * share // 100
    return ask_number(
        f"Of {total} samples, {positives} are positive. How accurate is the classifier that always "
        "gives the more frequent answer?",
        100 - share,
        f"It says negative, and is right for {total - positives} of {total}: {100 - share} %.",
        [
            (share, f"The more frequent answer is negative: it is wrong for these {share} %."),
            (50, "That is a coin. The same answer for all is right for the whole larger class."),
            (0, "It is wrong for all positives, but right for all negatives."),
        ],
        unit="%",
        total=total,
        positives=positives,
    )


@family
def sigmoid_of_logit(rng: Random) -> Drill:
    """1 / (1 + e^−z)."""
    z = rng.choice((-3, -2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 3))
    right = 1 / (1 + exp(-z))
    return ask_number(
        f"Which probability does the sigmoid give for the logit {said(z)}? Give 2 decimals.",
        right,
        f"1 / (1 + e^{said(-z)}) = 1 / (1 + {said(round(exp(-z), 3))}) = {said(round(right, 2))}.",
        [
            (1 - right, f"That belongs to {said(-z)}: a logit above 0 gives more than a half."),
            (z, "A probability is between 0 and 1."),
            (exp(-z), "That is e^−z; the sigmoid is 1 / (1 + e^−z)."),
            (0.5, "That belongs to the logit 0."),
        ],
        decimals=2,
        z=z,
    )


@family
def logit_of_probability(rng: Random) -> Drill:
    """The logarithm of the odds."""
    p = rng.choice((0.1, 0.2, 0.25, 0.75, 0.8, 0.9, 0.95))
    right = log(p / (1 - p))
    return ask_number(
        f"Which logit does the sigmoid turn into the probability {p}? Give 1 decimal.",
        right,
        f"The logarithm of the odds: ln({p} / {said(1 - p)}) = ln {said(round(p / (1 - p), 3))} = "
        f"{said(round(right, 1))}.",
        [
            (-right, "Below a half the logit is negative, above it positive."),
            (1 / (1 + exp(-p)), "That sends the probability through the sigmoid once more."),
            (p / (1 - p), "These are the odds; the logit is their logarithm."),
        ],
        decimals=1,
        p=p,
    )


@family
def price_of_prediction(rng: Random) -> Drill:
    """Minus the logarithm of what the truth was given."""
    label, p = rng.choice((0, 1)), rng.choice((0.1, 0.2, 0.3, 0.6, 0.7, 0.9, 0.95))
    given = p if label else 1 - p
    right = -log(given)
    return ask_number(
        f"The label is {label}, and the model gave the positive class a probability of {p}. "
        "What is the cross-entropy of this sample? Give 2 decimals.",
        right,
        f"The true class was given {said(given)}, and −ln {said(given)} = {said(round(right, 2))}.",
        [
            (-log(1 - given), f"That would be the loss for the label {1 - label}."),
            (1 - given, "That is the difference to 1; the loss is a logarithm."),
            (right / log(10), "That is the logarithm to the base 10; cross-entropy takes ln."),
            (-right, "The logarithm of a probability is negative; the loss is minus that."),
        ],
        decimals=2,
        label=label,
        p=p,
    )


@family
def price_of_two_samples(rng: Random) -> Drill:
    """The mean of the prices."""
    p, q = rng.sample((0.1, 0.2, 0.25, 0.4, 0.5, 0.8), 2)
    right = -(log(p) + log(q)) / 2
    return ask_number(
        f"Two true classes were given the probabilities {p} and {q}. What is the cross-entropy, "
        "the mean of the two? Give 2 decimals.",
        right,
        f"−ln {p} = {said(round(-log(p), 2))} and −ln {q} = {said(round(-log(q), 2))}; their "
        f"mean is {said(round(right, 2))}.",
        [
            (-log((p + q) / 2), "The logarithms come first, then the mean."),
            (2 * right, "That is the sum of the two losses."),
            (1 - (p + q) / 2, "Without logarithms it is only the mean difference to 1."),
        ],
        decimals=2,
        p=p,
        q=q,
    )


def _counts(rng: Random) -> dict[str, int]:
    """Draw a confusion matrix whose shares are easy to compute."""
    found, positives = rng.choice(((16, 20), (18, 20), (15, 20), (20, 25), (24, 30), (30, 40)))
    called = rng.choice([n for n in (20, 25, 32, 40, 48, 50, 60) if n > found and n != positives])
    return {
        "found": found,
        "missed": positives - found,
        "alarms": called - found,
        "quiet": rng.choice((100, 150, 200)) - positives - (called - found),
    }


_TABLE = (
    "A classifier on {total} samples: {found} positives found, {missed} missed, {alarms} false "
    "alarms, {quiet} negatives called negative. "
)


def _share_of_counts(rng: Random, name: str) -> Drill:
    """Ask for one of the three shares; the other two are the likely wrong answers."""
    counts = _counts(rng)
    found, missed, alarms, quiet = counts.values()
    total = sum(counts.values())
    parts = {
        "recall": (found, found + missed, "of the positives, those that were found"),
        "precision": (found, found + alarms, "of those called positive, those that are"),
        "accuracy": (found + quiet, total, "of all answers, the right ones"),
    }
    part, whole, meaning = parts.pop(name)
    return ask_number(
        _TABLE.format(total=total, **counts) + f"What is the {name}? Give 1 decimal.",
        100 * part / whole,
        f"{meaning.capitalize()}: {part} / {whole} = {said(round(100 * part / whole, 1))} %.",
        [
            (100 * a / b, f"That is the {other}: {meaning}.")
            for other, (a, b, meaning) in parts.items()
        ]
        + [(100 - 100 * part / whole, f"That is 100 % minus the {name}.")],
        decimals=1,
        unit="%",
        counts=counts,
    )


@family
def recall_from_counts(rng: Random) -> Drill:
    """Of the positives, the share that is found."""
    return _share_of_counts(rng, "recall")


@family
def precision_from_counts(rng: Random) -> Drill:
    """Of those called positive, the share that is."""
    return _share_of_counts(rng, "precision")


@family
def accuracy_from_counts(rng: Random) -> Drill:
    """Of all answers, the share that is right."""
    return _share_of_counts(rng, "accuracy")


@family
def positives_at_threshold(rng: Random) -> Drill:
    """Whoever is above the threshold is called positive."""
    probabilities = sorted(rng.sample([n / 100 for n in range(4, 98, 3)], 8))
    line = rng.choice((0.2, 0.3, 0.4, 0.7))
    right = sum(p > line for p in probabilities)
    return ask_number(
        f"The probabilities are {listed(rng.sample(probabilities, 8))}, and the threshold is "
        f"{line}. How many are called positive?",
        right,
        f"All above {line}: {', '.join(said(p) for p in probabilities if p > line)}.",
        [
            (8 - right, "These are below the threshold, and called negative."),
            (
                sum(p > 0.5 for p in probabilities),
                f"That is with 0.5; here the threshold is {line}.",
            ),
        ],
        probabilities=probabilities,
        line=line,
    )


@family
def threshold_moved(rng: Random) -> Drill:
    """More alarms find more, and are less often right."""
    low, high = sorted(rng.sample((0.1, 0.2, 0.3, 0.5, 0.6, 0.8), 2))
    start, end = rng.sample((low, high), 2)
    texts = {
        True: "More are called positive, and recall rises or stays",
        False: "Fewer are called positive, and recall falls or stays",
    }
    down = end < start
    moved = {
        True: f"Those between {low} and {high} are called positive now, too, and some of them are.",
        False: f"Those between {low} and {high} are not called positive any more, though some are.",
    }
    return ask_choice(
        rng,
        f"The threshold moves from {start} to {end}. What happens?",
        texts[down],
        moved[down],
        [
            (
                texts[not down],
                f"The threshold is {'lower' if down else 'higher'} now. {moved[down]}",
            ),
            (
                "The cross-entropy changes, the answers do not",
                "The other way round: the probabilities stay the same, only the threshold moves.",
            ),
        ],
        start=start,
        end=end,
    )


@family
def comparisons_by_mistake(rng: Random) -> Drill:
    """A column against a list is a table."""
    samples = rng.choice((20, 30, 40, 50, 100, 200))
    return ask_number(
        f"`y` has the shape ({samples},), the predictions ({samples}, 1). How many comparisons "
        "does `(y == predictions)` make?",
        samples**2,
        f"The column and the list are both stretched to ({samples}, {samples}): {samples} · "
        f"{samples} = {samples**2:,}, without an error.",
        [
            (
                samples,
                f"That was meant. It takes `predictions.ravel()`, of the shape ({samples},).",
            ),
            (0, "NumPy raises no error: a size of 1 fits every other size."),
            (2 * samples, "Each label is compared with each prediction."),
        ],
        samples=samples,
    )


@family
def pairs_in_order(rng: Random) -> Drill:
    """AUC: the share of pairs in which the positive one is ahead."""
    places = sorted(rng.sample(range(5), 2))
    probabilities = sorted(rng.sample([n / 100 for n in range(5, 96, 5)], 5))
    positives = [probabilities[i] for i in places]
    negatives = [p for p in probabilities if p not in positives]
    right = sum(p > n for p in positives for n in negatives)
    ahead = sum(p > 0.5 for p in positives) + sum(n <= 0.5 for n in negatives)
    return ask_number(
        f"Two positives have the probabilities {listed(positives)}, three negatives "
        f"{listed(negatives)}. In how many of the 6 pairs of a positive and a negative one is the "
        "positive one ahead?",
        right,
        f"Pair by pair: {right} of 6, so the AUC is {said(round(right / 6, 2))}.",
        [
            (6 - right, "In these the negative one has the higher probability."),
            (ahead, "That is how many are right at the threshold 0.5; a pair needs no threshold."),
        ],
        positives=positives,
        negatives=negatives,
    )


@family
def sigmoid_twice(rng: Random) -> Drill:
    """A probability is no logit."""
    p = rng.choice((0.05, 0.1, 0.2, 0.25, 0.3, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95))
    right = 1 / (1 + exp(-p))
    return ask_number(
        f"A model ends in a sigmoid and gives {p}. Somebody takes this for a logit, and sends it "
        "through the sigmoid again. What comes out? Give 2 decimals.",
        right,
        f"1 / (1 + e^{said(-p)}) = {said(round(right, 2))}. From a probability it is always "
        "between 0.5 and 0.73: nothing is ever called negative.",
        [
            (p, "The second sigmoid changes it."),
            (1 - right, "The sigmoid of a number above 0 is above a half."),
            (p * p, "It goes through the sigmoid, it is not squared."),
        ],
        decimals=2,
        p=p,
    )
