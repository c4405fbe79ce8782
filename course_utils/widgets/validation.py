"""What does not fit together in a spec: the page could only fail without saying why."""

from string import Template

import numpy as np

from course_utils.errors import CourseError
from course_utils.widgets.promised import live_code
from course_utils.widgets.spec import Spec
from course_utils.widgets.words import names_in

_SETTING_KEYS = ("x", "rows", "columns", "marker")
_PAIR_KEYS = ("points", "contours", "marks")
_MEASURE_KEYS = (
    "measure",
    "floor",
    "line_x",
    "classes",
    "parts",
    "probability",
    "told",
)


def validate(spec: Spec) -> None:
    """Raise a CourseError for the first thing in a spec that does not fit.

    Raises
    ------
    CourseError
        For a measure whose shape does not follow its settings; a panel, sentence, goal, readout
        or prediction that names what is not there; a start, text or code without its value; a
        prediction that is not either choices or a drawing, whose outcome is none of the choices,
        or that names no panel; a band, a mask or parts without the words that the page needs; a
        history without a `fit` in the code.
    """
    for problem in _problems(spec):
        raise CourseError(f"explorer {spec.name}, {problem}")


def _problems(spec):
    for setting in spec.settings:
        yield from _setting_problems(setting)
    yield from _shape_problems(spec)
    for where, name in _measures_named(spec):
        if name not in spec.measures:
            yield f"{where}: there is no measure {name!r}. Expected one of: {_list(spec.measures)}."
    yield from _word_problems(spec)
    yield from _template_problems(spec)
    yield from _prediction_problems(spec)
    if spec.history and not live_code(spec.code):
        yield "the code: a history needs the line `history = model.fit(..., verbose=0)`."


def _setting_problems(setting):
    count = len(setting.values)
    if not 0 <= setting.start < count:
        yield f"setting {setting.name}: expected a start below {count}, found {setting.start}."
    for what in ("texts", "code"):
        given = len(getattr(setting, what))
        if given not in (0, count):
            yield f"setting {setting.name}: expected {count} {what}, one a value, found {given}."


def _shape_problems(spec):
    sizes = {setting.name: len(setting.values) for setting in spec.settings}
    for name, measure in spec.measures.items():
        unknown = [axis for axis in measure.axes if axis not in sizes]
        if unknown:
            yield f"measure {name}: there is no setting {unknown[0]!r}. Expected: {_list(sizes)}."
            continue
        wanted = tuple(sizes[axis] for axis in measure.axes)
        found = np.shape(measure.values)[: len(wanted)]
        if found != wanted:
            yield (
                f"measure {name}: expected shape {wanted} for the settings {measure.axes}, "
                f"found {found}. Put one axis a setting, in order."
            )


def _measures_named(spec):
    """Every place that names a measure, with the name."""
    for panel in spec.panels:
        where = f"panel {panel.title!r}"
        names = [getattr(panel, key, "") for key in _MEASURE_KEYS]
        names += [name for key in _PAIR_KEYS for name in getattr(panel, key, ())]
        for path in getattr(panel, "paths", ()):
            names += [path.x, path.y, path.height]
        for picture in getattr(panel, "pictures", ()):
            names += [picture.measure, picture.frame]
        for column in getattr(panel, "nodes", ()):
            names += [column.fullness, column.count, column.without]
        for some in getattr(panel, "links", ()):
            names += [some.numbers, some.sources]
        for line in getattr(panel, "series", ()):
            names += [line.measure, *line.band]
        yield from ((where, name) for name in names if name)
    yield "the goal", spec.goal.met
    yield from (("the history", name) for name in spec.history.values())
    yield from (("a readout", readout.measure) for readout in spec.readouts)
    yield from (("the sentence", phrase.when) for phrase in spec.sentence if phrase.when)
    yield from (("a hint", hint.when) for hint in spec.goal.hints if hint.when)
    if spec.prediction.drawing:
        yield "the drawing", spec.prediction.drawing.measure
    for choice in spec.prediction.claims:
        yield from (("a claim", claim.measure) for claim in choice)


