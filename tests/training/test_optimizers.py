"""Which optimizers a grid can train with, and what it says of others."""

import pytest
from keras import optimizers

from course_utils.errors import CourseError
from course_utils.training.optimizers import find_optimizer


def test_names_have_the_settings_of_keras():
    rule, rate = find_optimizer("adam")
    assert rate == pytest.approx(0.001)
    assert rule.settings == {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
    rule, rate = find_optimizer("adagrad")
    assert rule.slots == {"accumulator": 0.1}
    assert find_optimizer("SGD")[0].slots == {}


def test_momentum_and_nesterov_have_names_of_their_own():
    assert find_optimizer("momentum")[0].settings == {"momentum": 0.9}
    assert find_optimizer("nesterov")[0].function.__name__ == "nesterov"
    assert find_optimizer(optimizers.SGD(momentum=0.5))[0].settings == {"momentum": 0.5}


@pytest.mark.parametrize(
    ("optimizer", "found"),
    [
        ("adamw", "'adamw'"),
        (optimizers.Nadam(), "Nadam"),
        (None, "None"),
        (optimizers.Adam(clipnorm=1.0), "Adam with clipnorm"),
        (optimizers.SGD(weight_decay=0.1), "SGD with weight_decay"),
        (optimizers.RMSprop(momentum=0.9), "RMSprop with momentum"),
        (
            optimizers.SGD(optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)),
            "SGD with a learning rate schedule",
        ),
    ],
)
def test_others_are_named_with_what_is_supported(optimizer, found):
    with pytest.raises(CourseError, match=found) as caught:
        find_optimizer(optimizer)
    assert "sgd, momentum, nesterov, adagrad, rmsprop, adam" in str(caught.value)
