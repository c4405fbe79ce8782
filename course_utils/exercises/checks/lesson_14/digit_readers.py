"""Expectations of networks that read digits: their layers, and what they read."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from course_utils.exercises.expect import CONDITION, Instead, expect
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ArrayRecord, ModelRecord
from course_utils.exercises.verdicts import Finding

SIDE = 8
DIGITS = 10
IMAGE = (SIDE, SIDE, 1)
SCALE = 255  # of the new scanner, where paper is white

_POOLING = ("max_pooling2d", "average_pooling2d")
_FLATTENING = ("flatten", "reshape", "global_max_pooling2d", "global_average_pooling2d")
_NOT_PROBABILITIES = (
    "It was made for quantities. The digits are names here: a 4 is not twice as much as a 2."
)
NOT_THE_LOSS = [
    Instead(
        "binary_crossentropy",
        "binary-loss",
        "That one asks each output for a yes or no of its own. Here one of ten is right.",
    ),
    Instead("mean_squared_error", "squared-error-for-classes", _NOT_PROBABILITIES),
    Instead("mean_absolute_error", "absolute-error-for-classes", _NOT_PROBABILITIES),
    Instead("accuracy", "accuracy-as-loss", "Accuracy moves in steps, and steps have no slope."),
]


def expect_images(X: ArrayRecord, y: ArrayRecord) -> Finding:
    """Expect the course's own images and labels, as a condition."""
    values = X.values
    ok = (
        values.ndim == 4
        and values.shape[1:] == IMAGE
        and y.values.shape == values.shape[:1]
        and set(np.unique(y.values).tolist()) == set(range(DIGITS))
        and values.dtype.kind == "f"
        and bool(np.all((values >= 0) & (values <= 1)))
    )
    return expect(
        ok,
        where="`X_valid` and `y_valid`",
        expected="images of shape (8, 8, 1) from 0 to 1, and a digit for each",
        found=f"{X.describe()} and {y.describe()}",
        next_step="Run the cell that makes the images again.",
        weight=CONDITION,
    )


def expect_recipe(model: ModelRecord) -> Iterator[Finding]:
    """Expect two convolutions, a pooling behind each, and one row before the dense end.

    Yields
    ------
    Finding
        One for the convolutions, one for the poolings, one for the row.
    """
    kinds = [step.kind for step in model.operations]
    convolutions = [place for place, kind in enumerate(kinds) if kind == "conv2d"]
    poolings = [place for place, kind in enumerate(kinds) if kind in _POOLING]
    yield expect(
        len(convolutions) == 2,
        where="the convolutions",
        expected="two `Conv2D` layers",
        found=f"{len(convolutions) or 'none'}",
        next_step="Convolve, pool, convolve, pool: begin with "
        '`Conv2D(8, 3, padding="same", activation="relu")`.',
        mistake="no-convolution" if not convolutions else "other-number-of-convolutions",
    )
    behind = [sum(kind in _POOLING for kind in part) for part in _parts(kinds, convolutions)]
    yield expect(
        behind == [1, 1],
        where="the poolings",
        expected="a pooling behind each convolution",
        found=f"{len(poolings) or 'none'}" + (", elsewhere" if len(poolings) == 2 else ""),
        next_step="Put a `MaxPooling2D()` behind each convolution and its ReLU.",
        mistake="no-pooling" if not poolings else "other-poolings",
    )
    yield _expect_row(model, kinds)


def _parts(kinds, starts):
    """The steps from each convolution to the next one, or to the end."""
    return [kinds[a:b] for a, b in pairwise([*starts, len(kinds)])]


def _expect_row(model, kinds):
    shape = model.operations[model.outputs[0]].output_shape if kinds else None
    flat = shape is not None and len(shape) == 1
    return expect(
        flat and any(kind in _FLATTENING for kind in kinds),
        where="the output of one image",
        expected="one row of numbers",
        found=f"an output of shape {shape}",
        next_step="A dense layer behind maps works on each place by itself. Put `Flatten()` "
        "between the last pooling and the dense layer: it makes one row of all maps.",
        mistake="no-flatten",
    )


def expect_ten(model: ModelRecord) -> Finding:
    """Expect ten outputs and one softmax, at the end of the model or in its loss."""
    last = model.operations[model.outputs[0]] if model.operations else None
    kind, outputs = (last.kind, (last.output_shape or (0,))[-1]) if last else ("nothing", 0)
    loss = model.compiled.loss if model.compiled else None
    logits = bool(loss is not None and loss.settings.get("from_logits"))
    step, mistake = _about_the_end(kind, outputs, logits)
    return expect(
        kind == ("dense" if logits else "softmax") and outputs == DIGITS,
        where="the end of the model",
        expected="ten outputs that share a single 1: a softmax",
        found=f"{outputs} output{'' if outputs == 1 else 's'}, {kind} at the end",
        next_step=step,
        mistake=mistake,
        weight=2,
    )


