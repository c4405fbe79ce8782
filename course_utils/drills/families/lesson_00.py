"""Arrays: shape, axis, `@`, broadcasting, masks, places."""

from random import Random

from course_utils.drills.drill import Drill, ask_choice, ask_number, listed, said
from course_utils.drills.registry import family


@family
def shape_of_product(rng: Random) -> Drill:
    """The inner sizes meet and are gone."""
    rows, inputs, units = rng.sample(range(2, 13), 3)
    return ask_choice(
        rng,
        f"`X` has the shape ({rows}, {inputs}), `W` the shape ({inputs}, {units}). "
        "What is the shape of `X @ W`?",
        f"({rows}, {units})",
        f"The two {inputs}s in the middle meet and are added up: what is left is the outer "
        f"{rows} and {units}.",
        [
            (f"({inputs}, {inputs})", "The sizes in the middle are the ones that disappear."),
            (f"({units}, {rows})", "The rows of `X` stay rows, so they come first."),
            (
                f"({rows}, {inputs}, {units})",
                "Along the size in the middle, products are added up, so it disappears.",
            ),
        ],
        rows=rows,
        inputs=inputs,
        units=units,
    )


@family
def shape_after_mean(rng: Random) -> Drill:
    """The axis that is named is the one that goes."""
    rows, columns = rng.sample(range(3, 40), 2)
    axis = rng.randrange(2)
    left, gone = (columns, rows) if axis == 0 else (rows, columns)
    return ask_choice(
        rng,
        f"`X` has the shape ({rows}, {columns}). What is the shape of `X.mean(axis={axis})`?",
        f"({left},)",
        f"`axis={axis}` is the axis of size {gone}. The mean runs along it, so it disappears.",
        [
            (f"({gone},)", f"That is the size of axis {axis}, the one that disappears."),
            ("()", "One number comes out only if no axis is named."),
            (f"({rows}, {columns})", "A mean makes one number out of many, so an axis disappears."),
        ],
        shape=(rows, columns),
        axis=axis,
    )


@family
def broadcast_shape(rng: Random) -> Drill:
    """A column and a row make a table, also where nobody meant it."""
    rows, columns = rng.sample(range(3, 30), 2)
    return ask_choice(
        rng,
        f"`a` has the shape ({rows}, 1), `b` the shape ({columns},). What is the shape of `a - b`?",
        f"({rows}, {columns})",
        f"`b` counts as one row, (1, {columns}). Each axis of size 1 is repeated to fit the other.",
        [
            (f"({rows}, 1)", "Not only `b` is repeated: both are."),
            ("An error", "Different shapes fit if one of the two sizes is 1."),
            (f"({rows + columns},)", "The arrays are not joined: numbers are subtracted in pairs."),
        ],
        a=(rows, 1),
        b=(columns,),
    )


@family
def mean_taken_away(rng: Random) -> Drill:
    """Means of columns fit below a table; means of rows do not, unless they stay a column."""
    rows, columns = rng.sample(range(4, 60), 2)
    reasons = {
        "axis=0": (
            "Each column gets the mean 0",
            f"`axis=0` gives the means of the {columns} columns, and ({columns},) fits below "
            f"({rows}, {columns}) from the right.",
        ),
        "axis=1": (
            "An error",
            f"`axis=1` gives the means of the {rows} rows. From the right, {rows} is compared "
            f"with {columns}, and neither is 1.",
        ),
        "axis=1, keepdims=True": (
            "Each row gets the mean 0",
            f"`axis=1, keepdims=True` keeps the means of the rows a column, ({rows}, 1), and a "
            "column is repeated.",
        ),
    }
    call = rng.choice(list(reasons))
    right, because = reasons.pop(call)
    return ask_choice(
        rng,
        f"`X` has the shape ({rows}, {columns}). What does `X - X.mean({call})` do?",
        right,
        because,
        [(text, f"That is `X - X.mean({other})`.") for other, (text, _) in reasons.items()],
        shape=(rows, columns),
        call=call,
    )


