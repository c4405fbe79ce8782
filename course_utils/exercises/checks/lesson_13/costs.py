"""What searches and networks cost: fits of a grid, rounds of thirds, products of layers."""

from collections.abc import Sequence

from course_utils.exercises.expect import Instead

NOT_FITS = [
    Instead(72, "seeds-forgotten", "These are the combinations. Each of them is trained from 5 "
            "seeds."),
    Instead(13, "added-for-multiplied", "4 + 3 + 6 is one knob after the other. A grid has all "
            "combinations: multiply."),
    Instead(65, "added-for-multiplied", "(4 + 3 + 6) · 5: the values are added up. A grid has all "
            "combinations of them: multiply."),
    Instead(18, "added-for-multiplied", "All four numbers are added up. Multiply them."),
    Instead(77, "seeds-added", "Each of the 72 combinations is trained five times: multiply by "
            "the seeds, do not add them."),
    Instead(60, "knob-forgotten", "The strengths of L2 are missing: 4 · 3 · 6 combinations."),
]  # fmt: skip

NOT_TRAINED = [
    Instead(121, "winner-trained-once-more", "The round with 3 tries is the last one: nothing is "
            "trained after it."),
    Instead(117, "last-round-forgotten", "The last round has 3 tries. They are trained, too."),
    Instead(81, "first-round-alone", "That is the first round. Those that go on are trained anew."),
    Instead(4, "rounds-for-trainings", "That is how many rounds there are."),
    Instead(324, "nobody-leaves", "In each round only a third goes on."),
    Instead(153, "halves-for-thirds", "A *third* goes on: 81, 27, 9, 3."),
]  # fmt: skip

NOT_EPOCHS = [
    Instead(162, "first-round-alone", "That is the first round alone. Each of the four costs as "
            "much."),
    Instead(4374, "all-for-the-longest", "So it would be if all 81 were trained for 54 epochs. "
            "Most of them leave early."),
    Instead(240, "epochs-do-not-grow", "The epochs grow: 2, 6, 18, 54."),
    Instead(80, "one-try-alone", "That is what one try costs that stays to the end."),
    Instead(486, "last-round-forgotten", "The last round is missing: 3 tries of 54 epochs."),
    Instead(810, "winner-trained-once-more", "The round with 3 tries is the last one."),
    Instead(6480, "all-for-the-longest", "So it would be if all trainings took 54 epochs. Only "
            "the last three do."),
    Instead(9600, "sums-multiplied", "You multiplied the sum of the tries by that of the epochs. "
            "Multiply in each round, and add up then."),
]  # fmt: skip

SIZES = [([6, 32, 1],), ([9, 64, 64, 1],), ([64, 10],), ([8, 5, 4, 3, 2],)]


def products_of(sizes: Sequence[int]) -> int:
    """Return the multiplications for one row, one for each weight of a kernel."""
    return sum(before * after for before, after in zip(sizes[:-1], sizes[1:], strict=True))


def _product(sizes):
    result = 1
    for size in sizes:
        result *= size
    return result


NOT_MULTIPLICATIONS = [
    Instead(
        lambda sizes: products_of(sizes) + sum(sizes[1:]),
        "biases-counted",
        "These are all parameters. A bias is only added: count the weights of the kernels.",
    ),
    Instead(
        _product,
        "all-sizes-multiplied",
        "All sizes are multiplied with each other. Only neighbours are connected: multiply each "
        "size by the next one, and *add* the products.",
    ),
    Instead(
        lambda sizes: products_of(sizes[1:]),
        "inputs-left-out",
        "The first kernel is missing: from the inputs to the first layer.",
    ),
    Instead(
        lambda sizes: products_of(sizes[:-1]),
        "outputs-left-out",
        "The last kernel is missing: from the last hidden layer to the outputs.",
    ),
    Instead(
        lambda sizes: sum(sizes),
        "units-for-weights",
        "These are the units. Each unit has a weight for each number that comes in.",
    ),
    Instead(
        lambda sizes: sum(size**2 for size in sizes),
        "squared-sizes",
        "Each size times *the next one*, not times itself.",
    ),
]
