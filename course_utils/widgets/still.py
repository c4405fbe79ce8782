"""A still picture of an explorer, for where no page can run: a printout, an e-mail, a diff."""

import json
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import numpy as np

from course_utils.storage import cached_arrays
from course_utils.widgets.spec import Spec


def still_html(spec: Spec, data: Mapping[str, Any], numbers: bytes) -> str:
    """Return small multiples of a spec as one HTML image with its alt text.

    The picture is drawn once and kept on disk: later it takes no matplotlib and no time.

    Parameters
    ----------
    data
        As from `page_data`; `data["at"]` says at which place each setting is.
    numbers
        All measures: with `data`, everything the picture depends on.
    """
    drawing = files("course_utils.widgets") / "small_multiples.py"
    key = [
        drawing.read_text("utf-8"),
        version("matplotlib"),
        json.dumps({k: v for k, v in data.items() if k != "key"}),
        numbers,
    ]
    return cached_arrays(key, lambda: _drawn(spec, data["at"]))["html"].tobytes().decode()


def _drawn(spec, at):
    from course_utils.plotting import show_figure
    from course_utils.widgets.small_multiples import draw_small_multiples

    alt = spec.alt or f"{spec.title}: the same picture at three settings, side by side."
    html = show_figure(draw_small_multiples(spec, at), alt=alt)._repr_html_()
    return {"html": np.frombuffer(html.encode(), np.uint8)}
