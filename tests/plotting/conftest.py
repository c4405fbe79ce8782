"""Every plot test also proves that the learner's own matplotlib settings stay as they were."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def nothing_leaks():
    """Give each test settings of a learner, and look at them again afterwards."""
    with mpl.rc_context({"font.size": 7, "axes.grid": False, "figure.dpi": 55}):
        before = dict(mpl.rcParams)
        yield
        assert dict(mpl.rcParams) == before
        assert plt.get_fignums() == []