@family
def mask_count(rng: Random) -> Drill:
    """A mask is summed: each True is a 1."""
    values = [rng.randint(1, 9) for _ in range(7)]
    line = rng.choice(values)
    above = [v for v in values if v > line]
    return ask_number(
        f"`a = np.array({listed(values)})`. What is `(a > {line}).sum()`?",
        len(above),
        f"The mask has True where the number is above {line}, and True counts as 1. "
        f"Above it are {len(above)} of the {len(values)}.",
        [
            (sum(above), f"That is the sum of those numbers, `a[a > {line}].sum()`."),
            (
                sum(v >= line for v in values),
                f"`>` leaves out what is equal: {line} is not above {line}.",
            ),
            (len(values), "The mask is that long, but only its True values count."),
        ],
        values=values,
        line=line,
    )


@family
def masked_mean(rng: Random) -> Drill:
    """Only what the mask lets through counts, in the sum and in the number of them."""
    low = [rng.randint(1, 4) for _ in range(rng.randint(2, 3))]
    middle, step = rng.randint(12, 30), rng.randint(1, 5)
    high = [middle - step, middle, middle + step]
    values = rng.sample(low + high, len(low + high))
    return ask_number(
        f"`a = np.array({listed(values)})`. What is `a[a > 5].mean()`?",
        middle,
        f"The mask lets {', '.join(map(str, sorted(high)))} through: {sum(high)} / 3 = {middle}.",
        [
            (
                sum(high) / len(values),
                "Numbers that are left out do not count in the division either.",
            ),
            (sum(high), "That is the sum. The mean is a third of it."),
            (sum(values) / len(values), "That is the mean of all numbers: the mask was not used."),
        ],
        values=values,
    )


@family
def element_of_table(rng: Random) -> Drill:
    """Row first, then column, both counted from 0."""
    rows = [[rng.randint(0, 9) for _ in range(3)] for _ in range(3)]
    row, column = rng.choice([(1, 2), (2, 1)])
    code = str(rows)
    return ask_number(
        f"`A = np.array({code})`. What is `A[{row}, {column}]`?",
        rows[row][column],
        f"Row {row} counted from 0 is `{rows[row]}`, and its element {column} is "
        f"{rows[row][column]}.",
        [
            (rows[row - 1][column - 1], "Python counts from 0, not from 1."),
            (rows[column][row], "The row comes first, then the column."),
        ],
        rows=rows,
        place=(row, column),
    )


@family
def flattened_images(rng: Random) -> Drill:
    """What -1 stands for."""
    images, side, channels = rng.choice((20, 50, 100)), rng.choice((5, 8, 10)), rng.choice((1, 3))
    shape = (images, side, side) if channels == 1 else (images, side, side, channels)
    size = side * side * channels
    wrong = [
        (images * size, f"That is how many numbers there are in all; the {images} images stay."),
        (side, "All sizes after the first are multiplied."),
        (-1, "−1 stands for the size that is left over: NumPy computes it."),
    ]
    if channels > 1:
        wrong.append((side * side, f"The {channels} channels are numbers of an image, too."))
    return ask_number(
        f"`X` has the shape {shape}. What is the second size of `X.reshape({images}, -1)`?",
        size,
        f"Each image has {' · '.join(map(str, shape[1:]))} = {size} numbers.",
        wrong,
        shape=shape,
    )


@family
def product_of_two_lists(rng: Random) -> Drill:
    """The sum of products is what a neuron begins with."""
    a, b = ([rng.randint(1, 5) for _ in range(3)] for _ in range(2))
    products = [x * y for x, y in zip(a, b, strict=True)]
    return ask_number(
        f"`a = np.array({listed(a)})` and `b = np.array({listed(b)})`. What is `a @ b`?",
        sum(products),
        f"Multiply each number by its partner, then add up: {' + '.join(map(str, products))} = "
        f"{said(sum(products))}.",
        [
            (sum(a) * sum(b), "Each number meets only its partner, not all of the other list."),
            (sum(a) + sum(b), "The partners are multiplied before the sum."),
            (products[0], "All three products count, not only the first."),
        ],
        a=a,
        b=b,
    )
