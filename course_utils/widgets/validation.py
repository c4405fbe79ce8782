"""What does not fit together in a spec: the page could only fail without saying why."""

from string import Template

import numpy as np

from course_utils.errors import CourseError
from course_utils.widgets.words import names_in

_SETTING_KEYS = ("x", "rows", "columns", "marker")
_MEASURE_KEYS = ("measure", "floor", "line_x", "classes", "parts")


def validate(spec):
    """Raise a CourseError for the first thing in a spec that does not fit.

    Parameters
    ----------
    spec : Spec

    Raises
    ------
    CourseError
        For a measure whose shape does not follow its settings; a panel, sentence, goal, readout
        or prediction that names what is not there; a start, text or code without its value; a
        prediction without choices and drawing, or whose outcome is none of them.
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
    yield from _template_problems(spec)
    yield from _prediction_problems(spec)


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
        names = [getattr(panel, key, "") for key in _MEASURE_KEYS] + list(
            getattr(panel, "points", ())
        )
        for line in getattr(panel, "series", ()):
            names += [line.measure, *line.band]
        yield from ((where, name) for name in names if name)
    yield "the goal", spec.goal.met
    yield from (("a readout", readout.measure) for readout in spec.readouts)
    yield from (("the sentence", phrase.when) for phrase in spec.sentence if phrase.when)
    if spec.prediction.drawing:
        yield "the drawing", spec.prediction.drawing.measure


def _template_problems(spec):
    settings = [setting.name for setting in spec.settings]
    for panel in spec.panels:
        for key in _SETTING_KEYS:
            name = getattr(panel, key, "")
            if name and name not in settings:
                yield f"panel {panel.title!r}: no setting {name!r}. Expected: {_list(settings)}."
    said = [phrase.text for phrase in spec.sentence] + [spec.goal.yes, spec.goal.no]
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
    if not prediction.choices and prediction.drawing is None:
        yield "the prediction: expected choices, a drawing or both, found neither."
    if prediction.choices and not 0 <= prediction.outcome < len(prediction.choices):
        yield f"the prediction: its outcome {prediction.outcome} is none of the choices."
    titles = [panel.title for panel in spec.panels if panel.kind == "curves"]
    if prediction.drawing and prediction.drawing.panel not in titles:
        found = prediction.drawing.panel
        yield f"the drawing: expected a panel of curves ({_list(titles)}), found {found!r}."


def _list(names):
    return ", ".join(names)
