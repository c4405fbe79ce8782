"""What is asked for is checked at once, not after the training."""

import pytest

from course_utils.errors import CourseError
from course_utils.training.recipe import Recipe

GOOD = {
    "loss": "mse",
    "optimizer": "sgd",
    "epochs": 5,
    "metrics": (),
    "snapshots": (0, 5),
    "per_batch": False,
}


def test_a_possible_recipe():
    assert Recipe(**GOOD).snapshots == (0, 5)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"epochs": 0}, "epochs to be a whole number from 1 up, found 0"),
        ({"epochs": 2.0}, "found 2.0"),
        ({"epochs": True}, "found True"),
        ({"snapshots": (6,)}, "snapshots to be epochs from 0 to 5, found 6"),
        ({"snapshots": (1.5,)}, "found 1.5"),
        ({"snapshots": (2, 2)}, "each snapshot once, found 2 twice"),
        ({"metrics": "mae"}, "metrics to be a list of names, found the text 'mae'"),
        ({"per_batch": "loss"}, "per_batch to be True, False or 'weights', found 'loss'"),
    ],
)
def test_an_impossible_one_says_why(change, message):
    with pytest.raises(CourseError) as caught:
        Recipe(**GOOD | change)
    assert message in str(caught.value)
