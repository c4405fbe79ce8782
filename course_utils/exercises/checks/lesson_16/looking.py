"""Who looks at what: attention, its mask, and what it makes of another order, right and wrong."""

from collections.abc import Sequence

import numpy as np

from course_utils.exercises.expect import Instead, expect_given
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ArrayRecord, ModelRecord
from course_utils.exercises.verdicts import Finding
from course_utils.networks.activations import softmax
from course_utils.networks.attention import attention, causal_mask

WORD = (1, 5, 8)


def _mixed(queries, keys, values, scale=1.0, axis=-1, behind=1.0):
    return softmax(queries @ keys.T * scale, axis=axis) * behind @ values


def _root(keys):
    return 1 / np.sqrt(keys.shape[1])


NOT_ATTENTION = [
    Instead(
        _mixed,
        "not-scaled",
        "The scores are not scaled. Divide them by the square root of the length of a key.",
    ),
    Instead(
        lambda q, k, v: _mixed(q, k, v, 1 / k.shape[1]),
        "scaled-without-the-root",
        "You divide by the length of a key. Divide by its square root.",
    ),
    Instead(
        lambda q, k, v: _mixed(q, k, v, 1 / np.sqrt(len(k))),
        "scaled-by-the-number-of-words",
        "You divide by the root of how many words there are. It is the *length* of a key that "
        "makes scores large: `keys.shape[1]`.",
    ),
    Instead(
        lambda q, k, v: _mixed(q, k, v, 1 / np.sqrt(v.shape[1])),
        "scaled-by-the-values",
        "You divide by the root of the length of a *value*. The scores are made of keys.",
    ),
    Instead(
        lambda q, k, v: _mixed(q, k, v, 1 / _root(k)),
        "scaled-the-other-way",
        "You multiply by the root. Divide by it.",
    ),
    Instead(
        lambda q, k, v: _mixed(q, k, v, _root(k), axis=0),
        "softmax-over-the-wrong-axis",
        "Your softmax goes along the columns. Each *row* is one word that looks, and its weights "
        "must add up to 1: `axis=1`.",
    ),
    Instead(
        lambda q, k, v: _mixed(q, k, v, axis=0),
        "softmax-over-the-wrong-axis",
        "Your softmax goes along the columns. Each *row* is one word that looks, and its weights "
        "must add up to 1: `axis=1`. And scale the scores.",
    ),
    Instead(
        lambda q, k, v: _mixed(q, k, v, _root(k), axis=None),
        "softmax-over-the-wrong-axis",
        "Your softmax goes over the whole table. Each *row* must add up to 1: `axis=1`.",
    ),
    Instead(
        lambda q, k, v: softmax(q @ k * _root(k)) @ v,
        "keys-not-transposed",
        "The keys are not transposed: you multiply a query with the *columns* of `keys`. "
        "`queries @ keys.T` has one score for each query and each key.",
    ),
    Instead(
        lambda q, k, v: _mixed(q, k, v, behind=_root(k)),
        "scaled-behind-the-softmax",
        "You scale behind the softmax, so the weights no longer add up to 1. Scale the scores.",
    ),
    Instead(
        lambda q, k, v: softmax(q @ k.T * _root(k)),
        "weights-for-result",
        "These are the weights. What is taken over is `weights @ values`.",
    ),
    Instead(
        lambda q, k, v: q @ k.T * _root(k) @ v,
        "no-softmax",
        "The softmax is missing: scores may be negative, and do not add up to 1.",
    ),
]
KEYS_NOT_TRANSPOSED = Instead(
    "matmul",
    "keys-not-transposed",
    "Shapes of a product do not fit. `queries @ keys.T` has a row for each query and a column for "
    "each key; is the `.T` there? Then the weights times `values`.",
)


