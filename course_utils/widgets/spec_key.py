"""What a trained explorer depends on, said without importing TensorFlow."""

from os import PathLike
from pathlib import Path

import numpy as np

from course_utils.training import code_version


def spec_key(
    module_file: str | PathLike[str], *data: np.ndarray | str | bytes
) -> list[str | bytes | np.ndarray]:
    """Return the parts of a cache key for the trainings of one explorer.

    Parameters
    ----------
    module_file
        The explorer's own module: `__file__`. Another sentence in it trains again, too.
    *data
        What is learnt from.

    Returns
    -------
    list
        For `cached_arrays`: the version of `course_utils.training` and of the libraries, the
        source text of the explorer, and the data.
    """
    return [*code_version(), Path(module_file).read_text(encoding="utf-8"), *data]
