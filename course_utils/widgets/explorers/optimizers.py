"""Lesson 10: six optimizers on four landscapes, and what each remembers of its way."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from contourpy import contour_generator

from course_utils.networks import update_rules
from course_utils.networks.update_rules import UpdateRule
from course_utils.widgets.panels import Curves, Matrix, Path, Plane, Series
from course_utils.widgets.spec import (
    Claim,
    Goal,
    Measure,
    Phrase,
    Prediction,
    Readout,
    Setting,
    Spec,
)

RATES = (0.001, 0.003, 0.008, 0.018, 0.03, 0.06, 0.1, 0.2, 0.4)
STEPS = tuple(range(61))
# The two weights of each; "ridge" is on the left too, beside the ridge of the saddle.
STARTS = {"left": (-1.8, 1.0), "ridge": (-1.8, 0.01), "middle": (0.01, 1.0), "right": (1.8, 1.0)}
X_RANGE, Y_RANGE = (-2.2, 2.2), (-1.4, 1.4)
LEVELS = np.geomspace(0.1, 100, 11)  # above the lowest place: a line at each
LOW = 0.1  # above the lowest place: so near is there
PLANE = "From above"
EVERYWHERE = ("landscape", "start", "learning_rate", "step")


@dataclass(frozen=True)
class Landscape:
    """A loss of two weights.

    Attributes
    ----------
    label
        How it is said.
    code
        The height, as one writes it.
    height, slopes
        Functions of x and y, of any shape.
    lowest
        The places of the lowest height.
    """

    label: str
    code: str
    height: Callable
    slopes: Callable
    lowest: tuple[tuple[float, float], ...]


_DEEPER = float(np.roots([2, 0, -2, -0.2]).real.max())
LANDSCAPES = {
    "bowl": Landscape(
        "bowl",
        "(x**2 + y**2) / 2",
        lambda x, y: (x**2 + y**2) / 2,
        lambda x, y: (x, y),
        ((0, 0),),
    ),
    "ravine": Landscape(
        "ravine",
        "(x**2 + 100 * y**2) / 2",
        lambda x, y: (x**2 + 100 * y**2) / 2,
        lambda x, y: (x, 100 * y),
        ((0, 0),),
    ),
    "saddle": Landscape(
        "saddle",
        "x**2 / 2 + y**4 / 4 - y**2 / 2",
        lambda x, y: x**2 / 2 + y**4 / 4 - y**2 / 2,
        lambda x, y: (x, y**3 - y),
        ((0, -1), (0, 1)),
    ),
    "two_valleys": Landscape(
        "two valleys",
        "(x**2 - 1) ** 2 / 2 - x / 5 + y**2",
        lambda x, y: (x**2 - 1) ** 2 / 2 - x / 5 + y**2,
        lambda x, y: (2 * x * (x**2 - 1) - 0.2, 2 * y),
        ((_DEEPER, 0),),
    ),
}


@dataclass(frozen=True)
class Walker:
    """An optimizer: how it is called, its rule, and which of its slots remember what."""

    label: str
    rule: UpdateRule
    direction: str = ""
    size: str = ""


_VELOCITY = {"velocity": 0.0}
# By the name of its measures; Keras' settings, and a momentum of 0.9.
WALKERS = {
    "sgd": Walker("SGD", UpdateRule(update_rules.sgd)),
    "momentum": Walker("momentum", UpdateRule(update_rules.momentum, _VELOCITY), "velocity"),
    "nesterov": Walker("Nesterov", UpdateRule(update_rules.nesterov, _VELOCITY), "velocity"),
    "adagrad": Walker(
        "Adagrad", UpdateRule(update_rules.adagrad, {"accumulator": 0.1}), size="accumulator"
    ),
    "rmsprop": Walker("RMSprop", UpdateRule(update_rules.rmsprop, _VELOCITY), size="velocity"),
    "adam": Walker(
        "Adam",
        UpdateRule(update_rules.adam, {"momentum": 0.0, **_VELOCITY}),
        "momentum",
        "velocity",
    ),
}

CODE = """\
import keras
import tensorflow as tf


