"""The photographs: grey, small, the right way up, and only these two."""

import numpy as np
import pytest

from course_utils.data.photos import PHOTOS, load_photo
from course_utils.errors import DatasetError


@pytest.mark.parametrize("name", PHOTOS)
def test_pixels_are_grey_from_black_to_white(name):
    photo = load_photo(name)
    assert photo.shape == (106, 160)
    assert 0 <= photo.min() < 0.15 and 0.8 < photo.max() <= 1


def test_a_pixel_is_the_mean_of_a_block():
    from sklearn.datasets import load_sample_image

    block = load_sample_image("flower.jpg")[40:44, 8:12]
    assert np.isclose(load_photo("flower")[10, 2], block.mean() / 255)


def test_the_sky_is_above():
    photo = load_photo("china")
    assert photo[:20].mean() > photo[-40:].mean()


def test_another_name_is_told_what_there_is():
    with pytest.raises(DatasetError, match="china, flower, found 'cat'"):
        load_photo("cat")
