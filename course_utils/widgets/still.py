"""A still picture of an explorer, for where no page can run: a printout, an e-mail, a diff."""

import json
from importlib.metadata import version
from importlib.resources import files

import numpy as np

from course_utils.training import cached_arrays


def still_html(spec, data, numbers):
    """Return small multiples of a spec as one HTML image with its alt text.

    The picture is drawn once and kept on disk: later it takes no matplotlib and no time.

    Parameters
    ----------
    spec : Spec
    data : dict
        As from `page_data`; `data["at"]` says where the settings stand.
    numbers : bytes
        All measures: with `data`, everything the picture depends on.

    Returns
    -------
    str
    """
    drawing = files("course_utils.widgets") / "small_multiples.py"
    key = [drawing.read_text("utf-8"), version("matplotlib"), json.dumps(data), numbers]
    return cached_arrays(key, lambda: _drawn(spec, data["at"]))["html"].tobytes().decode()


def _drawn(spec, at):
    from course_utils.plotting import show_figure
    from course_utils.widgets.small_multiples import draw_small_multiples

    alt = spec.alt or f"{spec.title}: the same picture at three settings, side by side."
    html = show_figure(draw_small_multiples(spec, at), alt=alt)._repr_html_()
    return {"html": np.frombuffer(html.encode(), np.uint8)}
