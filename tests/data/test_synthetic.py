"""The invented curve: seeded, shaped, and as noisy as it says."""

import numpy as np
import pytest

from course_utils.data import curve, make_curve


def test_shapes():
    X, y = make_curve()
    assert (X.shape, y.shape) == ((64, 1), (64,))
    assert -3 <= X.min() < X.max() <= 3


def test_the_same_seed_gives_the_same_points():
    for first, second in zip(make_curve(seed=7), make_curve(seed=7), strict=True):
        assert np.array_equal(first, second)
    assert not np.array_equal(make_curve(seed=7)[0], make_curve(seed=8)[0])


def test_without_noise_the_points_lie_on_the_curve():
    X, y = make_curve(noise=0)
    assert np.array_equal(y, np.sin(2 * X[:, 0]) + X[:, 0] / 2)
    assert curve(X).shape == X.shape


@pytest.mark.parametrize("noise", [0.1, 0.5])
def test_the_curve_itself_reaches_the_noise_floor(noise):
    X, y = make_curve(n_samples=20_000, noise=noise, seed=1)
    error = y - curve(X[:, 0])
    assert np.mean(error**2) == pytest.approx(noise**2, rel=0.05)
    assert np.mean(abs(error)) == pytest.approx(noise * np.sqrt(2 / np.pi), rel=0.05)


def test_negative_settings_are_errors():
    with pytest.raises(ValueError, match="negative"):
        make_curve(n_samples=-1)
    with pytest.raises(ValueError, match="scale < 0"):
        make_curve(noise=-0.1)
