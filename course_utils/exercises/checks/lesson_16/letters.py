"""What guesses of letters cost, and what a temperature does to them, right and wrong."""

import numpy as np

from course_utils.exercises.expect import Instead, expect_given
from course_utils.exercises.records import ArrayRecord
from course_utils.exercises.verdicts import Finding
from course_utils.networks.activations import softmax

N_TOKENS = 45
N_TRAIN, N_VALID = 170, 50  # names; each ends with a 0


def bits_of(probabilities: np.ndarray, letters: np.ndarray) -> float:
    """Return the mean of -log2 of what each letter that came was given."""
    return float(-np.mean(np.log2(_given(probabilities, letters))))


def _given(probabilities, letters):
    return probabilities[np.arange(len(letters)), letters]


NOT_THE_BITS = [
    Instead(
        lambda p, letters: -np.mean(np.log(_given(p, letters))),
        "nats-for-bits",
        "That is in nats, by the natural logarithm. For bits take `np.log2`.",
    ),
    Instead(
        lambda p, letters: -np.mean(np.log10(_given(p, letters))),
        "decimal-logarithm",
        "That is with the logarithm to base 10. For bits take `np.log2`.",
    ),
    Instead(
        lambda p, letters: -np.sum(np.log2(_given(p, letters))),
        "sum-for-mean",
        "These are the bits of all letters together. Divide by their number.",
    ),
    Instead(
        lambda p, letters: np.mean(np.log2(_given(p, letters))),
        "sign-forgotten",
        "The logarithm of a probability is below 0. Turn the sign: a cost is positive.",
    ),
    Instead(
        lambda p, letters: -np.log2(np.mean(_given(p, letters))),
        "mean-before-the-logarithm",
        "You take the mean of the probabilities, and then one logarithm. First the logarithm of "
        "each letter, then the mean: one letter that got nearly nothing must cost much.",
    ),
    Instead(
        lambda p, letters: -np.mean(np.log2(p.max(axis=1))),
        "likeliest-for-true",
        "You look up what the *likeliest* token was given. What counts is the one that came.",
    ),
    Instead(
        lambda p, letters: -np.mean(np.sum(p * np.log2(p), axis=1)),
        "entropy-of-the-guess",
        "That is how undecided each guess is, whatever came. Look up only the token that came.",
    ),
    Instead(
        lambda p, letters: -np.mean(np.log2(p)),
        "all-tokens",
        "You take the mean over all tokens. Of each row one number counts: the letter that came.",
    ),
    Instead(
        lambda p, letters: -np.mean(np.log2(p[:, letters])),
        "whole-columns",
        "`probabilities[:, letters]` takes a whole column for each letter. One number of each row "
        "is wanted: `probabilities[np.arange(len(letters)), letters]`.",
    ),
    Instead(
        lambda p, letters: -np.log2(_given(p, letters)),
        "no-mean",
        "That is one number a letter. Take their mean.",
    ),
]


def expect_letters(train: ArrayRecord, valid: ArrayRecord) -> Finding:
    """Expect the course's own letters, as a condition."""

    def are_names(values, n_names):
        if values.dtype.kind not in "biuf" or values.ndim != 1:
            return False
        tokens = bool(np.all((values % 1 == 0) & (values >= 0) & (values < N_TOKENS)))
        return tokens and np.sum(values == 0) == n_names

    return expect_given(
        are_names(train.values, N_TRAIN) and are_names(valid.values, N_VALID),
        where="`train_letters` and `valid_letters`",
        expected="two rows of tokens, numbers from 0 to 44",
        found=f"{train.describe()} and {valid.describe()}",
        cell="the cell that makes the letters",
    )


def shares_of(letters: np.ndarray, first: float = 1) -> np.ndarray:
    """Return the share of each token, counted from `first` on."""
    counts = np.bincount(letters.astype(int), minlength=N_TOKENS) + first
    return counts / counts.sum()


def cost_of(shares: np.ndarray, letters: np.ndarray) -> float:
    """Return the bits a letter that the same shares cost everywhere."""
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log2(shares[letters.astype(int)])))


def not_the_baseline(train: np.ndarray, valid: np.ndarray) -> list[Instead]:
    """Return what the usual mistakes give for the baseline."""
    right = cost_of(shares_of(train), valid)
    own = "You counted the validation letters themselves. A guesser has not seen them: take the "
    known = [
        (right * np.log(2), "nats-for-bits", "That is in nats. For bits take `np.log2`."),
        (np.log2(N_TOKENS), "no-idea", "That is log₂ 45, where all tokens are alike. Here each has "
         "its share among the training letters."),
        (cost_of(shares_of(valid), valid), "own-counts", f"{own}shares of `train_letters`."),
        (cost_of(shares_of(valid, 0), valid), "own-counts", f"{own}shares of `train_letters`."),
        (cost_of(shares_of(train), train), "judged-on-training", "That is what the shares cost on "
         "the letters that they were counted on. Ask `valid_letters`."),
        (cost_of(shares_of(np.concatenate([train, valid])), valid), "own-counts", "The validation "
         f"letters are among those that you counted. {own}shares of `train_letters` alone."),
        (cost_of(shares_of(train, 0), valid), "counted-from-zero", "You count from 0, so a token "
         "that never came has the probability 0. Begin at 1: `np.bincount(...) + 1`."),
        (2**right, "perplexity", "That is 2 to the power of the bits, the *perplexity*. The bits "
         "themselves are wanted."),
        (-right, "sign-forgotten", "The logarithm of a share is below 0. Turn the sign."),
    ]  # fmt: skip
    return [Instead(*one) for one in known if np.isfinite(one[0])]


def tempered_of(logits: np.ndarray, temperature: float) -> np.ndarray:
    """Return the probabilities of some logits at a temperature."""
    return softmax(logits / temperature)


def _only_the_largest(logits, temperature):
    return (logits == logits.max()).astype(float)


NOT_TEMPERED = [
    Instead(
        lambda logits, temperature: softmax(logits * temperature),
        "times-temperature",
        "You multiply by the temperature, so hot is sure and cold undecided. Divide by it.",
    ),
    Instead(
        _only_the_largest,
        "argmax",
        "The likeliest token gets all. That is `argmax`, as at a temperature of 0: each token must "
        "keep its chance.",
    ),
    Instead(
        lambda logits, temperature: np.argmax(logits),
        "argmax",
        "That is the likeliest token. Wanted are the probabilities of all of them.",
    ),
    Instead(
        lambda logits, temperature: softmax(logits),
        "temperature-ignored",
        "The temperature changes nothing. Divide the logits by it, before the softmax.",
    ),
    Instead(
        lambda logits, temperature: softmax(logits) / temperature,
        "divided-behind",
        "You divide the probabilities, and they no longer add up to 1. Divide the *logits*, before "
        "the softmax.",
    ),
    Instead(
        lambda logits, temperature: softmax(logits) ** (1 / temperature),
        "not-divided-by-the-sum",
        "Nearly: the ratios are right, but they no longer add up to 1. Divide by their sum.",
    ),
    Instead(
        lambda logits, temperature: np.exp(logits / temperature),
        "not-divided-by-the-sum",
        "The ratios are right, but probabilities add up to 1. Divide by their sum.",
    ),
    Instead(
        lambda logits, temperature: softmax(softmax(logits) / temperature),
        "softmax-twice",
        "A softmax of a softmax: nearly all alike. Divide the logits, and take one softmax.",
    ),
    Instead(
        lambda logits, temperature: logits / temperature,
        "no-softmax",
        "These are the divided logits. A softmax makes probabilities of them.",
    ),
]
