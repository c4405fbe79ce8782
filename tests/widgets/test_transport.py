"""All measures as bytes: what comes out is what went in, as far as an eye can tell."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.widgets.spec import Measure
from course_utils.widgets.transport import MOST_BYTES, compact, pack

rng = np.random.default_rng(0)


def unpacked(header, content, sizes):
    """Read the bytes as the page does."""
    found = {}
    for entry in header:
        shape = [sizes[axis] for axis in entry["axes"]] + entry["shape"]
        count = int(np.prod(shape))
        values = np.frombuffer(content, np.dtype(entry["type"]), count, entry["offset"])
        found[entry["name"]] = values.reshape(shape)
    return found


def test_every_measure_is_found_again():
    measures = {
        "odd": Measure(("rate",), np.array([1.0, 0, 1])),
        "line": Measure(("rate",), rng.normal(size=(3, 7))),
        "loss": Measure(("rate",), np.array([0.123456, np.inf, np.nan])),
        "table": Measure((), rng.normal(size=(2, 5)) * 1e9),
    }
    header, content = pack("bends", measures)
    found = unpacked(header, content, {"rate": 3})
    assert [entry["type"] for entry in header] == ["uint8", "float16", "float32", "float32"]
    assert all(entry["offset"] % 4 == 0 for entry in header)
    for name, measure in measures.items():
        np.testing.assert_allclose(found[name], measure.values, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize(
    ("values", "form"),
    [
        ([[0, 255]], "uint8"),
        ([[0, 256]], "float16"),
        ([[0.5, -3]], "float16"),
        ([[0.5, np.inf, -np.inf, np.nan]], "float16"),
        ([[1e5, 1]], "float32"),
        ([[1e-7, 1]], "float16"),
        ([[1e-7, 1e-4]], "float32"),
        ([[1e30, np.nan]], "float32"),
    ],
)
def test_lines_take_half_the_room_where_nobody_sees_it(values, form):
    assert compact(Measure((), np.array(values))).dtype == form


def test_numbers_that_are_read_out_keep_their_digits():
    loss = np.array([0.12345678, 3.3])
    assert compact(Measure(("rate",), loss)).dtype == "float32"
    assert compact(Measure(("rate",), loss.astype(np.float16))).dtype == "float16"


def test_too_much_names_the_largest():
    measures = {
        "small": Measure((), np.ones(4)),
        "waste": Measure((), rng.normal(size=MOST_BYTES)),
        "large": Measure((), 1e9 * rng.normal(size=MOST_BYTES // 5)),
    }
    with pytest.raises(CourseError) as error:
        pack("bends", measures)
    told = str(error.value)
    assert "explorer bends: expected at most 1,000 KB of measures, found 2,8" in told
    assert "The largest: waste 2,000 KB, large 800 KB, small 0 KB." in told
