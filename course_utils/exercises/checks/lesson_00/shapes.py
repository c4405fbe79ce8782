"""Shapes of parts of an array, right and mixed up."""

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect import expect
from course_utils.exercises.records import ArrayRecord, NumberRecord, SequenceRecord
from course_utils.exercises.verdicts import Finding

Shape = SequenceRecord | ArrayRecord | NumberRecord

_NUMBER_TAKES_AWAY = (
    "A number in the brackets picks one place along its axis, so the axis disappears."
)
_SLICE_KEEPS = "A slice keeps its axis, even if it is only one place long."

# Of each answer: the expression, its shape, and what other shapes give away (mistake, sentence).
PARTS: dict[str, tuple[str, tuple[int, ...], dict[tuple, tuple[str, str]]]] = {
    "row": (
        "X[0]",
        (3,),
        {
            (1, 3): ("axis-kept", f"That is `X[:1]`. {_NUMBER_TAKES_AWAY}"),
            (65,): (
                "rows-for-columns",
                "That is a column. The first number belongs to axis 0, the rows: `X[0]` is "
                "one cereal.",
            ),
            (65, 3): ("whole-table", "That is all of `X`. `X[0]` is one cereal of it."),
        },
    ),
    "column": (
        "X[:, 0]",
        (65,),
        {
            (65, 1): ("axis-kept", f"That is `X[:, :1]`. {_NUMBER_TAKES_AWAY}"),
            (1, 65): (
                "axis-kept",
                f"NumPy does not turn a column into a row. {_NUMBER_TAKES_AWAY}",
            ),
            (3,): (
                "rows-for-columns",
                "That is a row. The `:` before the comma takes all 65 rows, the 0 after it "
                "one column.",
            ),
            (65, 3): ("whole-table", "That is all of `X`. `X[:, 0]` is one column of it."),
        },
    ),
    "kept": (
        "X[:, :1]",
        (65, 1),
        {
            (65,): ("axis-lost", f"That is `X[:, 0]`. {_SLICE_KEEPS}"),
            (1, 3): (
                "rows-for-columns",
                "That is `X[:1]`. Here `:1` is after the comma: it belongs to the columns.",
            ),
            (65, 2): (
                "slice-with-its-end",
                "A slice ends *before* its last number: `:1` is place 0 alone.",
            ),
            (1, 65): ("rows-columns-swapped", "Rows come first: 65 of them, then the columns."),
        },
    ),
    "five": (
        "X[:5]",
        (5, 3),
        {
            (3, 5): ("rows-columns-swapped", "Rows come first, then the columns."),
            (65, 5): (
                "rows-for-columns",
                "That would be five columns. What is first in the brackets belongs to the rows.",
            ),
            (6, 3): (
                "slice-with-its-end",
                "A slice ends *before* its last number: `:5` is 0 to 4.",
            ),
            (5,): (
                "axis-lost",
                "The number of rows is right, but each row still has its columns.",
            ),
            (60, 3): ("rest-for-slice", "That is `X[5:]`, what is left after five rows."),
        },
    ),
}


def expect_shape(name: str, record: Shape) -> Finding:
    """Expect the shape of one of the parts, as a tuple, a list or an array."""
    code, right, known = PARTS[name]
    numbers = _numbers(as_array(record))
    is_number = isinstance(record, NumberRecord)
    mistake, says = known.get(numbers, ("", "Which axes are left, and how long is each?"))
    if is_number:
        mistake = "number-for-a-shape"
        says = "A shape is a tuple, even with a single length. Then it has a comma: `(7,)`."
    elif numbers != right and len(numbers) > 2:
        mistake = "numbers-for-a-shape"
        says = f"These are numbers of the array. Its shape is in `{code}.shape`."
    return expect(
        not is_number and numbers == right,
        where=f"`{name}`",
        expected=f"the shape of `{code}`, for `X` of shape (65, 3)",
        found=f"`{numbers}`" if 0 < len(numbers) < 5 and not is_number else record.describe(),
        next_step=says,
        mistake=mistake,
    )


def _numbers(array):
    """The numbers of a flat array, whole ones as such; nothing for a table or for what is none."""
    if array is None or array.values.ndim > 1 or array.values.dtype.kind not in "iuf":
        return ()
    return tuple(int(n) if n == n // 1 else n for n in array.values.ravel().tolist())
