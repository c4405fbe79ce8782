"""Run a model record in NumPy: what the model would answer, without Keras.

Each step is a function of one operation and its input arrays. The results agree with
Keras in prediction mode (dropout off, moving averages in batch normalization).
"""

from functools import reduce

import numpy as np
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.exercises import recurrent
from course_utils.exercises.records import ModelRecord, Operation
from course_utils.exercises.sentences import sentence_of
from course_utils.networks.activations import ACTIVATIONS
from course_utils.networks.attention import attention, causal_mask
from course_utils.networks.convolution import convolve, pool


class CannotPredictError(CourseError):
    """A record lacks what its outputs depend on."""


def predict(model: ModelRecord, *inputs: ArrayLike) -> np.ndarray:
    """Compute a model's outputs for a batch.

    Parameters
    ----------
    *inputs : shape (n_samples, ...)
        One batch for each input of the model.

    Returns
    -------
    numpy.ndarray, shape (n_samples, ...)
        The first output, float64.

    Raises
    ------
    CannotPredictError
        The model is not built, holds a step this course cannot follow and cannot ask, or
        raises on these inputs.
    """
    if not model.built:
        raise CannotPredictError("the model has no weights yet: it was never told its input shape")
    arrays = [np.asarray(values, dtype=float) for values in inputs]
    unknown = [step for step in model.operations if not can_follow(step)]
    try:
        if not unknown:
            return _run(model, arrays)
        if model.ask is not None:
            return np.asarray(model.ask(*arrays), dtype=float)
    except Exception as error:
        raise CannotPredictError(sentence_of(error)) from error
    raise CannotPredictError(f"no way to follow {unknown[0].describe()} by hand")


def can_follow(step: Operation) -> bool:
    """Tell whether the formulas below give what Keras gives for a step with its settings.

    Returns
    -------
    bool
        False for a kind or a setting that is not covered: the model is asked then.
    """
    settings = step.settings
    if step.kind not in STEPS or "called_with" in settings:
        return False
    if step.kind in _WEIGHTS and not set(step.weights) <= _WEIGHTS[step.kind]:
        return False
    if step.kind in _RECURRENT:
        activations = [settings.get(key, "tanh") for key in ("activation", "recurrent_activation")]
        known = all(isinstance(name, str) and name in ACTIVATIONS for name in activations)
        return known and not settings.get("stateful")
    if step.kind == "multi_head_attention":
        return _is_plain_attention(settings)
    return (
        settings.get("groups", 1) == 1
        and settings.get("data_format") != "channels_first"
        and not settings.get("renorm")
        and (step.kind not in _RESHAPING or (step.output_shape or ()).count(None) <= 1)
    )


def _is_plain_attention(settings):
    unusual = [settings.get(key) for key in ("use_gate", "sliding_window")]
    return not any(unusual) and settings.get("attention_axes") in (None, (1,))


def _run(model, inputs):
    results = []

    def value(place):
        return inputs[-1 - place] if place < 0 else results[place]

    with np.errstate(all="ignore"):
        for step in model.operations:
            results.append(STEPS[step.kind](step, *map(value, step.inputs)))
    return value(model.outputs[0])


def _dense(step, x):
    return x @ step.weights["kernel"] + step.weights.get("bias", 0.0)


def _same(step, x):
    return x


def _activation(step, x):
    return ACTIVATIONS[step.kind](x, **step.settings)


def _batch_normalization(step, x):
    # Keras' axis counts the batch axis too, so it fits x as it is.
    shape = [1] * x.ndim
    shape[step.settings.get("axis", -1)] = -1
    mean, variance = (
        step.weights[name].reshape(shape) for name in ("moving_mean", "moving_variance")
    )
    scaled = (x - mean) / np.sqrt(variance + step.settings.get("epsilon", 1e-3))
    gamma, beta = step.weights.get("gamma"), step.weights.get("beta")
    scaled = scaled if gamma is None else scaled * gamma.reshape(shape)
    return scaled if beta is None else scaled + beta.reshape(shape)


def _layer_normalization(step, x):
    axes = tuple(np.atleast_1d(step.settings.get("axis", -1)) % x.ndim)
    shape = [length if place in axes else 1 for place, length in enumerate(x.shape)]
    mean, variance = x.mean(axis=axes, keepdims=True), x.var(axis=axes, keepdims=True)
    scaled = (x - mean) / np.sqrt(variance + step.settings.get("epsilon", 1e-3))
    gamma, beta = step.weights.get("gamma", np.array(1.0)), step.weights.get("beta", np.array(0.0))
    return scaled * _fit(gamma, shape) + _fit(beta, shape)


def _fit(weights, shape):
    """One weight for all, or one for each entry of a shape."""
    return weights.reshape(shape) if weights.ndim else weights


def _normalization(step, x):
    # A variance of 0 is replaced by Keras' own smallest number, so that nothing divides by 0.
    deviation = np.maximum(np.sqrt(step.weights["variance"]), 1e-7)
    if step.settings.get("invert"):
        return step.weights["mean"] + x * deviation
    return (x - step.weights["mean"]) / deviation


def _rescaling(step, x):
    return x * np.asarray(step.settings["scale"]) + np.asarray(step.settings.get("offset", 0.0))