def _word_problems(spec):
    """The page has no words of its own for what is drawn: the spec must give them."""
    bands = [line for panel in spec.panels for line in getattr(panel, "series", ()) if line.band]
    if bands and not spec.spread_over:
        yield 'a series has a band: expected what it covers, such as spread_over="20 seeds".'
    for panel in spec.panels:
        where = f"panel {panel.title!r}"
        if panel.kind == "matrix" and panel.look == "mask" and len(panel.mask_labels) != 2:
            yield f"{where}: expected two mask_labels, found {panel.mask_labels}."
        if panel.kind == "fit" and panel.parts and not panel.parts_label:
            yield f"{where}: expected a parts_label for the legend, found none."
        if panel.kind == "diagram":
            yield from _diagram_problems(spec, panel, where)


def _diagram_problems(spec, panel, where):
    fits = [other.title for other in spec.panels if other.kind == "fit" and other.parts]
    if panel.fit and panel.fit not in fits:
        yield f"{where}: expected a fit with parts ({_list(fits)}), found {panel.fit!r}."
    count, silenced = len(panel.nodes), [column for column in panel.nodes if column.fullness]
    if not panel.fit and not (panel.told and all(column.without for column in silenced)):
        yield f"{where}: expected a fit, or `told` and a `without` for each column."
    if panel.fit and len(silenced) != 1:
        yield f"{where}: expected one column, the parts of its fit, found {len(silenced)}."
    for some in panel.links:
        if not 0 <= some.start < some.end < count:
            yield f"{where}: expected places below {count}, found {some.start} to {some.end}."


def _template_problems(spec):
    settings = [setting.name for setting in spec.settings]
    for panel in spec.panels:
        named = [getattr(panel, key, "") for key in _SETTING_KEYS]
        named += [name for picture in getattr(panel, "pictures", ()) for name in picture.moves]
        for name in (*named, *getattr(panel, "drag", ())):
            if name and name not in settings:
                yield f"panel {panel.title!r}: no setting {name!r}. Expected: {_list(settings)}."
    said = [phrase.text for phrase in (*spec.sentence, *spec.goal.hints)]
    said += [spec.goal.yes, spec.goal.no]
    for text in said:
        for name in names_in(text):
            if name not in settings and name not in spec.measures:
                yield f"the text {text!r}: ${name} is neither a setting nor a measure."
    if not Template(spec.code).is_valid():
        yield "the code: a dollar sign stands alone. Write $$ for a dollar sign."
    for name in Template(spec.code).get_identifiers():
        if name not in settings:
            yield f"the code: there is no setting ${name}. Expected: {_list(settings)}."


def _prediction_problems(spec):
    prediction = spec.prediction
    if bool(prediction.choices) == bool(prediction.drawing):
        found = "both" if prediction.drawing else "neither"
        yield f"the prediction: expected choices or a drawing, found {found}."
    if prediction.choices and not 0 <= prediction.outcome < len(prediction.choices):
        yield f"the prediction: its outcome {prediction.outcome} is none of the choices."
    titles = [panel.title for panel in spec.panels]
    if prediction.panel not in titles:
        yield f"the prediction: expected a panel ({_list(titles)}), found {prediction.panel!r}."
    curves = [panel.title for panel in spec.panels if panel.kind == "curves"]
    if prediction.drawing and prediction.panel not in curves:
        yield f"the drawing: expected a panel of curves ({_list(curves)})."
    if len(prediction.claims) not in (0, len(prediction.choices)):
        yield "the prediction: expected claims for each choice, or none."
    claims = [claim for choice in prediction.claims for claim in choice]
    for values in (prediction.at, *(claim.at for claim in claims)):
        yield from _value_problems(spec, values)


def _value_problems(spec, values):
    known = {setting.name: setting.values for setting in spec.settings}
    for name, value in values.items():
        if value not in known.get(name, ()):
            yield f"the prediction: there is no {name}={value!r}. Expected: {known.get(name)}."


def _list(names):
    return ", ".join(names)
