"""Lesson 14: what a window makes of a digit, and how far one of its numbers sees."""

from itertools import product

import numpy as np

from course_utils.data import load_dataset
from course_utils.networks.convolution import convolve, pool, same_padding, windows
from course_utils.widgets.panels import Images, Matrix, Picture
from course_utils.widgets.spec import Goal, Measure, Phrase, Prediction, Readout, Setting, Spec

SIDE, SIZE = 8, 3  # pixels of a digit, and of a window, along one side
# The last two are from a small network that has learnt to read digits; a test learns them again.
KERNELS = {
    "upright edges": [[1, 0, -1], [1, 0, -1], [1, 0, -1]],
    "level edges": [[1, 1, 1], [0, 0, 0], [-1, -1, -1]],
    "blur": [[1 / 9] * 3] * 3,
    "learnt 1": [[0.74, 1.17, 1.22], [0.6, 0.11, 0.08], [-0.74, -1.29, -0.57]],
    "learnt 2": [[0.3, 0.85, 0.3], [0.93, 1.03, 0.27], [0.97, 0.43, -0.64]],
}
IMAGES = {"seven": 7, "three": 13}  # their rows in the table
LAYERS, STRIDES, PADDINGS = (1, 2, 3), (1, 2), ("valid", "same")
POOLINGS = {"none": "[]", "max": "[keras.layers.MaxPooling2D(2)]"}
POOLINGS["average"] = "[keras.layers.AveragePooling2D(2)]"
PLACES = tuple(range(1, SIDE + 1))
STACK = ("layers", "stride", "padding", "pooling")
CURSOR = ("row", "column")
ASKED = "The digit, and what comes out"

CODE = """\
import keras
import numpy as np

from course_utils import load_dataset

pixels = load_dataset("digits").drop(columns="label").to_numpy()[$image]
image = pixels.reshape(1, 8, 8, 1) / 16
kernel = np.array($kernel).reshape(3, 3, 1, 1)

steps = [keras.Input((8, 8, 1))]
for n in range($layers):
    if n > 0:
        steps += [keras.layers.ReLU()] + $pooling
    steps += [keras.layers.Conv2D(1, 3, strides=$stride, padding="$padding", use_bias=False)]
model = keras.Sequential(steps)
model.set_weights([kernel] * $layers)

feature_map = model.predict(image, verbose=0)[0, :, :, 0]
last = len(feature_map)
number = feature_map[min($row, last) - 1, min($column, last) - 1]
"""


def spec() -> Spec:
    """Slide windows over two digits at every setting, and say what to show.

    Returns
    -------
    Spec
        With settings ``kernel``, ``image``, ``layers``, ``stride``, ``padding``, ``pooling``, and
        ``row`` and ``column`` of the framed number. A place beyond the map is its last one.
    """
    pixels = load_dataset("digits").drop(columns="label").to_numpy() / 16
    images = pixels[list(IMAGES.values())].reshape(-1, SIDE, SIDE)
    kernels = np.array(list(KERNELS.values()), dtype=float)
    measures = _measures(images, kernels)
    return Spec(
        name="convolution",
        title="Through a small window",
        settings=_settings(kernels),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("the map has $size × $size numbers", when="there"),
            Phrase("the framed one is $number", when="there"),
            Phrase("it sees $seen of 64 pixels, by $weights weights", when="there"),
            Phrase("the map is used up: there is no place left for the window", when="used_up"),
        ),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("Side of the map", "size"),
            Readout("Framed", "number"),
            Readout("Pixels it sees", "seen"),
            Readout("Weights", "weights"),
        ),
        trained="Two digits of 8 × 8 pixels. Behind each layer but the last is a ReLU, then the "
        "pooling of 2 × 2, if there is one. The learnt kernels are two of eight, from a network "
        "that "
        "learnt to read digits from 600 images.",
        alt="What three kernels make of a seven, a small map each. The kernel for upright edges "
        "has one sign left of a stroke and the other right of it, the blur has one sign "
        "everywhere.",
    )