def _to_output_shape(step, x):
    lengths = (-1 if length is None else length for length in step.output_shape)
    return x.reshape((len(x), *lengths))


def _convolution(step, x):
    kernel = step.weights["kernel"]
    flat = (1,) * (kernel.ndim - 2)
    settings = step.settings
    strides, dilation = (settings.get(key) or flat for key in ("strides", "dilation_rate"))
    out = convolve(x, kernel, strides, settings.get("padding", "valid"), dilation)
    return out + step.weights.get("bias", 0.0)


def _pooling(step, x):
    how, settings = step.kind.partition("_")[0], step.settings
    padding = settings.get("padding", "valid")
    return pool(x, settings["pool_size"], how, settings.get("strides"), padding)


def _global_pooling(step, x):
    function = np.max if "max" in step.kind else np.mean
    axes = tuple(range(1, x.ndim - 1))
    return function(x, axis=axes, keepdims=step.settings.get("keepdims", False))


def _embedding(step, x):
    return step.weights["embeddings"][x.astype(int)]


def _multi_head_attention(step, query, value, key=None):
    key = value if key is None else key
    inputs = {"query": query, "key": key, "value": value}
    queries, keys, values = (
        np.einsum("nwd,dhk->nhwk", x, step.weights[f"{name}_kernel"]) + _bias_of_heads(step, name)
        for name, x in inputs.items()
    )
    mask = causal_mask(query.shape[1]) if step.settings.get("use_causal_mask") else None
    heads = attention(queries, keys, values, mask)
    mixed = np.einsum("nhwk,hkd->nwd", heads, step.weights["attention_output_kernel"])
    return mixed + step.weights.get("attention_output_bias", 0.0)


def _bias_of_heads(step, name):
    """A bias of shape (heads, 1, length): the same for all words."""
    bias = step.weights.get(f"{name}_bias")
    return 0.0 if bias is None else bias[:, np.newaxis]


def _prelu(step, x):
    return np.where(x >= 0, x, step.weights["alpha"] * x)


def _concatenate(step, *values):
    return np.concatenate(values, axis=step.settings.get("axis", -1))


def _average(step, *values):
    return sum(_same_rank(values)) / len(values)


def _matmul(step, *values):
    return np.matmul(*_with_constant(step, values))


def _arithmetic(function):
    """Build a step of arithmetic between tensors, or a tensor and a stored constant."""
    return lambda step, *values: reduce(function, _with_constant(step, _same_rank(values)))


def _with_constant(step, values):
    if "constant" not in step.settings:
        return values
    constant = (step.settings["constant"],)
    return (*constant, *values) if step.settings["constant_first"] else (*values, *constant)


def _same_rank(values):
    """Keras' merging layers give the smaller tensors new axes behind the batch axis."""
    rank = max(x.ndim for x in values)
    return [np.expand_dims(x, tuple(range(1, 1 + rank - x.ndim))) for x in values]


_RANDOM_LAYERS = [
    "dropout",
    "alpha_dropout",
    "gaussian_dropout",
    "gaussian_noise",
    "spatial_dropout1d",
    "spatial_dropout2d",
    "activity_regularization",
    "identity",
    "random_flip",
    "random_rotation",
    "random_zoom",
    "random_translation",
    "random_contrast",
    "random_brightness",
]

_RECURRENT = {"simple_rnn": recurrent.simple_rnn, "lstm": recurrent.lstm, "gru": recurrent.gru}
_RESHAPING = {"flatten", "reshape"}

STEPS = {
    "dense": _dense,
    **dict.fromkeys(ACTIVATIONS, _activation),
    **dict.fromkeys(_RANDOM_LAYERS, _same),
    "batch_normalization": _batch_normalization,
    "layer_normalization": _layer_normalization,
    "normalization": _normalization,
    "prelu": _prelu,
    "rescaling": _rescaling,
    "flatten": _to_output_shape,
    "reshape": _to_output_shape,
    "embedding": _embedding,
    "multi_head_attention": _multi_head_attention,
    "concatenate": _concatenate,
    "average": _average,
    "matmul": _matmul,
    "add": _arithmetic(np.add),
    "subtract": _arithmetic(np.subtract),
    "multiply": _arithmetic(np.multiply),
    "divide": _arithmetic(np.divide),
    "true_divide": _arithmetic(np.divide),
    "maximum": _arithmetic(np.maximum),
    "minimum": _arithmetic(np.minimum),
    **dict.fromkeys(("conv1d", "conv2d"), _convolution),
    **dict.fromkeys(
        ("max_pooling1d", "max_pooling2d", "average_pooling1d", "average_pooling2d"), _pooling
    ),
    **dict.fromkeys(
        (
            "global_max_pooling1d",
            "global_max_pooling2d",
            "global_average_pooling1d",
            "global_average_pooling2d",
        ),
        _global_pooling,
    ),
    **_RECURRENT,
}

# Other weights than these mean another formula: quantized layers, low-rank adapters.
_WEIGHTS = {
    **dict.fromkeys(("dense", "conv1d", "conv2d"), {"kernel", "bias"}),
    "embedding": {"embeddings"},
    "multi_head_attention": {
        f"{name}_{part}"
        for name in ("query", "key", "value", "attention_output")
        for part in ("kernel", "bias")
    },
}
