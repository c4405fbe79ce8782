"""Two photographs that come with scikit-learn, grey and small."""

import numpy as np

from course_utils.errors import DatasetError

PHOTOS = ("china", "flower")
_SHRUNK = 4  # so many pixels, along each side, become one


def load_photo(name: str) -> np.ndarray:
    """Read a photograph as grey pixels; no network is needed.

    Both are under the licence CC BY 2.0: "china", a temple, is by danielbuechele, "flower", a
    dahlia, by vultilion.

    Parameters
    ----------
    name : {"china", "flower"}

    Returns
    -------
    numpy.ndarray, shape (106, 160)
        From 0, black, to 1, white.

    Raises
    ------
    DatasetError
        There is no such photograph.

    Examples
    --------
    >>> load_photo("china").shape
    (106, 160)
    """
    if name not in PHOTOS:
        raise DatasetError(f"Expected a photograph of {', '.join(PHOTOS)}, found {name!r}.")
    from sklearn.datasets import load_sample_image

    grey = load_sample_image(f"{name}.jpg").mean(axis=2) / 255
    height, width = (length // _SHRUNK for length in grey.shape)
    blocks = grey[: height * _SHRUNK, : width * _SHRUNK].reshape(height, _SHRUNK, width, _SHRUNK)
    return blocks.mean(axis=(1, 3))
