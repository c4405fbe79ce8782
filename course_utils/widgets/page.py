"""The page of an explorer: its script, its style, and the plain data it draws from.

The script is written in several files, each one idea, and joined here in a fixed order into one
ES module without imports, so that no bundler and no network is needed.
"""

from dataclasses import asdict
from functools import cache
from importlib.resources import files

from course_utils.errors import CourseError
from course_utils.widgets.token import token_words
from course_utils.widgets.transport import pack
from course_utils.widgets.words import setting_texts

# Each file uses only what stands before it, so the order is the outline of the page.
SCRIPTS = (
    "dom",
    "measures",
    "words",
    "tokens",
    "scales",
    "marks",
    "frame",
    "lines",
    "curves",
    "fit",
    "histogram",
    "heatmap",
    "matrix",
    "controls",
    "player",
    "drawing",
    "prediction",
    "goal",
    "compare",
    "code",
    "table",
    "share",
    "explorer",
)
STYLES = ("theme", "layout", "panels", "parts")

PARTS = ("prediction", "goal", "pin", "code", "table", "spread", "heatmap", "token")


@cache
def script():
    """Return the whole page script, one ES module with `export default { render }`.

    Returns
    -------
    str
    """
    return _joined(SCRIPTS, "js")


@cache
def style():
    """Return the whole style sheet.

    Returns
    -------
    str
    """
    return _joined(STYLES, "css")


def _joined(names, ending):
    folder = files("course_utils.widgets") / "static"
    return "\n".join((folder / f"{name}.{ending}").read_text(encoding="utf-8") for name in names)


def page_data(spec, at, show=None, opened=False):
    """Describe a spec for the page.

    Parameters
    ----------
    spec : Spec
    at : mapping of str to int
        Place of each setting's value when the page opens.
    show : sequence of str, optional
        Names of the settings and parts that have a control; all if left out.
    opened : bool
        Whether the results are shown without a prediction.

    Returns
    -------
    data : dict
        Ready for JSON.
    numbers : bytes
        All measures; `data["measures"]` says which stand where.

    Raises
    ------
    CourseError
        When `show` names something this explorer does not have.
    """
    shown = shown_controls(spec, show)
    header, numbers = pack(spec.name, spec.measures)
    data = {
        "name": spec.name,
        "title": spec.title,
        "settings": _settings(spec.settings),
        "measures": header,
        "panels": [asdict(panel) for panel in spec.panels],
        "sentence": [asdict(phrase) for phrase in spec.sentence],
        "prediction": asdict(spec.prediction),
        "goal": asdict(spec.goal),
        "code": spec.code,
        "readouts": [asdict(readout) for readout in spec.readouts],
        "at": dict(at),
        "show": shown,
        "opened": opened or "prediction" not in shown,
    }
    return data, numbers


def _settings(settings):
    words = token_words(settings)
    return [
        {
            "name": setting.name,
            "label": setting.label,
            "kind": setting.kind,
            "values": [_plain(value) for value in setting.values],
            "texts": list(setting_texts(setting)),
            "words": list(words[setting.name]),
            "code": list(code_texts(setting)),
        }
        for setting in settings
    ]


def _plain(value):
    """A NumPy number as Python's own: JSON knows no other."""
    return value.item() if hasattr(value, "item") else value


def code_texts(setting):
    """Return what stands in the Keras code for each value of a setting.

    Parameters
    ----------
    setting : Setting

    Returns
    -------
    tuple of str
    """
    return tuple(setting.code) or tuple(repr(_plain(value)) for value in setting.values)


def parts_of(spec):
    """List the parts of the page that `show` may name for a spec, besides its settings.

    Parameters
    ----------
    spec : Spec

    Returns
    -------
    list of str
    """
    series = [line for panel in spec.panels for line in getattr(panel, "series", ())]
    has = {
        "heatmap": any(panel.kind == "heatmap" for panel in spec.panels),
        "spread": any(line.band for line in series),
    }
    return [part for part in PARTS if has.get(part, True)]


def shown_controls(spec, show):
    """Return the names of the settings and parts to show, after a look at each.

    Parameters
    ----------
    spec : Spec
    show : sequence of str or None

    Returns
    -------
    list of str

    Raises
    ------
    CourseError
        When a name is none of this explorer's; the sentence lists them.
    """
    known = [setting.name for setting in spec.settings] + parts_of(spec)
    wanted = known if show is None else [show] if isinstance(show, str) else list(show)
    for name in wanted:
        if name not in known:
            raise CourseError(
                f"explorer {spec.name}: there is no {name!r} to show. Expected some of: "
                f"{', '.join(known)}."
            )
    return wanted
