"""Lesson 16: what each of eight words looks at, with numbers that were made by hand."""

from itertools import product

import numpy as np

from course_utils.networks.attention import attention_weights, causal_mask
from course_utils.widgets.panels import Matrix
from course_utils.widgets.spec import Goal, Measure, Phrase, Prediction, Readout, Setting, Spec

WORDS = tuple(["the", "cup", "fell", "and", "it", "broke", "the", "plate"])
N_WORDS, LENGTH = len(WORDS), 4  # of a query and of a key
CUP, IT, PLATE = (WORDS.index(word) for word in ("cup", "it", "plate"))
KINDS = (0, 1, 2, 3, 4, 2, 0, 1)  # article, thing, action, joint, pronoun
N_KINDS = 5
PERIODS = (9, 5)  # of the two clocks that tell the place, in words
# Numbers of a key: is a thing, is an action, is an article, stands for a thing.
MEANING_QUERY = [[0, 0, 0, 0], [0, 1, 2, 0], [2, 0, 0, 2], [0, 2, 0, 0], [3, 0, 0, 1]]
MEANING_KEY = [[0, 0, 2, 0], [2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 0, 0], [1, 0, 0, 1]]
HEADS, MASKS, SCALINGS = ("meaning", "place"), ("off", "on"), ("on", "off")
TEMPERATURES = (0.25, 0.5, 1, 2, 4)
RULES = ("head", "scaling", "temperature", "mask")
ASKED = "Who looks at whom, in %"
MOST = 90  # percent: so much of the pronoun's attention is the goal

CODE = """\
import keras
import numpy as np

words = "the cup fell and it broke the plate".split()
kinds = [0, 1, 2, 3, 4, 2, 0, 1]  # article, thing, action, joint, pronoun
speeds = 2 * np.pi / np.array([9, 5])  # two clocks tell the place
angles = np.arange(8)[:, np.newaxis] * speeds
X = np.hstack([np.eye(5)[kinds], np.cos(angles), np.sin(angles)])

W_query, W_key = np.zeros((9, 4)), np.zeros((9, 4))
if "$head" == "meaning":
    W_query[:5] = [[0, 0, 0, 0], [0, 1, 2, 0], [2, 0, 0, 2], [0, 2, 0, 0], [3, 0, 0, 1]]
    W_key[:5] = [[0, 0, 2, 0], [2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 0, 0], [1, 0, 0, 1]]
else:  # the query of a word is the key of the word before
    back, aside = np.diag(np.cos(speeds)), np.diag(np.sin(speeds))
    W_query[5:] = 2 * np.block([[back, -aside], [aside, back]])
    W_key[5:] = 2 * np.eye(4)

# Keras always divides by the square root of 4: what shall not be scaled is made larger before.
W_query *= (1.0 if "$scaling" == "on" else 2.0) / $temperature

layer = keras.layers.MultiHeadAttention(num_heads=1, key_dim=4, use_bias=False)
layer.build((1, 8, 9), (1, 8, 9))
matrices = [W_query.reshape(9, 1, 4), W_key.reshape(9, 1, 4)]
layer.set_weights([*matrices, *layer.get_weights()[2:]])
sentence = X[np.newaxis].astype("float32")
out, weights = layer(
    sentence, sentence, use_causal_mask="$mask" == "on", return_attention_scores=True
)
weights = np.array(weights)[0, 0]  # a row for each word that looks
looks_at = dict(enumerate(zip(words, weights[$word - 1].round(2)), start=1))
"""


def spec() -> Spec:
    """Let eight words look at each other at every setting, and say what to show.

    Returns
    -------
    Spec
        With settings ``word`` (the one that looks, counted from 1), ``head``, ``mask``,
        ``scaling`` and ``temperature``.
    """
    measures = _measures()
    return Spec(
        name="attention",
        title="Which words matter to this word?",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("“$word” can see $seen of 8 words"),
            Phrase("gives “cup” $to_cup and “plate” $to_plate percent of its attention"),
        ),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("Words it can see", "seen"),
            Readout("On “cup”", "to_cup", unit="%"),
            Readout("On “plate”", "to_plate", unit="%"),
            Readout("Largest weight", "largest", unit="%"),
        ),
        trained="Nothing here is trained: all numbers of the words and of both heads were made by "
        "hand. Queries and keys have four numbers each.",
        alt="How much each of eight words looks at each, at three words chosen. In the head that "
        "goes by meaning the pronoun is dark at both nouns, the verbs at the nouns, and both "
        "articles are evenly pale.",
    )


def _settings():
    words = ("the (first)", *WORDS[1:6], "the (second)", WORDS[7])
    return (
        Setting("word", "Word that looks", tuple(range(1, N_WORDS + 1)), start=CUP, texts=words),
        Setting("head", "Head", HEADS, code=HEADS, kind="choice"),
        Setting("mask", "Mask", MASKS, code=MASKS, kind="choice"),
        Setting("scaling", "Divide by √4", SCALINGS, code=SCALINGS, kind="choice"),
        Setting("temperature", "Temperature", TEMPERATURES, start=TEMPERATURES.index(1)),
    )