def attention_of(queries: np.ndarray, keys: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return what each query takes over."""
    return attention(queries, keys, values)


def looked_back(scores: np.ndarray) -> np.ndarray:
    """Return the weights of scores behind a causal mask."""
    return softmax(np.where(causal_mask(len(scores)), scores, -np.inf))


def _hidden(scores, mask, by=-np.inf):
    with np.errstate(invalid="ignore"):
        return softmax(np.where(mask, scores, by))


NOT_LOOKED_BACK = [
    Instead(
        lambda s: _hidden(s, causal_mask(len(s)).T),
        "upper-for-lower",
        "Your words look at what comes *later*. They may look at the lower left half: `np.tril`.",
    ),
    Instead(
        lambda s: _hidden(s, causal_mask(len(s)), by=0),
        "zero-for-minus-infinity",
        "A hidden score became 0, and e⁰ is 1: it is still looked at. Put −∞ in its place, "
        "`-np.inf`, before the softmax.",
    ),
    Instead(
        lambda s: np.tril(softmax(s)),
        "masked-behind-the-softmax",
        "You hide behind the softmax, so the rows no longer add up to 1. Hide the scores, with "
        "−∞, before it.",
    ),
    Instead(
        lambda s: _hidden(s, np.tril(np.ones_like(s), -1) > 0),
        "itself-hidden",
        "A word is hidden from itself, so the first one has nothing left to look at. Keep the "
        "diagonal: `np.tril(...)` does.",
    ),
    Instead(softmax, "no-mask", "Nothing is hidden: each word still looks at what comes later."),
    Instead(
        lambda s: softmax(np.where(causal_mask(len(s)), s, -np.inf), axis=0),
        "softmax-over-the-wrong-axis",
        "The mask is right, but your softmax goes along the columns. Each row adds up to 1.",
    ),
    Instead(
        lambda s: np.where(causal_mask(len(s)), s, -np.inf),
        "no-softmax",
        "The mask is right. A softmax along each row makes weights of the scores.",
    ),
    Instead(
        lambda s: np.where(causal_mask(len(s)), s, 0),
        "no-softmax",
        "These are scores with zeros. Put −∞ in their place, and take a softmax of each row.",
    ),
    Instead(
        lambda s: causal_mask(len(s)) / np.arange(1, len(s) + 1)[:, np.newaxis],
        "scores-ignored",
        "All that may be looked at gets the same. The scores decide how much: a softmax of them.",
    ),
]


def nan_as_number(found: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Make NaN and −∞ comparable."""
    return np.nan_to_num(found, nan=-7.0, neginf=-9.0)


def expect_word(
    look: ModelRecord, word: ArrayRecord, places: ArrayRecord, mixed: ArrayRecord
) -> Finding:
    """Expect the course's own layer, word, places and order, as a condition."""
    shapes = [record.values.shape for record in (word, places, mixed)]
    ok = shapes == [WORD, WORD[1:], WORD[1:2]] and all(
        record.values.dtype.kind in "biuf" and bool(np.all(np.isfinite(record.values)))
        for record in (word, places, mixed)
    )
    ok = ok and sorted(mixed.values.tolist()) == list(range(WORD[1])) and _looks(look, word)
    return expect_given(
        ok,
        where="`look`, `word`, `places` and `mixed`",
        expected="an attention layer as a model, a word, its places, and another order",
        found=f"{look.describe()}; {word.describe()}; {places.describe()}; {mixed.describe()}",
        cell="the cell that makes them",
    )


def _looks(look, word):
    attends = any(step.kind == "multi_head_attention" for step in look.operations)
    try:
        return attends and predict(look, word.values).shape == WORD
    except CannotPredictError:
        return False


def difference_with_places(
    look: ModelRecord, word: np.ndarray, places: np.ndarray, mixed: Sequence[int]
) -> tuple[float, list[Instead]]:
    """Return the largest difference where places stay, and what the usual mistakes give."""
    order = [int(place) for place in mixed]
    in_order, turned = (predict(look, x + places) for x in (word, word[:, order]))
    difference = turned - in_order[:, order]
    known = [
        (np.abs(turned - in_order).max(), "not-the-same-letter", _SAME_LETTER),
        (np.abs(turned[:, order] - in_order).max(), "not-the-same-letter", _SAME_LETTER),
        (difference.max(), "not-absolute", "The largest of the signed differences: take `np.abs` "
         "first."),
        (np.abs(difference).mean(), "mean-for-maximum", "That is the mean difference. Take the "
         "largest."),
    ]  # fmt: skip
    return float(np.abs(difference).max()), [Instead(*one) for one in known]


def mistakes_without_places(
    look: ModelRecord, word: np.ndarray, mixed: Sequence[int]
) -> list[Instead]:
    """Return what the usual mistakes give where there are no places."""
    order = [int(place) for place in mixed]
    in_order, turned = (predict(look, x) for x in (word, word[:, order]))
    wrong = (np.abs(turned - in_order), np.abs(turned[:, order] - in_order))
    return [Instead(each.max(), "not-the-same-letter", _SAME_LETTER) for each in wrong]


_SAME_LETTER = (
    "You compare what came out at the same *place*, and there is another letter now. Put what came "
    "out for the word in the mixed order first: `np.array(look(word))[:, mixed]`."
)
