"""Attention in NumPy, written to be read: each word looks up what it needs from all words.

Words are along the second axis from the end, the numbers of a word along the last. Axes in front of
them, such as the rows of a batch and the heads, come along by themselves.
"""

import numpy as np

from course_utils.networks.activations import ACTIVATIONS


def attention(
    queries: np.ndarray, keys: np.ndarray, values: np.ndarray, mask: np.ndarray | None = None
) -> np.ndarray:
    """Give each word the values of all words, weighted by how well their keys fit its query.

    Parameters
    ----------
    queries : shape (..., n_looking, length)
    keys : shape (..., n_words, length)
    values : shape (..., n_words, n_numbers)
    mask
        As for `attention_weights`.

    Returns
    -------
    numpy.ndarray, shape (..., n_looking, n_numbers)
    """
    return attention_weights(queries, keys, mask) @ values


def attention_weights(
    queries: np.ndarray, keys: np.ndarray, mask: np.ndarray | None = None
) -> np.ndarray:
    """Return how much each word looks at each word.

    Parameters
    ----------
    queries : shape (..., n_looking, length)
    keys : shape (..., n_words, length)
    mask
        True where a word may look; shape (n_looking, n_words). All may look everywhere, if left
        out.

    Returns
    -------
    numpy.ndarray, shape (..., n_looking, n_words)
        Each row adds up to 1.
    """
    scores = queries @ np.swapaxes(keys, -1, -2) / np.sqrt(keys.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return ACTIVATIONS["softmax"](scores)


def causal_mask(n_words: int) -> np.ndarray:
    """Let each word look at itself and at what came before.

    Returns
    -------
    numpy.ndarray of bool, shape (n_words, n_words)
        A row for each word that looks, a column for each word that is looked at.
    """
    return np.tril(np.ones((n_words, n_words), dtype=bool))