def _queries_and_keys(head):
    """Two arrays of shape (n_words, length)."""
    if head == "meaning":
        kinds = np.eye(N_KINDS)[list(KINDS)]
        return kinds @ np.array(MEANING_QUERY), kinds @ np.array(MEANING_KEY)
    return _on_clocks(np.arange(N_WORDS) - 1), _on_clocks(np.arange(N_WORDS))


def _on_clocks(places):
    """Where the hands of two clocks are at some places."""
    angles = 2 * np.pi * places[:, np.newaxis] / np.array(PERIODS)
    return 2 * np.hstack([np.cos(angles), np.sin(angles)])


def _measures():
    """What each word looks at, by all settings but the word; then what one word does."""
    lengths = (len(HEADS), len(SCALINGS), len(TEMPERATURES), len(MASKS))
    runs = [_run(*rules) for rules in product(HEADS, SCALINGS, TEMPERATURES, MASKS)]
    weights, steps = (np.array(arrays) for arrays in zip(*runs, strict=True))
    weights = weights.reshape(*lengths, N_WORDS, N_WORDS)
    steps = steps.reshape(*lengths, N_WORDS, N_WORDS, 3)
    percent = np.round(100 * weights)
    by_word = (*RULES, "word")
    head, _, _, mask, word = np.indices((*lengths, N_WORDS))
    found = (word == IT) & (100 * weights[..., CUP] >= MOST)
    return {
        "percent": Measure(RULES, percent),
        "steps": Measure(by_word, steps),
        "seen": Measure(by_word, (weights > 0).sum(axis=-1)),
        "to_cup": Measure(by_word, percent[..., CUP]),
        "to_plate": Measure(by_word, percent[..., PLATE]),
        "largest": Measure(by_word, percent.max(axis=-1)),
        "found": Measure(by_word, found),
        "another_word": Measure(("word",), np.arange(N_WORDS) != IT),
        "by_place": Measure(("head",), np.array(HEADS) == "place"),
        "unmasked": Measure(("mask",), np.array(MASKS) == "off"),
        "undecided": Measure(by_word, (head == 0) & (mask == 1) & (word == IT) & ~found),
    }


def _run(head, scaling, temperature, mask):
    """The weights, (n_words, n_words), and for each word three numbers for each word."""
    queries, keys = _queries_and_keys(head)
    scores = queries @ keys.T
    divisor = temperature * (np.sqrt(LENGTH) if scaling == "on" else 1)
    may_look = causal_mask(N_WORDS) if mask == "on" else np.ones((N_WORDS, N_WORDS), bool)
    # The function divides by the square root of the length by itself.
    weights = attention_weights(queries * np.sqrt(LENGTH) / divisor, keys, may_look)
    masked = np.where(may_look, scores / divisor, -np.inf)
    steps = [scores.round(1) + 0.0, masked.round(1) + 0.0, np.round(100 * weights)]
    return weights, np.stack(steps, axis=-1)


def _panels():
    steps = ("score", "masked", "weight, %")
    return (
        Matrix(ASKED, "percent", WORDS, WORDS),
        Matrix("The chosen word, step by step", "steps", WORDS, steps, look="values"),
    )


def _prediction(measures):
    """What the first word can see behind a mask."""
    at = (HEADS.index("meaning"), SCALINGS.index("on"), TEMPERATURES.index(1), MASKS.index("on"), 0)
    sees = int(measures["seen"].values[at])
    outcomes = {N_WORDS: 0, 1: 1, 0: 2}
    return Prediction(
        question="The mask is on: it hides all words that come later. What can the first word, "
        "“the”, look at?",
        choices=("at all eight words", "at itself only", "at nothing"),
        outcome=outcomes[sees],
        panel=ASKED,
        at={"word": 1, "mask": "on"},
        because="A word may look at itself and at what came before, and before the first there is "
        "nothing. A softmax gives the whole 1 away, so all of it goes to itself.",
    )


def _goal():
    return Goal(
        text=f"“it” is the cup. Find settings for which “it” gives “cup” at least {MOST} % of its "
        "attention.",
        met="found",
        yes="Yes: “it” gives “cup” $to_cup %. It asks for a thing, “plate” is hidden, and the "
        "softmax is sure.",
        no="Not yet: “$word” gives “cup” $to_cup %.",
        hints=(
            Phrase("Choose the pronoun as the word that looks.", "another_word"),
            Phrase("This head knows places only. Take the other one.", "by_place"),
            Phrase("“plate” is as much of a thing as “cup”. Hide what comes later.", "unmasked"),
            Phrase("Make the softmax surer: colder, or without the division.", "undecided"),
        ),
    )
