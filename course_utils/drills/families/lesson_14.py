"""Convolutional networks: windows, their weights, and how large what comes out is."""

from random import Random

from course_utils.drills.drill import Drill, ask_number, said
from course_utils.drills.registry import family


@family
def output_size(rng: Random) -> Drill:
    """How often the window fits."""
    window, stride = rng.choice((2, 3, 5)), rng.choice((1, 2, 3))
    steps = rng.randint(3, 12)
    image = window + steps * stride
    return ask_number(
        f"An image is {image} pixels wide. A window of {window} moves over it in steps of "
        f"{stride}, without padding. How many numbers wide is the output?",
        steps + 1,
        f"({image} − {window}) / {stride} = {steps} steps, and the place where it begins: "
        f"{steps + 1}.",
        [
            (steps, "So many steps; the place where it begins is one more."),
            (image - window + 1, f"That is for steps of 1; here the stride is {stride}."),
            (image / stride, "That is with padding. Without it, the window stays inside."),
            (image, "With padding and a stride of 1 it would stay as wide."),
        ],
        image=image,
        window=window,
        stride=stride,
    )


@family
def parameters_of_convolution(rng: Random) -> Drill:
    """The window is as deep as its input."""
    filters, channels = rng.choice((4, 8, 10, 16, 20)), rng.choice((1, 3, 4, 8))
    window = rng.choice((2, 3, 5))
    area = window * window
    right = filters * (area * channels + 1)
    weights = filters * area * channels
    wrong = [
        (weights, f"These are the weights; each of the {filters} filters has a bias, too."),
        (area * channels + 1, f"That is one filter; there are {filters}."),
        (weights + channels, "A bias belongs to a filter, not to a channel."),
    ]
    if channels > 1:
        wrong.append((filters * (area + 1), f"A filter has weights for all {channels} channels."))
    return ask_number(
        f"`Conv2D({filters}, {window})` gets an input with {channels} "
        f"{'channel' if channels == 1 else 'channels'}. How many parameters has it?",
        right,
        f"Each filter has {window} · {window} · {channels} weights and a bias: {filters} · "
        f"{area * channels + 1} = {right:,}.",
        wrong,
        filters=filters,
        window=window,
        channels=channels,
    )


@family
def number_of_convolution(rng: Random) -> Drill:
    """Each pixel times the weight at its place."""
    patch, kernel = ([[rng.randint(0, 4) for _ in range(2)] for _ in range(2)] for _ in range(2))
    kernel[1] = [-weight for weight in kernel[1]]
    pixels, weights = patch[0] + patch[1], kernel[0] + kernel[1]
    right = sum(p * w for p, w in zip(pixels, weights, strict=True))
    turned = sum(p * w for p, w in zip(pixels, weights[::-1], strict=True))
    return ask_number(
        f"The kernel `{kernel}` lies on the pixels `{patch}`. What does it say there, without a "
        "bias?",
        right,
        f"{' + '.join(f'{p} · {said(w)}' for p, w in zip(pixels, weights, strict=True))} = "
        f"{said(right)}.",
        [
            (turned, "Keras does not turn the kernel round."),
            (sum(pixels) * sum(weights), "Each pixel meets only the weight at its place."),
            (sum(pixels) + sum(weights), "Pixels are multiplied by weights, then added up."),
        ],
        patch=patch,
        kernel=kernel,
    )


@family
def pooled_window(rng: Random) -> Drill:
    """One number for each window."""
    values = rng.sample(range(10), 4)
    values[3] += -sum(values) % 4
    how = rng.choice(("max", "average"))
    largest, mean = max(values), sum(values) / 4
    right, other = (largest, mean) if how == "max" else (mean, largest)
    because = {
        "max": f"The largest of the four is {largest}.",
        "average": f"{' + '.join(map(str, values))} = {sum(values)}; a quarter is {said(mean)}.",
    }
    instead = {"max": "That is average pooling.", "average": "That is max pooling."}
    return ask_number(
        f"A window of 2 × 2 holds `[{values[:2]}, {values[2:]}]`. What does {how} pooling make of "
        "it?",
        right,
        because[how],
        [
            (other, instead[how]),
            (min(values), "That is the smallest: min pooling, which wipes out ink."),
            (sum(values), "That is the sum of the four."),
        ],
        values=values,
        how=how,
    )