def _settings(kernels):
    def written(kernel):
        return str([[round(float(weight), 6) for weight in row] for row in kernel])

    return (
        Setting("kernel", "Kernel", tuple(KERNELS), code=tuple(map(written, kernels))),
        Setting(
            "image",
            "Digit",
            tuple(IMAGES),
            texts=tuple(f"a {name}" for name in IMAGES),
            code=tuple(map(str, IMAGES.values())),
            kind="choice",
        ),
        Setting("layers", "Layers", LAYERS),
        Setting("stride", "Stride", STRIDES),
        Setting(
            "padding", "Padding", PADDINGS, texts=("none", "a rim"), code=PADDINGS, kind="choice"
        ),
        Setting(
            "pooling",
            "Pooling between",
            tuple(POOLINGS),
            code=tuple(POOLINGS.values()),
            kind="choice",
        ),
        *(Setting(name, f"Framed {name}", PLACES) for name in CURSOR),
    )


def _measures(images, kernels):
    """Numbers of the stack of layers alone, and of what it makes of the digits."""
    stacks = list(product(LAYERS, STRIDES, PADDINGS, POOLINGS))
    lengths = (len(LAYERS), len(STRIDES), len(PADDINGS), len(POOLINGS))
    everything = (len(kernels), len(images), *lengths)
    pieces = [[_run(images, kernel, *stack) for stack in stacks] for kernel in kernels]
    maps, seen = (np.array([[one[n] for one in row] for row in pieces]) for n in (0, 1))
    maps, seen = (np.moveaxis(array, 1, 2) for array in (maps, seen))  # stacks behind images
    seen = seen.reshape(*everything, SIDE, SIDE, SIZE, SIZE)
    weights = kernels.reshape(len(kernels), *[1] * 7, SIZE, SIZE)
    digits = [np.pad(images, ((0, 0), (1, 1), (1, 1)), constant_values=rim) for rim in (np.nan, 0)]
    axes = ("kernel", "image", *STACK)
    return {
        "digit": Measure(("image", "padding"), np.stack(digits, axis=1)),
        "map": Measure(axes, maps.reshape(*everything, SIDE, SIDE)),
        "window": Measure((*axes, *CURSOR), seen),
        "weights_of_window": Measure(("kernel",), kernels),
        "number": Measure((*axes, *CURSOR), (seen * weights).sum(axis=(-2, -1))),
        **_sizes(stacks, lengths),
    }


def _run(images, kernel, layers, stride, padding, pooling):
    """The map of each image, and the numbers under the last window at each place of the frame."""
    x = images[..., np.newaxis]
    try:
        for n in range(layers):
            if n > 0:
                x = np.maximum(x, 0)
                x = x if pooling == "none" else pool(x, how=pooling)
            views = windows(x, (SIZE, SIZE), (stride, stride), padding)[:, :, :, 0]
            x = convolve(x, kernel[:, :, np.newaxis, np.newaxis], (stride, stride), padding)
    except ValueError:  # the map is smaller than the window
        lost = np.full((len(images), SIDE, SIDE), np.nan)
        return lost, np.full((*lost.shape, SIZE, SIZE), np.nan)
    rest = SIDE - x.shape[1]
    there = np.minimum(np.arange(SIDE), x.shape[1] - 1)
    maps = np.pad(x[..., 0], ((0, 0), (0, rest), (0, rest)), constant_values=np.nan)
    return maps, views[:, there][:, :, there]


def _sizes(stacks, lengths):
    """What does not depend on the digit or the kernel."""
    spans = [_spans(*stack) for stack in stacks]
    size = np.array([len(span) for span in spans]).reshape(lengths)
    frames, pixels = zip(*map(_framed, spans), strict=True)
    grid = (*lengths, SIDE, SIDE)
    frames = np.moveaxis(np.array(frames), 1, 0).reshape(2, *grid, 4)
    pixels = np.array(pixels).reshape(grid)
    layers, _, padding, pooling = np.meshgrid(*map(np.arange, lengths), indexing="ij")
    weights = SIZE**2 * np.array(LAYERS)
    two = (layers == 1) & (size > 0)
    cursor = (*STACK, *CURSOR)
    return {
        "size": Measure(STACK, size),
        "there": Measure(STACK, size > 0),
        "used_up": Measure(STACK, size == 0),
        "weights": Measure(("layers",), weights),
        "digit_frame": Measure(cursor, frames[0]),
        "map_frame": Measure(cursor, frames[1]),
        "seen": Measure(cursor, pixels),
        "found": Measure(cursor, (pixels == SIDE**2) & (layers == 1)[..., np.newaxis, np.newaxis]),
        "one_layer": Measure(("layers",), weights == 9),
        "three_layers": Measure(("layers",), weights == 27),
        "unpooled": Measure(STACK, two & (pooling == 0)),
        "rimmed": Measure(STACK, two & (pooling > 0) & (padding == 1)),
    }


