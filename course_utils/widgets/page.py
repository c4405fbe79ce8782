"""What the page of an explorer is told: its parts, its texts and where its numbers are."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from course_utils.errors import CourseError
from course_utils.widgets.promised import live_code
from course_utils.widgets.spec import Setting, Spec
from course_utils.widgets.token import token_words
from course_utils.widgets.transport import pack
from course_utils.widgets.words import setting_texts

PARTS = ("prediction", "goal", "pin", "code", "table", "spread", "heatmap", "token")


def page_data(
    spec: Spec, at: Mapping[str, int], show: Sequence[str] | None = None, opened: bool = False
) -> tuple[dict[str, Any], bytes]:
    """Describe a spec for the page.

    Parameters
    ----------
    at
        Place of each setting's value when the page opens.
    show
        Names of the settings and parts that have a control; all if left out.
    opened
        Whether the results are shown without a prediction.

    Returns
    -------
    data : dict
        Ready for JSON.
    numbers : bytes
        All measures; `data["measures"]` says which is where.

    Raises
    ------
    CourseError
        When `show` names something this explorer does not have.
    """
    shown = shown_controls(spec, show)
    panels = shown_panels(spec, shown)
    header, numbers = pack(spec.name, spec.measures)
    data = {
        "name": spec.name,
        "title": spec.title,
        "settings": _settings(spec.settings),
        "measures": header,
        "panels": [asdict(panel) for panel in panels],
        "sentence": [asdict(phrase) for phrase in spec.sentence],
        "prediction": _prediction(spec),
        "goal": asdict(spec.goal),
        "code": spec.code,
        "code_name": spec.code_name,
        "live_code": live_code(spec.code) if spec.history else "",
        "spread_over": spec.spread_over,
        "spread_edges": spec.spread_edges,
        "origin": spec.trained,
        "not_finite": spec.not_finite,
        "own": spec.train_own is not None,
        "readouts": [asdict(readout) for readout in spec.readouts],
        "at": dict(at),
        "show": shown,
        "opened": opened or "prediction" not in shown,
    }
    return data, numbers


def _prediction(spec):
    """The prediction with places in place of values."""
    claims = [
        [asdict(claim) | {"at": spec.places(claim.at)} for claim in choice]
        for choice in spec.prediction.claims
    ]
    return asdict(spec.prediction) | {"at": spec.asked, "claims": claims}


def shown_panels(spec: Spec, shown: Sequence[str]) -> list[Any]:
    """Return the panels that go with the controls shown.

    A heat map is a control itself. Curves against a setting that has no control are left out.
    """
    return [
        panel
        for panel in spec.panels
        if (panel.kind != "heatmap" or "heatmap" in shown)
        and (panel.kind != "curves" or panel.x in shown)
    ]


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


def code_texts(setting: Setting) -> tuple[str, ...]:
    """Return how each value of a setting is written in the Keras code."""
    return tuple(setting.code) or tuple(repr(_plain(value)) for value in setting.values)


def parts_of(spec: Spec) -> list[str]:
    """List the parts of the page that `show` may name for a spec, besides its settings."""
    series = [line for panel in spec.panels for line in getattr(panel, "series", ())]
    has = {
        "heatmap": any(panel.kind == "heatmap" for panel in spec.panels),
        "spread": any(line.band for line in series),
    }
    return [part for part in PARTS if has.get(part, True)]


def shown_controls(spec: Spec, show: Sequence[str] | None) -> list[str]:
    """Return the names of the settings and parts to show, after a look at each.

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
