"""Empty cells: one of them is enough."""

from dataclasses import replace

import numpy as np
import pandas as pd

from course_utils.diagnosis import diagnose
from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of


def plant(sound, strength, rng):
    X = sound.X.copy()
    cells = {MILD: 1, CLEAR: 50, GROSS: 2_000}[strength]
    X.ravel()[rng.choice(X.size, cells, replace=False)] = np.nan
    return replace(sound, X=X)


TestPlanted = proofs_of("missing_values", plant, binary)


def test_the_column_is_named():
    X = pd.DataFrame({"age": [1.0, 2.0, np.inf], "height": [1.0, np.nan, np.nan]})
    (trouble,) = diagnose(X=X).findings
    assert "`age`" in trouble.evidence and "2 in `height`" in trouble.evidence
