"""Arrays, by NumPy itself."""

import numpy as np
import pytest

from tests.drills.draws import names_of, prove, shape_text


def centred(shape, call):
    """What is 0 afterwards, if anything comes out."""
    X = np.random.default_rng(0).normal(size=shape)
    try:
        X = X - eval(f"X.mean({call})")
    except ValueError:
        return "An error"
    axis = next(axis for axis in (0, 1) if np.allclose(X.mean(axis=axis), 0))
    return ("Each column gets the mean 0", "Each row gets the mean 0")[axis]


TRUTHS = {
    "shape_of_product": lambda rows, inputs, units: shape_text(
        (np.ones((rows, inputs)) @ np.ones((inputs, units))).shape
    ),
    "shape_after_mean": lambda shape, axis: shape_text(np.ones(shape).mean(axis=axis).shape),
    "broadcast_shape": lambda a, b: shape_text((np.ones(a) - np.ones(b)).shape),
    "mean_taken_away": centred,
    "mask_count": lambda values, line: (np.array(values) > line).sum(),
    "masked_mean": lambda values: np.array(values)[np.array(values) > 5].mean(),
    "element_of_table": lambda rows, place: np.array(rows)[place],
    "flattened_images": lambda shape: np.ones(shape).reshape(shape[0], -1).shape[1],
    "product_of_two_lists": lambda a, b: np.array(a) @ np.array(b),
}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right(name):
    prove(0, name, TRUTHS[name])


def test_every_family_is_proved():
    assert names_of(0) == {*TRUTHS}