def _about_the_end(kind, outputs, logits):
    write = 'Write `Dense(10, activation="softmax")`.'
    if outputs != DIGITS:
        return f"There are ten digits, so ten outputs. {write}", "other-number-of-outputs"
    if kind == "softmax" and logits:
        return "Softmax twice: leave it out of the model, or `from_logits` out.", "squashed-twice"
    if kind == "sigmoid":
        return (
            "With a sigmoid each digit has a probability of its own, and they do not add up to 1. "
            f"But an image shows one digit. {write}",
            "sigmoid-for-softmax",
        )
    if kind == "dense":
        return f"These are logits, and the loss takes them for probabilities. {write}", "no-softmax"
    return write, "another-activation"


def _answers(model, images):
    """The probabilities of ten digits for each image; None where a model gives no such rows."""
    try:
        said = predict(model, images)
    except CannotPredictError:
        return None
    return said if said.shape == (len(images), DIGITS) and np.all(np.isfinite(said)) else None


def _share_read(model, images, labels):
    said = _answers(model, images)
    return 0.0 if said is None else float(np.mean(said.argmax(axis=1) == labels))


def expect_reads(model: ModelRecord, X: ArrayRecord, y: ArrayRecord) -> Finding:
    """Expect most of the validation images to be read rightly."""
    accuracy = _share_read(model, X.values, y.values)
    loss = model.compiled.loss if model.compiled else None
    one_hot = loss is not None and loss.name == "categorical_crossentropy"
    return expect(
        accuracy > 0.8,
        where="its accuracy on the validation images",
        expected="above 80 %",
        found=f"{accuracy:.0%}",
        next_step=_ONE_HOT_WANTED if one_hot else _TRAIN,
        mistake="integers-for-one-hot" if one_hot else "not-trained",
        weight=3,
    )


_TRAIN = "Train it: `model.fit(X_train, y_train, batch_size=32, epochs=15, verbose=0)`."
_ONE_HOT_WANTED = (
    "`categorical_crossentropy` wants rows of ten, a 1 among zeros, and stops with an error where "
    "it gets integers. For `y_train` as it is, take the sparse one, and train again."
)


def expect_scanned(hers: ModelRecord, raw: ArrayRecord, y: ArrayRecord) -> Finding:
    """Expect the new scanner's images, and a network that reads them once they are turned."""
    ok = (
        raw.values.ndim == 4
        and raw.values.shape[1:] == IMAGE
        and y.values.shape == raw.values.shape[:1]
        and raw.values.dtype.kind == "f"
        and raw.values.min() == 0
        and raw.values.max() == SCALE
    )
    return expect(
        bool(ok) and hers.built and _share_read(hers, _ink(raw), y.values) > 0.7,
        where="`hers`, `raw` and `y_valid`",
        expected="her trained network, images from 0 to 255, and a digit for each",
        found=f"{hers.describe()}; {raw.describe()}; {y.describe()}",
        next_step="Run the cell that makes them again, and leave them as they are.",
        weight=CONDITION,
    )


def _ink(raw):
    return 1 - raw.values / SCALE


def expect_repaired(repaired: ModelRecord, hers: ModelRecord, raw: ArrayRecord) -> Finding:
    """Expect a model to say of the scanner's images what hers says of the same with ink as 1."""
    found, wanted = _answers(repaired, raw.values), _answers(hers, _ink(raw))
    known = [(pixels(raw.values), one) for pixels, one in _NOT_REPAIRED]
    hit = next((one for pixels, one in known if _same(found, _answers(hers, pixels))), None)
    step, mistake = (hit.says, hit.mistake) if hit else (_TURN_AND_SHRINK, "")
    return expect(
        found is not None and _same(found, wanted),
        where="what `repaired` says of `raw`",
        expected="what `hers` says of the same images, with 0 for paper and 1 for ink",
        found="other probabilities" if found is not None else "no ten probabilities an image",
        next_step=step,
        mistake=mistake,
        weight=2,
    )


def _same(found, wanted):
    return found is not None and wanted is not None and bool(np.allclose(found, wanted, atol=1e-3))


_TURN_AND_SHRINK = (
    "Which number is paper in `raw`, and which should it be? And ink? "
    "`keras.layers.Rescaling(scale, offset)` computes scale · x + offset, and `hers` comes behind "
    "it."
)
_NOT_REPAIRED = [
    (
        lambda raw: raw,
        Instead(None, "not-repaired", "It takes the pixels as they are. Put a layer in front of "
                "`hers` that makes paper 0 and ink 1, in the same model."),
    ),
    (
        lambda raw: raw / SCALE,
        Instead(None, "still-inverted", "You divide, and that is half of it. Paper is now 1 and "
                "ink 0: turn them around, with a negative scale and an offset."),
    ),
    (
        lambda raw: -raw / SCALE,
        Instead(None, "no-offset", "The sign is turned, but paper is −1 now and must be 0: an "
                "offset is missing."),
    ),
    (
        lambda raw: SCALE - raw,
        Instead(None, "not-divided", "Paper and ink are turned around, but ink is still 255. "
                "Divide, so that it is 1."),
    ),
    (
        lambda raw: (SCALE - raw) / 16,
        Instead(None, "divided-by-16", "Ink is 255 / 16 now. The 16 belongs to the table of "
                "digits; this scanner goes up to 255."),
    ),
]  # fmt: skip
