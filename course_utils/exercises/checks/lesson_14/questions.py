"""Checks of lesson 14: windows, pooling, and networks that read digits."""

from collections.abc import Sequence

import numpy as np

from course_utils.exercises.checks.lesson_14.digit_readers import (
    IMAGE,
    NOT_THE_LOSS,
    expect_images,
    expect_reads,
    expect_recipe,
    expect_repaired,
    expect_scanned,
    expect_ten,
)
from course_utils.exercises.checks.lesson_14.flips import CHOICES, MOTIFS
from course_utils.exercises.checks.lesson_14.windows import (
    NOT_A_CONVOLUTION,
    NOT_POOLED,
    NOT_THE_SIZE,
    convolution_of,
    pooled_of,
    size_of,
)
from course_utils.exercises.expect import (
    Instead,
    expect_built,
    expect_choice,
    expect_compiled,
    expect_finite_weights,
    expect_function,
    expect_goal,
    expect_input_shape,
    expect_number,
    need,
    one_number,
    part,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Finding, Looks


@question("14.1", points=3, weight=2)
def check_convolve(convolve: FunctionRecord) -> Looks:
    """Expect the sum of products wherever the kernel fits."""
    rng = np.random.default_rng()
    shapes = [((4, 4), (2, 2)), ((5, 7), (3, 3)), ((6, 4), (2, 3)), ((3, 3), (3, 3))]
    cases = [tuple(rng.normal(size=shape) for shape in pair) for pair in shapes]
    step = "At each place: `np.sum(image[i : i + height, j : j + width] * kernel)`."
    yield from expect_function(convolve, convolution_of, cases, step, NOT_A_CONVOLUTION)


@question("14.2", points=2, weight=2)
def check_output_size(output_size: FunctionRecord) -> Looks:
    """Expect (n + 2p - k) // s + 1."""
    cases = [(8, 3, 2, 0), (8, 3, 1, 1), (28, 5, 1, 0), (3, 3, 1, 0), (224, 7, 2, 3), (11, 3, 4, 1)]
    step = (
        "The last place begins at n + 2p − k. Let the function count every s-th place up to there, "
        "the first included: + 1."
    )
    yield from expect_function(output_size, size_of, cases, step, NOT_THE_SIZE, same=one_number)


@question("14.3", points=2, weight=2)
def check_parameters(first: NumberRecord, second: NumberRecord) -> Looks:
    """Expect 80 and 1,168."""
    yield expect_number(
        first,
        80,
        "`first`",
        "8 filters; each has a weight for every pixel under its window, and a bias.",
        [
            Instead(72, "bias-forgotten", "Right but for the biases: each of the 8 filters has "
                    "one."),
            Instead(73, "one-bias-for-all", "One bias for all? Each of the 8 filters has its own."),
            Instead(10, "one-filter", "So many has one filter. There are 8."),
            Instead(8 * 64 * 9, "weights-for-each-place", "The window has the same weights "
                    "everywhere: how many places there are does not matter."),
            Instead(8 * 64 * 10, "weights-for-each-place", "The window has the same weights "
                    "everywhere: how many places there are does not matter."),
            Instead(8 * 65, "dense-layer", "That is a dense layer on 64 pixels. A window sees "
                    "nine."),
            Instead(8 * 4, "side-for-area", "A window of side 3 has 3 · 3 weights."),
        ],
        expected="what 8 filters of 3 × 3 with a bias learn",
    )  # fmt: skip
    yield expect_number(
        second,
        1168,
        "`second`",
        "Each of the 16 filters looks through all 8 maps: 3 · 3 · 8 weights, and one bias.",
        [
            Instead(1152, "bias-forgotten", "Right but for the biases: each of the 16 filters has "
                    "one."),
            Instead(160, "depth-forgotten", "So it would be on a single map. There are 8, and a "
                    "window looks through all of them: 3 · 3 · 8 weights."),
            Instead(1280, "bias-for-each-map", "A filter adds up what it finds in the 8 maps, and "
                    "has one bias for all of them."),
            Instead(73, "one-filter", "So many has one filter. There are 16."),
            Instead(1248, "both-layers", "That is both layers together. Here the second alone."),
        ],
        expected="what 16 filters on 8 maps learn",
    )  # fmt: skip


@question("14.4", points=2, weight=2)
def check_pool(pool: FunctionRecord) -> Looks:
    """Expect one number for each block of 2 by 2, by both means."""
    rng = np.random.default_rng()
    shapes = [(2, 2), (4, 4), (4, 6), (8, 2)]
    cases: Sequence[tuple] = [
        (rng.normal(size=shape), how) for shape in shapes for how in ("max", "mean")
    ]
    step = "Blocks side by side: rows 0 and 1, then 2 and 3. One number of each, as `how` says."
    yield from expect_function(pool, pooled_of, cases, step, NOT_POOLED)


@question("14.5", points=3, weight=11)
def check_recipe(model: ModelRecord, X_valid: ArrayRecord, y_valid: ArrayRecord) -> Looks:
    """Expect convolve, pool, convolve, pool, one row, and a softmax that reads digits."""
    yield need(expect_images(X_valid, y_valid))
    yield need(expect_built(model))
    yield need(expect_input_shape(model, IMAGE, "height, width and channel", rows=800))
    yield from expect_recipe(model)
    yield expect_ten(model)
    fitting = part("sparse_categorical_crossentropy", "categorical_crossentropy")
    yield from expect_compiled(model, loss=fitting, instead=NOT_THE_LOSS)
    yield need(expect_finite_weights(model))
    yield expect_reads(model, X_valid, y_valid)


@question("14.6", points=2, weight=3)
def check_repaired(
    repaired: ModelRecord, hers: ModelRecord, raw: ArrayRecord, y_valid: ArrayRecord
) -> Looks:
    """Expect a model that turns paper to 0 and ink to 1, and then does what hers does."""
    yield need(expect_scanned(hers, raw, y_valid))
    yield need(expect_built(repaired))
    yield expect_repaired(repaired, hers, raw)


@question("14.7", points=2, weight=4)
def check_flips(digit: TextRecord, letter: TextRecord, car: TextRecord, cell: TextRecord) -> Looks:
    """Expect for each kind of image the flips that leave its label true."""
    given = {"digit": digit, "letter": letter, "car": car, "cell": cell}
    for name, choice in given.items():
        yield _expect_flip(name, choice)


def _expect_flip(name: str, choice: TextRecord) -> Finding:
    motif = MOTIFS[name]
    said = choice.value.strip().casefold()
    step = motif.why_not.get(said, "Would you still give the flipped image this label?")
    return expect_choice(choice, motif.right, CHOICES, f"`{name}`", step, mistake="flipped-wrongly")


@question("14.8")
def check_field(field: NumberRecord) -> Looks:
    """Expect 8 pixels: 3 pooled numbers, 6 of the first map, 8 of the image."""
    instead = [
        Instead(5, "pooling-forgotten", "So it is without the pooling. Each number of the pooled "
                "map was made of 2 side by side."),
        Instead(6, "first-window-forgotten", "So many numbers of the *first map*. Each of them "
                "sees 3 pixels, the next one a pixel further."),
        Instead(9, "windows-side-by-side", "Three times three: but windows overlap. The next one "
                "begins a single pixel further."),
        Instead(18, "windows-side-by-side", "Six windows of 3 side by side would be 18. They "
                "overlap: the next one begins a single pixel further."),
        Instead(7, "one-pixel-short", "Nearly. 3 pooled numbers are 6 of the first map; six "
                "windows of 3 in a row see 6 + 2 pixels."),
        Instead(10, "pooling-first", "You pooled last, or once too often. Go backwards: 3 of the "
                "pooled map, 6 of the first map, then the pixels."),
        Instead(12, "everything-doubled", "The pooling doubles the 3 pooled numbers, not the "
                "whole. Six windows of 3 that overlap see 6 + 2 pixels."),
        Instead(64, "area-for-side", "That is the area. The question is along one side."),
        Instead(3, "last-window-only", "So many numbers of the *pooled map*. Go on backwards."),
    ]  # fmt: skip
    step = "Go backwards: under the last window, then in the first map, then in the image."
    said = "how many pixels along one side"
    yield expect_number(field, 8, "`field`", step, instead, 1e-3, expected=said)


@question("14.9")
def check_sees_all(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect settings for which one number sees the whole image with 18 weights."""
    yield expect_goal(explorer, token, "convolution")
