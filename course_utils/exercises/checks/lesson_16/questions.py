"""The questions of lesson 16: yardstick, attention, and a block that writes."""

from dataclasses import replace

import numpy as np

from course_utils.exercises.checks.lesson_16.letters import (
    NOT_TEMPERED,
    NOT_THE_BITS,
    bits_of,
    cost_of,
    expect_letters,
    not_the_baseline,
    shares_of,
    tempered_of,
)
from course_utils.exercises.checks.lesson_16.looking import (
    KEYS_NOT_TRANSPOSED,
    NOT_ATTENTION,
    NOT_LOOKED_BACK,
    attention_of,
    difference_with_places,
    expect_word,
    looked_back,
    mistakes_without_places,
    nan_as_number,
)
from course_utils.exercises.checks.lesson_16.writing_networks import (
    LENGTH,
    expect_attention,
    expect_block,
    expect_logits,
    expect_order,
)
from course_utils.exercises.expect import (
    Instead,
    expect_built,
    expect_choice,
    expect_finite_weights,
    expect_function,
    expect_goal,
    expect_input_shape,
    expect_number,
    need,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks
from course_utils.networks.activations import softmax

ALMOST_NOTHING = 1e-4


@question("16.1", points=2, weight=2)
def check_bits(bits_per_letter: FunctionRecord) -> Looks:
    """Expect the mean of -log2 of what each letter that came was given."""
    rng = np.random.default_rng()
    cases = [
        (softmax(rng.normal(size=(n, tokens))), rng.integers(0, tokens, n))
        for n, tokens in [(2, 3), (6, 4), (40, 9)]
    ]
    step = "Pick one number of each row, `probabilities[np.arange(len(letters)), letters]`, then "
    step += "−log₂ of each, then the mean."
    yield from expect_function(bits_per_letter, bits_of, cases, step, NOT_THE_BITS, same=_one)


def _one(given, wanted):
    """A result of shape (1,) is one number."""
    return np.reshape(given, ()) if np.size(given) == 1 else given


@question("16.2", points=2)
def check_baseline(
    baseline: NumberRecord, train_letters: ArrayRecord, valid_letters: ArrayRecord
) -> Looks:
    """Expect what the training shares cost on the validation letters."""
    yield need(expect_letters(train_letters, valid_letters))
    train, valid = train_letters.values, valid_letters.values
    yield expect_number(
        baseline,
        cost_of(shares_of(train), valid),
        "`baseline`",
        "The shares of `train_letters`, counted from 1, and what they cost on `valid_letters`.",
        not_the_baseline(train, valid),
        1e-4,
        expected="the bits a letter of the training shares on the validation letters",
    )


@question("16.3", points=2, weight=2)
def check_tempered(tempered: FunctionRecord) -> Looks:
    """Expect a softmax of logits divided by the temperature."""
    rng = np.random.default_rng()
    temperatures = (0.5, 2.0, 0.25, 1.5)
    cases = [(rng.normal(0, 2, size=n), t) for n, t in zip((3, 4, 6, 9), temperatures, strict=True)]
    step = "Divide the logits by the temperature, and take a softmax."
    yield from expect_function(tempered, tempered_of, cases, step, NOT_TEMPERED)


@question("16.4", points=3, weight=2)
def check_attention(attention: FunctionRecord) -> Looks:
    """Expect softmax(queries @ keys.T / root of the length) @ values."""
    rng = np.random.default_rng()
    sizes = [(3, 3, 3, 2), (4, 4, 4, 3), (2, 5, 3, 4), (6, 4, 8, 1)]  # n, m, length, numbers
    cases = [
        (rng.normal(size=(n, d)), rng.normal(size=(m, d)), rng.normal(size=(m, numbers)))
        for n, m, d, numbers in sizes
    ]
    step = "Scores, scaled; a softmax along each row; times the values."
    raises = [KEYS_NOT_TRANSPOSED]
    yield from expect_function(attention, attention_of, cases, step, NOT_ATTENTION, raises=raises)


@question("16.5", points=2, weight=2)
def check_look_back(look_back: FunctionRecord) -> Looks:
    """Expect weights that add up to 1 in each row, and are 0 for what comes later."""
    rng = np.random.default_rng()
    cases = [(rng.normal(size=(n, n)),) for n in (3, 2, 5, 8)]
    step = "Put −∞ in the place of all scores right of the diagonal, then a softmax of each row."
    yield from expect_function(
        look_back, looked_back, cases, step, NOT_LOOKED_BACK, same=nan_as_number
    )


@question("16.6", points=3, weight=3)
def check_order(
    without: NumberRecord,
    with_places: NumberRecord,
    alone: TextRecord,
    look: ModelRecord,
    word: ArrayRecord,
    places: ArrayRecord,
    mixed: ArrayRecord,
) -> Looks:
    """Expect no difference without places, one with them, and the word for that."""
    yield need(expect_word(look, word, places, mixed))
    order = mixed.values.astype(int).tolist()
    yield expect_number(
        _rounded(without),
        0,
        "`without`",
        "Compare letter by letter: `look(word[:, mixed])` with `look(word)` in the mixed order.",
        mistakes_without_places(look, word.values, order),
        1e-3,
        expected="next to nothing: the same numbers for the same letter",
    )
    wanted, known = difference_with_places(look, word.values, places.values, order)
    moved = "The places moved along with the letters, so nothing has changed. They stay: "
    moved += "`word[:, mixed] + places`."
    yield expect_number(
        _rounded(with_places),
        wanted,
        "`with_places`",
        "Add `places` both times, behind the mixing: `word[:, mixed] + places`.",
        [Instead(0.0, "places-moved-along", moved), *known],
        1e-3,
        expected="the largest difference where the places stay and the letters move",
    )
    yield expect_choice(
        alone,
        "a bag",
        ("a bag", "a row"),
        "`alone`",
        "Does it make a difference to attention alone which letter came first? Look at `without`.",
        mistake="order-believed-known",
    )


def _rounded(number):
    """What float32 leaves of a difference of 0 is 0."""
    return replace(number, value=0.0) if abs(number.value) < ALMOST_NOTHING else number


@question("16.7", points=2, weight=2)
def check_numbers(of_attention: NumberRecord, of_block: NumberRecord) -> Looks:
    """Expect 4,224 and 8,544."""
    yield expect_number(
        of_attention,
        4224,
        "`of_attention`",
        "Four matrices of 32 × 32, for queries, keys, values and the result; each with 32 biases.",
        [
            Instead(4096, "bias-forgotten", "Right but for the biases: each of the four has 32."),
            Instead(3168, "output-forgotten", "Queries, keys and values, yes. A fourth matrix "
                    "mixes what the heads bring home."),
            Instead(3072, "output-forgotten", "Three matrices without biases? There is a fourth "
                    "that mixes what the heads bring home, and each has 32 biases."),
            Instead(16896, "heads-counted-twice", "Four heads of 8 numbers are 32 numbers: they "
                    "are in the 32 × 32 already."),
            Instead(16384, "heads-counted-twice", "Four heads of 8 numbers are 32 numbers: they "
                    "are in the 32 × 32 already. And there are biases."),
            Instead(1056, "one-matrix", "That is one of the four: queries, keys, values, result."),
            Instead(1080, "one-head", "That is a single head of 8 numbers. There are four."),
            Instead(792, "one-head", "So much one head has for queries, keys and values. There are "
                    "four heads, and a matrix behind them."),
        ],
        expected="what the attention learns, with its biases",
    )  # fmt: skip
    yield expect_number(
        of_block,
        8544,
        "`of_block`",
        "The attention, two dense layers with biases, and two normalizations of 32 + 32.",
        [
            Instead(8416, "normalization-forgotten", "The two normalizations are missing: each "
                    "learns 32 scales and 32 shifts."),
            Instead(8480, "one-normalization", "One of the two normalizations is missing, or each "
                    "has only half of its numbers: 32 scales and 32 shifts, twice."),
            Instead(4320, "attention-forgotten", "That is all but the attention."),
            Instead(4192, "dense-only", "These are the two dense layers. Attention and "
                    "normalizations belong to the block as well."),
            Instead(8448, "bias-forgotten", "The biases of the dense layers are missing."),
            Instead(8320, "bias-forgotten", "All the biases are missing."),
            Instead(4224, "attention-only", "That is the attention alone."),
            Instead(10_029, "last-layer-counted", "The dense layer of 45 logits is not part of the "
                    "block."),
            Instead(11_533, "whole-network", "That is the network of the next question, with its "
                    "embedding and its logits. Count the block alone."),
        ],
        expected="what the whole block learns",
    )  # fmt: skip


@question("16.8", points=3, weight=12)
def check_writing_network(model: ModelRecord) -> Looks:
    """Expect one causal transformer block, from tokens to logits."""
    yield need(expect_built(model))
    yield need(expect_input_shape(model, (LENGTH,), "25 tokens"))
    yield need(expect_finite_weights(model))
    yield need(expect_logits(model))
    yield need(expect_attention(model))
    yield from expect_block(model)
    yield from expect_order(model)


@question("16.9", points=2)
def check_token(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect settings for which the pronoun looks at its noun."""
    yield expect_goal(explorer, token, "attention")
