"""The images: a spec that does not fit together is refused, and the still picture has the last."""

from dataclasses import replace

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.widgets.panels import Images, Picture
from course_utils.widgets.small_multiples import draw_small_multiples
from course_utils.widgets.spec import Measure
from course_utils.widgets.validation import validate
from tests.widgets.descent import spec

SMILE = np.array([[1.0, 0.0, 1.0], [0.0, 0.5, 0.0]])
PICTURE = Picture("smile", "A smile", 3, "frame")


def with_images(*pictures):
    measures = {
        "smile": Measure((), SMILE),
        "signed": Measure((), np.array([[-2.0, 1.0], [np.nan, 0.0]])),
        "frame": Measure((), np.array([0, 0, 1, 1])),
    }
    panels = (Images("Two images", pictures), *spec().panels)
    return replace(spec(), panels=panels, measures=spec().measures | measures)


def test_images_that_fit():
    validate(with_images(PICTURE, replace(PICTURE, moves=("rate", "noise"))))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"measure": "smiles"}, "there is no measure 'smiles'"),
        ({"frame": "box"}, "there is no measure 'box'"),
        ({"moves": ("row", "rate")}, "no setting 'row'"),
    ],
)
def test_what_it_names_must_be_there(changes, said):
    with pytest.raises(CourseError, match=said):
        validate(with_images(replace(PICTURE, **changes)))


@pytest.mark.parametrize("pictures", [(PICTURE,), (PICTURE, replace(PICTURE, is_result=True))])
def test_the_still_picture_has_the_last_image(pictures):
    figure = draw_small_multiples(with_images(*pictures), {"rate": 1, "noise": 0, "step": 3})
    [image] = figure.axes[0].get_images()
    np.testing.assert_array_equal(image.get_array(), SMILE)
    assert image.get_clim() == (0, 1)


def test_signs_have_colours_around_zero():
    picture = Picture("signed", "Signs", 2, "frame", "signed")
    figure = draw_small_multiples(with_images(picture), {"rate": 1, "noise": 0, "step": 3})
    [image] = figure.axes[0].get_images()
    assert image.get_clim() == (-2, 2)


def test_a_row_without_cells_is_not_in_the_still_picture():
    wide = np.full((3, 4), np.nan)
    wide[:2, :2] = 1
    made = with_images(replace(PICTURE, n_columns=4))
    made.measures["smile"] = Measure((), wide)
    figure = draw_small_multiples(made, {"rate": 1, "noise": 0, "step": 3})
    assert figure.axes[0].get_images()[0].get_array().shape == (2, 2)