def height(x, y):
    return $landscape


optimizers = {
    "SGD": keras.optimizers.SGD($learning_rate),
    "momentum": keras.optimizers.SGD($learning_rate, momentum=0.9),
    "Nesterov": keras.optimizers.SGD($learning_rate, momentum=0.9, nesterov=True),
    "Adagrad": keras.optimizers.Adagrad($learning_rate),
    "RMSprop": keras.optimizers.RMSprop($learning_rate),
    "Adam": keras.optimizers.Adam($learning_rate),
}
paths = {}
for name, optimizer in optimizers.items():
    place = keras.Variable($start)
    path = [place.numpy()]
    for step in range($step):
        with tf.GradientTape() as tape:
            loss = height(place[0], place[1])
        optimizer.apply([tape.gradient(loss, place.value)], [place])
        path.append(place.numpy())
    paths[name] = path
    print(name, "is at", path[-1], "at a height of", float(height(*path[-1])))
"""


def spec() -> Spec:
    """Let all six walk from every start at every rate, and say what to show.

    Returns
    -------
    Spec
        With settings ``landscape``, ``start``, ``learning_rate`` and ``step``. For each optimizer
        there are measures such as `adam_x`, `adam_y` and `adam_height`, above the lowest place.
    """
    measures = _measures()
    return Spec(
        name="optimizers",
        title="Six optimizers, and what they remember",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=tuple(_phrases()),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        readouts=tuple(Readout(one.label, f"{name}_height") for name, one in WALKERS.items()),
        trained="60 steps, the same rate for all, else Keras' settings and a momentum of 0.9. "
        "Numbers are heights above the lowest place.",
        alt="Lines of equal height, and the paths of six optimizers across them; below it, how "
        "high each is after each step.",
        not_finite="flown away",
    )


def _phrases():
    yield Phrase("all are equally high, $sgd_height above the lowest place", "together")
    for name, one in WALKERS.items():
        low = f"{one.label} is lowest, ${name}_height above the lowest place"
        yield Phrase(low, f"{name}_leads")
    for name, one in WALKERS.items():
        yield Phrase(f"{one.label} has left the plot", f"{name}_gone")


def _settings():
    return (
        Setting(
            "landscape",
            "Landscape",
            tuple(LANDSCAPES),
            start=list(LANDSCAPES).index("ravine"),
            texts=tuple(landscape.label for landscape in LANDSCAPES.values()),
            code=tuple(landscape.code for landscape in LANDSCAPES.values()),
            kind="choice",
        ),
        Setting(
            "start",
            "Start",
            tuple(STARTS),
            start=list(STARTS).index("right"),
            code=tuple(str(list(place)) for place in STARTS.values()),
            kind="choice",
        ),
        Setting("learning_rate", "Learning rate", RATES, start=RATES.index(0.008)),
        Setting("step", "Step", STEPS, kind="time"),
    )


def _measures():
    measures = _ground()
    kept = {"direction": [], "size": []}
    for name, one in WALKERS.items():
        walked = [_walk(landscape, one.rule) for landscape in LANDSCAPES.values()]
        places = np.array([run["place"] for run in walked])
        measures[f"{name}_x"], measures[f"{name}_y"] = (
            Measure(EVERYWHERE, _half(places[..., i])) for i in (0, 1)
        )
        measures[f"{name}_height"] = Measure(EVERYWHERE, _half(_heights(places)))
        measures[f"{name}_gone"] = Measure(EVERYWHERE, _is_outside(places))
        for kind, slot in (("direction", one.direction), ("size", one.size)):
            kept[kind] += [[run[slot] for run in walked]] if slot else []
    # Tables: a row for an optimizer, columns x and y. They divide by the root of the size.
    direction, size = (np.stack(memories, axis=-2) for memories in kept.values())
    measures["direction"] = Measure(EVERYWHERE, _half(direction))
    measures["size"] = Measure(EVERYWHERE, _half(np.sqrt(size)))
    return measures | _leads(measures) | _reached(measures)


def _walk(landscape, rule):
    """Places and memories, each (n_starts, n_rates, n_steps, 2)."""
    starts = np.array(list(STARTS.values()))[:, np.newaxis]
    place = np.repeat(starts, len(RATES), axis=1)
    rates = np.array(RATES)[:, np.newaxis]
    slots = {name: np.full(place.shape, first) for name, first in rule.slots.items()}
    seen = [{"place": place, **slots}]
    with np.errstate(all="ignore"):  # who flies away ends in infinity
        for step in STEPS[1:]:
            slopes = np.stack(landscape.slopes(*np.moveaxis(place, -1, 0)), axis=-1)
            change, slots = rule.change(slopes, slots, rates, step)
            place = place + change
            seen.append({"place": place, **slots})
    return {name: np.stack([now[name] for now in seen], axis=2) for name in seen[0]}


def _half(values):
    """In half precision, as lines need it; what is too large for it is as good as infinite."""
    with np.errstate(all="ignore"):
        return values.astype("float16")


def _heights(places):
    """Above the lowest place, for places (n_landscapes, ..., 2)."""
    with np.errstate(all="ignore"):
        return np.array(
            [
                landscape.height(*np.moveaxis(run, -1, 0)) - landscape.height(*landscape.lowest[0])
                for landscape, run in zip(LANDSCAPES.values(), places, strict=True)
            ]
        )


def _is_outside(places):
    (left, right), (bottom, top) = X_RANGE, Y_RANGE
    x, y = places[..., 0], places[..., 1]
    return ~((x >= left) & (x <= right) & (y >= bottom) & (y <= top))


def _ground():
    """Lines of equal height, parted by NaN, and the lowest places of each landscape."""
    lines = [_lines(landscape) for landscape in LANDSCAPES.values()]
    longest = max(len(line) for line in lines)
    padded = [
        np.pad(line, ((0, longest - len(line)), (0, 0)), constant_values=np.nan) for line in lines
    ]
    lowest = np.full((len(LANDSCAPES), 2, 2), np.nan)
    for place, landscape in enumerate(LANDSCAPES.values()):
        lowest[place, : len(landscape.lowest)] = landscape.lowest
    axes = ("landscape",)
    return {
        name: Measure(axes, _half(np.array(values)[..., i]))
        for stem, values in (("contour", padded), ("lowest", lowest))
        for i, name in enumerate((f"{stem}_x", f"{stem}_y"))
    }


def _lines(landscape):
    x, y = np.linspace(*X_RANGE, 111), np.linspace(*Y_RANGE, 141)
    heights = landscape.height(x, y[:, np.newaxis]) - landscape.height(*landscape.lowest[0])
    generator = contour_generator(x, y, heights)
    gap = np.full((1, 2), np.nan)
    parts = [line for level in LEVELS for line in generator.lines(level)]
    return np.concatenate([piece for part in parts for piece in (part, gap)])


def _leads(measures):
    """Who is lowest; nobody is where all are equally high, as at the start."""
    heights = np.array([measures[f"{name}_height"].values for name in WALKERS])
    first = np.where(np.isfinite(heights), heights, np.inf).argmin(axis=0)
    together = (heights == heights[0]).all(axis=0)
    leads = {f"{name}_leads": (first == i) & ~together for i, name in enumerate(WALKERS)}
    return {
        name: Measure(EVERYWHERE, is_so) for name, is_so in (leads | {"together": together}).items()
    }


def _reached(measures):
    """The goal: momentum in the deeper valley at the end, SGD in the other one."""
    momentum = measures["momentum_height"].values[..., -1:] < LOW
    sgd = measures["sgd_x"].values[..., -1:] < 0
    two = np.array(list(LANDSCAPES)) == "two_valleys"
    last = np.array(STEPS) == STEPS[-1]
    in_two = two[:, np.newaxis, np.newaxis, np.newaxis]
    run = EVERYWHERE[:3]
    return {
        "reached": Measure(EVERYWHERE, momentum & sgd & in_two & last),
        "elsewhere": Measure(("landscape",), ~two),
        "unfinished": Measure(("step",), ~last),
        "sgd_there": Measure(run, (in_two & ~sgd)[..., 0]),
        "momentum_not": Measure(run, (in_two & ~momentum)[..., 0]),
    }


def _panels():
    paths = tuple(
        Path(f"{name}_x", f"{name}_y", f"{name}_height", one.label, style)
        for style, (name, one) in enumerate(WALKERS.items())
    )
    directions = tuple(one.label for one in WALKERS.values() if one.direction)
    sizes = tuple(one.label for one in WALKERS.values() if one.size)
    return (
        Plane(
            title=PLANE,
            contours=("contour_x", "contour_y"),
            marks=("lowest_x", "lowest_y"),
            marks_label="lowest place",
            paths=paths,
            x_label="weight x",
            y_label="weight y",
            x_range=X_RANGE,
            y_range=Y_RANGE,
            height_label="height",
        ),
        Curves(
            title="Height by step",
            x="step",
            series=tuple(Series(path.height, path.label, path.style) for path in paths),
            y_label="height",
            log=True,
            y_range=(1e-3, 1e2),
        ),
        Matrix("Remembered: direction", "direction", directions, ("x", "y"), look="values"),
        Matrix("Remembered: size (root)", "size", sizes, ("x", "y"), look="values"),
    )


def _goal():
    return Goal(
        text="Two valleys: momentum shall end in the deeper one, SGD in the other. Find a start "
        "and a rate.",
        met="reached",
        yes="Yes: at a rate of $learning_rate momentum has rolled over the hill. It ends "
        "$momentum_height above the lowest place, SGD $sgd_height.",
        no="Not yet: momentum is $momentum_height above the lowest place, SGD $sgd_height.",
        hints=(
            Phrase("Take the two valleys.", "elsewhere"),
            Phrase("Go to the last step.", "unfinished"),
            Phrase("SGD is not in the shallow valley. On which side must it start?", "sgd_there"),
            Phrase("Momentum does not end in the deeper valley. Try another rate.", "momentum_not"),
        ),
    )


def _prediction(measures):
    """Who of four is lowest in the ravine after all steps."""
    choices = {name: WALKERS[name].label for name in ("sgd", "momentum", "adagrad", "adam")}
    asked = (list(LANDSCAPES).index("ravine"), list(STARTS).index("right"), RATES.index(0.008), -1)
    heights = {name: float(measures[f"{name}_height"].values[asked]) for name in choices}
    lowest = min(heights, key=lambda name: heights[name])
    return Prediction(
        question="A ravine, a hundred times as steep across as along its floor. All start on the "
        "right, with a learning rate of 0.008. Momentum remembers the direction, Adagrad the size "
        "of the slopes, Adam both, SGD nothing. Who of these four is lowest after 60 steps?",
        choices=tuple(choices.values()),
        outcome=list(choices).index(lowest),
        panel=PLANE,
        at={"step": STEPS[-1]},
        claims=tuple((Claim(f"{name}_height", high=1.1 * heights[lowest]),) for name in choices),
        because="Along the floor its pushes add up. Momentum is at "
        f"{heights['momentum']:.2f}, SGD at {heights['sgd']:.2f}. Adagrad "
        f"({heights['adagrad']:.0f}) and Adam ({heights['adam']:.0f}) divide by the size of the "
        "slope: for them 0.008 is a distance, and 60 steps of it do not reach far.",
    )
