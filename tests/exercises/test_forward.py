"""The NumPy forward pass agrees with Keras, or the model itself is asked."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keras import layers

from course_utils.exercises.capture import capture
from course_utils.exercises.forward import CannotPredictError, can_follow, predict
from course_utils.exercises.records import ModelRecord, Operation
from course_utils.networks.activations import ACTIVATIONS


def sequential(shape, *parts):
    return keras.Sequential([keras.Input(shape), *parts])


def functional(shapes, build):
    inputs = [keras.Input(shape) for shape in shapes]
    return keras.Model(inputs if len(inputs) > 1 else inputs[0], build(*inputs))


def with_random_weights(model, seed=0):
    """Weights as after training: moving averages, gammas and biases are not 0 or 1 any more."""
    rng = np.random.default_rng(seed)
    for variable in model.weights:
        low = 0.3 if "variance" in variable.name else -0.9
        variable.assign(rng.uniform(low, 0.9, size=variable.shape))
    return model


def agree(model, *inputs, tolerance=1e-4):
    """Compare the record's outputs with the model's own."""
    wanted = model(inputs[0] if len(inputs) == 1 else list(inputs), training=False)
    wanted = np.asarray(wanted[0] if isinstance(wanted, list | tuple) else wanted)
    found = predict(capture(model), *inputs)
    assert found.shape == wanted.shape
    np.testing.assert_allclose(found, wanted, rtol=1e-3, atol=tolerance)


def some(*shape, seed=1):
    return np.random.default_rng(seed).normal(scale=2, size=shape).astype("float32")


ACTIVATION = st.sampled_from([name for name in ACTIVATIONS if name != "exponential"])
STYLE = st.sampled_from(["inside", "layer", "function"])
REPEATABLE = settings(max_examples=25, deadline=None, derandomize=True, database=None)


def activated(layer, activation, style, **options):
    """An activation in any of the three spellings."""
    if style == "inside":
        return [layer(activation=activation, **options)]
    if style == "function":
        return [layer(activation=getattr(keras.activations, activation), **options)]
    return [layer(**options), layers.Activation(activation)]


def a_dense_model(draw):
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        options = {"units": draw(st.integers(1, 5)), "use_bias": draw(st.booleans())}
        parts += activated(layers.Dense, draw(ACTIVATION), draw(STYLE), **options)
        parts += draw(
            st.sampled_from(
                [
                    lambda: [layers.BatchNormalization()],
                    lambda: [layers.Dropout(0.4)],
                    lambda: [layers.LayerNormalization(center=False)],
                    lambda: [layers.PReLU()],
                    lambda: [],
                ]
            )
        )()
    return sequential((draw(st.integers(1, 4)),), *parts)


@REPEATABLE
@given(st.data())
def test_random_dense_models(data):
    model = with_random_weights(a_dense_model(data.draw))
    agree(model, some(data.draw(st.integers(1, 4)), model.input_shape[1]))


def a_convolution(draw):
    padding, stride = draw(st.sampled_from(["valid", "same"])), draw(st.integers(1, 2))
    options = {"filters": 2, "kernel_size": draw(st.tuples(*[st.integers(1, 4)] * 2))}
    dilation = draw(st.integers(1, 2)) if stride == 1 else 1
    options |= {"padding": padding, "strides": stride, "dilation_rate": dilation}
    parts = activated(layers.Conv2D, draw(ACTIVATION), draw(STYLE), **options)
    pooling = draw(st.sampled_from([layers.MaxPooling2D, layers.AveragePooling2D]))
    parts += [layers.BatchNormalization(axis=draw(st.sampled_from([1, 2, -1])), scale=False)]
    parts += [pooling(2, draw(st.integers(1, 3)), padding="same")]
    parts += [draw(st.sampled_from([layers.Flatten, layers.GlobalAveragePooling2D]))()]
    shape = draw(st.tuples(st.integers(8, 10), st.integers(8, 10), st.integers(1, 3)))
    return sequential(shape, *parts, layers.Dense(2))


@REPEATABLE
@given(st.data())
def test_random_convolutions(data):
    model = with_random_weights(a_convolution(data.draw))
    agree(model, some(2, *model.input_shape[1:]))


def a_recurrent_model(draw):
    first = draw(st.sampled_from([layers.SimpleRNN, layers.LSTM, layers.GRU]))
    options = {name: draw(st.booleans()) for name in ("use_bias", "go_backwards", "unroll")}
    options |= {"reset_after": draw(st.booleans())} if first is layers.GRU else {}
    causal = layers.Conv1D(3, 3, padding="causal", dilation_rate=draw(st.integers(1, 2)))
    middle = draw(st.sampled_from([lambda: [layers.SimpleRNN(2)], lambda: [causal]]))()
    pooled = [layers.GlobalMaxPooling1D()] if middle == [causal] else []
    embedding = layers.Embedding(7, draw(st.integers(1, 3)))
    recurrent = first(3, return_sequences=True, dropout=0.2, **options)
    return sequential((5,), embedding, recurrent, *middle, *pooled, layers.Dense(1))


@REPEATABLE
@given(st.data())
def test_random_sequences(data):
    model = with_random_weights(a_recurrent_model(data.draw))
    agree(model, np.random.default_rng(0).integers(0, 7, (3, 5)))


SHARED = layers.Dense(3)
INNER = sequential((3,), layers.Dense(3, "tanh"))


class Own(layers.Layer):
    def call(self, pair, mask=None):
        return pair[0] - pair[1]


class TwiceDense(layers.Dense):
    def call(self, x):
        return 2 * super().call(x)


TWO = [(3,), (3,)]
FOLLOWED = {
    "branches": (TWO, lambda a, b: layers.Dense(2)(layers.Concatenate()([a, b]))),
    "a shared layer": (TWO, lambda a, b: layers.Subtract()([SHARED(a), SHARED(b)])),
    "a nested model twice": (TWO, lambda a, b: layers.Add()([INNER(a), INNER(INNER(b))])),
    "two outputs": ([(3,)], lambda a: [layers.Dense(2)(a), layers.Dense(1)(a)]),
    "a product of three": ([(3,)] * 3, lambda a, b, c: layers.Multiply()([a, b, c])),
    "the largest of three": ([(3,)] * 3, lambda a, b, c: layers.Maximum()([a, b, c])),
    "a mean": (TWO, lambda a, b: layers.Average()([a, b])),
    "another rank": ([(3,), (4, 3)], lambda a, b: layers.Add()([a, b])),
    "arithmetic": ([(3,)], lambda a: 1 / (2 + a * a) - a / 3),
    "a maximum with 1": ([(3,)], lambda a: keras.ops.maximum(a, 1.0)),
    "a residual": ([(3,)], lambda a: layers.Add()([layers.Dense(3)(a), a])),
    "a bias that is used twice": ([(3,)], lambda a: (a @ np.ones((3, 3)) + np.ones(3)) * a),
    "a subclass of Dense": ([(3,)], lambda a: TwiceDense(2)(a)),
    "a layer with a pair": (TWO, lambda a, b: Own()([a, b])),
    "a Lambda": ([(3,)], lambda a: layers.Lambda(lambda x: x * 2 + 1)(a)),
    "a Lambda with arguments": (
        [(3,)],
        lambda a: layers.Lambda(lambda x, by=1: x * by, arguments={"by": 5})(a),
    ),
    "dropout that is told to train": ([(3,)], lambda a: layers.Dropout(0.5)(a, training=True)),
    "any length": ([(None, 4)], lambda a: layers.SimpleRNN(2)(layers.Reshape((-1, 2))(a))),
    "flattened": ([(None, 4)], lambda a: layers.Flatten()(a)),
    "a ceiling": ([(3,)], lambda a: layers.ReLU(max_value=0.5, negative_slope=0.1)(a)),
    "a threshold": ([(3,)], lambda a: layers.ReLU(negative_slope=0.1, threshold=0.4)(a)),
    "softmax over another axis": ([(4, 3)], lambda a: layers.Softmax(axis=1)(a)),
    "softmax over two axes": ([(4, 3)], lambda a: layers.Softmax(axis=[1, 2])(a)),
    "gelu, approximated": ([(3,)], lambda a: keras.ops.gelu(a)),
    "normalization over axes": ([(4, 3)], lambda a: layers.LayerNormalization(axis=[1, 2])(a)),
    "normalization over one axis": ([(4, 3)], lambda a: layers.LayerNormalization(axis=1)(a)),
    "given mean and variance": (
        [(2,)],
        lambda a: layers.Normalization(mean=[1, 2], variance=[4, 9])(a),
    ),
    "normalization back": (
        [(2,)],
        lambda a: layers.Normalization(mean=[1, 2], variance=[4, 9], invert=True)(a),
    ),
    "rescaling": ([(3,)], lambda a: layers.Rescaling(1 / 255, offset=-1)(a)),
    "augmentation": ([(4, 4, 1)], lambda a: layers.RandomFlip()(layers.RandomZoom(0.2)(a))),
    "a penalty": ([(3,)], lambda a: layers.Dense(2, activity_regularizer="l2")(a)),
    "PReLU with shared axes": ([(4, 3)], lambda a: layers.PReLU(shared_axes=[1])(a)),
    "double precision": ([(3,)], lambda a: layers.Dense(2, dtype="float64")(a)),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_numpy_follows(name):
    shapes, build = FOLLOWED[name]
    model = with_random_weights(functional(shapes, build))
    rows = [
        some(4, *(6 if n is None else n for n in shape), seed=sum(shape[-1:])) for shape in shapes
    ]
    agree(model, *rows)
    assert capture(model).ask is None


ASKED = {
    "groups": ([(6, 6, 4)], lambda a: layers.Conv2D(4, 3, groups=2)(a)),
    "channels first": (
        [(4, 6, 6)],
        lambda a: layers.MaxPooling2D(2, data_format="channels_first")(a),
    ),
    "flattened channels first": ([(2, 3, 4)], lambda a: layers.Flatten("channels_first")(a)),
    "two directions": ([(4, 3)], lambda a: layers.Bidirectional(layers.LSTM(2))(a)),
    "each step": ([(4, 3)], lambda a: layers.TimeDistributed(layers.Dense(2))(a)),
    "a mask": ([(4,)], lambda a: layers.LSTM(2)(layers.Embedding(5, 3, mask_zero=True)(a))),
    "an initial state": ([(4, 3), (2,)], lambda a, b: layers.SimpleRNN(2)(a, initial_state=b)),
    "a returned state": ([(4, 3)], lambda a: layers.GRU(2, return_state=True)(a)[0]),
    "an activation of a layer's own": (
        [(4, 3)],
        lambda a: layers.SimpleRNN(2, activation=layers.LeakyReLU(0.3))(a),
    ),
    "an unknown activation": ([(3,)], lambda a: layers.Dense(2, lambda x: x - keras.ops.sin(x))(a)),
    "a far ceiling": ([(3,)], lambda a: layers.Dense(2, lambda x: keras.ops.clip(x, 0, 50))(a)),
    "a mean of one row": ([(3,)], lambda a: keras.ops.mean(a, axis=-1)),
    "an average": ([(3,)], lambda a: keras.ops.average(a, axis=-1)),
    "rows turned into more rows": ([(4,)], lambda a: keras.ops.reshape(a, (-1, 2))),
}


@pytest.mark.parametrize("name", ASKED)
def test_the_model_is_asked(name):
    shapes, build = ASKED[name]
    model = with_random_weights(functional(shapes, build))
    rows = [np.abs(some(4, *shape)) for shape in shapes]
    agree(model, *rows)
    assert capture(model).ask is not None


def test_mixed_precision_agrees_within_float16():
    model = sequential((3,), layers.Dense(4, "tanh", dtype="mixed_float16"), layers.Dense(1))
    agree(model, some(4, 3), tolerance=1e-2)


def test_low_rank_and_quantized_layers_are_asked():
    model = sequential((4,), layers.Dense(4))
    model.layers[0].enable_lora(2)
    agree(with_random_weights(model), some(3, 4))
    assert capture(model).ask is not None


def test_an_adapted_layer():
    layer = layers.Normalization()
    layer.adapt(some(50, 3) * [1, 5, 100])
    agree(sequential((3,), layer, layers.Dense(1)), some(4, 3))


def test_a_nan_goes_through_pooling():
    rows = some(2, 4, 4, 1)
    rows[0, 0, 0] = np.nan
    agree(sequential((4, 4, 1), layers.AveragePooling2D(2)), rows)


def test_says_that_a_model_has_no_weights():
    with pytest.raises(CannotPredictError, match="never told its input shape"):
        predict(capture(keras.Sequential([layers.Dense(1)])), some(2, 3))


def test_says_which_step_it_cannot_follow():
    record = ModelRecord((Operation("opaque", {"class": "Mystery"}),), (0,))
    with pytest.raises(CannotPredictError, match=r"no way to follow `Mystery\(...\)` by hand"):
        predict(record, some(2, 3))


def test_says_what_went_wrong_with_the_inputs():
    with pytest.raises(CannotPredictError, match="ValueError: matmul"):
        predict(capture(sequential((3,), layers.Dense(1))), some(2, 4))


def test_can_follow_looks_at_settings():
    assert can_follow(Operation("conv2d", {"groups": 1}))
    assert not can_follow(Operation("conv2d", {"groups": 2}))
    assert not can_follow(Operation("lstm", {"stateful": True}))
    assert not can_follow(Operation("dense", {"called_with": ("mask",)}))
    assert not can_follow(Operation("reshape", output_shape=(None, None)))
    assert not can_follow(Operation("batch_normalization", {"renorm": True}))
