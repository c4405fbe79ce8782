"""The explorer of lesson 14 shows what Keras computes, and its texts are true."""

import keras
import numpy as np
import pytest

from course_utils import explore_convolution, load_dataset, train_grid
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code

SETTINGS = [
    {"kernel": "upright edges", "image": "seven", "layers": 1, "stride": 2, "padding": "valid",
     "pooling": "none", "row": 2, "column": 8},
    {"kernel": "blur", "image": "three", "layers": 2, "stride": 1, "padding": "valid",
     "pooling": "average", "row": 1, "column": 1},
    {"kernel": "learnt 1", "image": "three", "layers": 3, "stride": 1, "padding": "same",
     "pooling": "max", "row": 1, "column": 2},
    {"kernel": "learnt 2", "image": "seven", "layers": 2, "stride": 2, "padding": "same",
     "pooling": "none", "row": 2, "column": 1},
]  # fmt: skip


@pytest.fixture(scope="module")
def explorer():
    return explore_convolution()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    shown = at(spec, "map", **setting)
    side = int(at(spec, "size", **setting))
    assert ran["feature_map"].shape == (side, side)
    np.testing.assert_allclose(ran["feature_map"], shown[:side, :side], atol=1e-4)
    assert np.isnan(shown).sum() == 64 - side**2
    assert np.isclose(ran["number"], at(spec, "number", **setting), atol=1e-4)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_number_is_the_window_times_the_kernel(spec, setting):
    window, kernel = (at(spec, name, **setting) for name in ("window", "weights_of_window"))
    assert np.isclose((window * kernel).sum(), at(spec, "number", **setting))


def test_where_keras_has_no_place_left_neither_has_the_map(explorer, spec):
    gone = {"layers": 3, "stride": 1, "padding": "valid", "pooling": "max"}
    assert at(spec, "size", **gone) == 0 and at(spec, "used_up", **gone)
    with pytest.raises(ValueError, match="negative dimension|Computed output size"):
        run_code(explorer, **gone)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_frame_holds_all_pixels_that_the_number_depends_on(spec, setting):
    """Any pixel may count: the kernel is positive, and no number is cut off by the ReLU."""
    stack = {name: setting[name] for name in ("layers", "stride", "padding", "pooling")}
    pixels = keras.Input((8, 8, 1))
    x = pixels
    for n in range(stack["layers"]):
        if n > 0 and stack["pooling"] != "none":
            x = keras.layers.AveragePooling2D(2)(x)
        convolution = keras.layers.Conv2D(
            1, 3, strides=stack["stride"], padding=stack["padding"], kernel_initializer="ones"
        )
        x = convolution(x)
    model = keras.Model(pixels, x)
    single = np.array(model(np.eye(64).reshape(64, 8, 8, 1)))[..., 0]
    last = single.shape[1] - 1
    row, column = (min(setting[name] - 1, last) for name in ("row", "column"))
    depends = single[:, row, column].reshape(8, 8) > 0
    assert depends.sum() == at(spec, "seen", **setting)
    top, left, height, width = at(spec, "digit_frame", **setting).astype(int)
    framed = np.zeros((10, 10), bool)
    framed[top : top + height, left : left + width] = True
    np.testing.assert_array_equal(framed[1:-1, 1:-1], depends)


def test_the_goal_is_all_pixels_by_two_layers(spec):
    found = np.argwhere(spec.measures["found"].values)
    layers = {spec.settings[2].values[place] for place in found[:, 0]}
    assert layers == {2}
    lesson = {"layers": 2, "stride": 1, "padding": "valid", "pooling": "max", "row": 1, "column": 1}
    assert at(spec, "found", **lesson)
    seen, weights = spec.measures["seen"].values, spec.measures["weights"].values
    fewest = min(weights[place[0]] for place in np.argwhere(seen == 64))
    assert fewest == at(spec, "weights", layers=2) == 18


def test_a_hint_is_there_wherever_the_goal_is_missed(spec):
    axes = spec.measures["found"].axes
    shape = spec.measures["found"].values.shape
    hinted = np.zeros(shape, bool)
    for hint in spec.goal.hints:
        measure = spec.measures[hint.when]
        own = [slice(None) if axis in measure.axes else np.newaxis for axis in axes]
        hinted |= np.asarray(measure.values, bool)[tuple(own)]
    lost = np.asarray(spec.measures["used_up"].values, bool)[..., np.newaxis, np.newaxis]
    assert (hinted | spec.measures["found"].values | lost).all()


def test_what_try_it_says_is_so(spec):
    assert spec.prediction.choices[spec.prediction.outcome] == "3 × 3"
    sides = [
        int(at(spec, "digit_frame", layers=n, stride=1, padding="valid", pooling="none", row=1,
               column=1)[2])
        for n in (1, 2, 3)
    ]  # fmt: skip
    assert sides == [3, 5, 7]
    corner = {"layers": 1, "stride": 1, "padding": "same", "pooling": "none", "row": 1, "column": 1}
    window = at(spec, "window", kernel="blur", image="seven", **corner)
    assert not window[0].any() and not window[:, 0].any()


def test_the_learnt_kernels_are_those_of_a_network_that_reads_digits(spec):
    """The strongest of eight, and a strong one that is little like it or its negative."""
    digits = load_dataset("digits")
    images = digits.drop(columns="label").to_numpy()[:600].reshape(-1, 8, 8, 1) / 16
    targets = digits["label"].to_numpy()[:600]

    def build():
        steps = [keras.layers.Conv2D(8, 3, activation="relu"), keras.layers.MaxPooling2D(2)]
        end = [keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")]
        return keras.Sequential([keras.Input((8, 8, 1)), *steps, *end])

    grid = train_grid(
        build,
        (images, np.eye(10)[targets]),
        loss="categorical_crossentropy",
        optimizer="adam",
        learning_rate=0.01,
        epochs=20,
        progress=False,
        cache=False,
    )
    assert grid.curves["loss"][-1] < 0.1
    kernels = grid.weights[0][-1, :, :, 0].transpose(2, 0, 1)
    sizes = np.linalg.norm(kernels, axis=(1, 2))
    strongest = kernels[sizes.argmax()]
    likeness = np.abs((kernels * strongest).sum(axis=(1, 2))) / sizes / sizes.max()
    other = kernels[(sizes * (1 - likeness)).argmax()]
    for name, learnt in {"learnt 1": strongest, "learnt 2": other}.items():
        np.testing.assert_allclose(at(spec, "weights_of_window", kernel=name), learnt, atol=0.03)


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 600_000