def _spans(layers, stride, padding, pooling):
    """For each place of the map along one side: the first and the last pixel that it sees.

    The rim around the digit counts as pixels −1 and 8. A list without entries is a map without
    a place.
    """
    spans = [(pixel, pixel) for pixel in range(SIDE)]
    for n in range(layers):
        if n > 0 and pooling != "none":
            spans = [(a[0], b[1]) for a, b in zip(spans[::2], spans[1::2], strict=False)]
        before, after = same_padding(len(spans), SIZE, stride) if padding == "same" else (0, 0)
        if n == 0:
            rim = [(-1, -1)] * before, [(SIDE, SIDE)] * after
        else:  # zeros around a map see nothing: its outermost places stand for them
            rim = spans[:1] * before, spans[-1:] * after
        padded = [*rim[0], *spans, *rim[1]]
        starts = range(0, len(padded) - SIZE + 1, stride) if spans else ()
        spans = [(padded[start][0], padded[start + SIZE - 1][1]) for start in starts]
    return spans


def _framed(spans):
    """The frames on digit and map, (2, 8, 8, 4), and how many pixels are seen, (8, 8)."""
    if not spans:
        return np.zeros((2, SIDE, SIDE, 4)), np.zeros((SIDE, SIDE))
    there = np.minimum(np.arange(SIDE), len(spans) - 1)
    first, last = np.array(spans)[there].T
    heights, inside = last - first + 1, np.minimum(last, SIDE - 1) - np.maximum(first, 0) + 1
    ones = np.ones(SIDE, dtype=int)
    on_digit, on_map = (_boxes(*sides) for sides in [(first + 1, heights), (there, ones)])
    return np.stack([on_digit, on_map]), np.outer(inside, inside)


def _boxes(starts, lengths):
    """Top, left, height and width for each row and column, (8, 8, 4)."""
    rows, columns = np.meshgrid(np.arange(SIDE), np.arange(SIDE), indexing="ij")
    return np.stack([starts[rows], starts[columns], lengths[rows], lengths[columns]], axis=-1)


def _panels():
    sides = tuple(map(str, range(1, SIZE + 1)))
    return (
        Images(
            ASKED,
            (
                Picture("digit", "The digit", SIDE + 2, "digit_frame"),
                Picture("map", "The map", SIDE, "map_frame", "signed", CURSOR, is_result=True),
            ),
        ),
        Matrix("Under the last window", "window", sides, sides, look="values", digits=2),
        Matrix("The kernel", "weights_of_window", sides, sides, look="values", digits=2),
    )


def _prediction(measures):
    """How large the map is with a stride of 2, where the explorer opens else."""
    at = (0, STRIDES.index(2), 0, 0)
    sides = (3, 4, 6)
    return Prediction(
        question="A window of 3 × 3 slides over 8 × 8 pixels, by two pixels at a time, and without "
        "a rim of zeros. How large is the map?",
        choices=tuple(f"{side} × {side}" for side in sides),
        outcome=sides.index(int(measures["size"].values[at])),
        panel=ASKED,
        at={"stride": 2},
        because="Along a side the window begins at pixel 1, 3 and 5. At 7 it would reach over the "
        "edge, so nobody looks at the last pixel.",
    )


def _goal():
    return Goal(
        text="Find settings for which the framed number sees all 64 pixels, with as few weights as "
        "possible.",
        met="found",
        yes="Yes: it sees $seen pixels, by $weights weights. 8 − 2 is 6, halved is 3, and the last "
        "window takes all of it.",
        no="Not yet: the framed number sees $seen of 64 pixels, by $weights weights.",
        hints=(
            Phrase("One window sees nine pixels, or fewer. Add a layer.", "one_layer"),
            Phrase("Fewer weights will do: take two layers.", "three_layers"),
            Phrase("Something between the two layers must make the map smaller.", "unpooled"),
            Phrase("The rim makes it see zeros in place of pixels.", "rimmed"),
        ),
    )
