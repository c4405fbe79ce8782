"""The model was told another shape than the rows have."""

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model", "X")
FINE = "The rows have the shape that the model was told."


def examine(patient: Patient) -> Trouble | None:
    """Compare the model's input shape with that of one row."""
    if len(patient.record.input_shapes) != 1 or len(patient.train.inputs) != 1:
        return None
    told, row = patient.record.input_shapes[0], patient.train.inputs[0].shape[1:]
    n = patient.train.n
    same = len(told) == len(row) and all(t in (None, r) for t, r in zip(told, row, strict=True))
    if same or (row == () and told == (1,)) or patient.predictions is not None:
        return None
    return Trouble(
        "input_shape",
        "The model expects rows of another shape",
        f"It was told {_shape(told)}; one row of the inputs has the shape {_shape(row)}.",
        _advice(told, row, n),
        0.98,
        lesson=14 if len(row) > 1 else 1,
    )


def _advice(told, row, n):
    if n in told:
        return f"{n} is the number of rows. The shape describes one row, never how many there are."
    if len(told) == len(row) == 1 and told[0] == row[0] + 1:
        return "Is the target counted among the inputs? Count the columns that go in."
    if len(told) == len(row) + 1 and told[-1] in (1, 3):
        return "The last axis is for the channels: `images[..., None]` adds one."
    return f"Write `keras.Input({_shape(row)})`, or give the rows the shape that you meant."


def _shape(shape):
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
