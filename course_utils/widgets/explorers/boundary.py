"""Lesson 6: the boundary that a classifier draws in a plane, by width, depth and activation."""

import numpy as np

from course_utils.storage import cached_arrays
from course_utils.widgets.own_points import learn_points
from course_utils.widgets.panels import Boundary, Curves, Series
from course_utils.widgets.spec import Goal, Measure, Phrase, Prediction, Readout, Setting, Spec
from course_utils.widgets.spec_key import spec_key

SHAPES = ("halves", "island", "spiral")
SHAPE_CODE = (
    "y > 0.5 * np.sin(2 * x)",
    "np.hypot(x, y) < 0.75",
    "np.sin(np.arctan2(y, x) - 5 * np.hypot(x, y)) > 0",
)
NOISES = (0.0, 0.1)
WIDTHS = (2, 4, 8, 16)
DEPTHS = (1, 2, 3)
ACTIVATIONS = ("linear", "relu", "tanh")
EPOCHS = (0, 3, 8, 20, 40, 80, 120)
SEED = 1
N_TRAIN, N_VALID = 160, 340
REACH = (1.76, 1.0)  # of the plane, to both sides: as wide as the plot
COLUMNS, ROWS = 28, 16
AXES = ("shape", "noise", "width", "depth", "activation")
PER_EPOCH = (*AXES, "epoch")
PANEL = "The boundary"
ENOUGH = 0.87  # of the validation points

CODE = """\
import keras
import numpy as np

rng = np.random.default_rng(0)
X = rng.uniform([-1.76, -1], [1.76, 1], size=(500, 2))
x, y = (X + $noise * rng.normal(size=(500, 2))).T  # noise: the class of a place nearby
inside = ($shape).astype(int)

keras.utils.set_random_seed(1)
hidden = [keras.layers.Dense($width, activation=$activation) for _ in range($depth)]
model = keras.Sequential(
    [keras.Input((2,)), *hidden, keras.layers.Dense(1, activation="sigmoid")]
)
model.compile(
    optimizer=keras.optimizers.Adam(0.05), loss="binary_crossentropy", metrics=["accuracy"]
)
if $epoch > 0:
    history = model.fit(
        X[:160],
        inside[:160],
        validation_data=(X[160:], inside[160:]),
        batch_size=160,
        epochs=$epoch,
        verbose=0,
    )
val_accuracy = np.mean((model.predict(X[160:], verbose=0)[:, 0] > 0.5) == inside[160:])
"""


def spec() -> Spec:
    """Train every classifier on every shape, and say what to show.

    Returns
    -------
    Spec
        With settings ``shape``, ``noise``, ``width``, ``depth``, ``activation`` and ``epoch``.
        All shapes have the same 200 training and 300 validation points, uniform over the plane.
        The noise moves a point before its class is read, so that points near the border of the
        shape get the wrong class.
    """
    runs = cached_arrays(spec_key(__file__), _train)
    measures = _measures(runs)
    return Spec(
        name="boundary",
        title="Where the classes part",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("epoch $epoch: training accuracy $accuracy, validation accuracy $val_accuracy"),
            Phrase("the boundary closes", when="fenced"),
        ),
        prediction=_prediction(measures["fenced"].values),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("Weights and biases", "parameters"),
            Readout("Training accuracy", "accuracy"),
            Readout("Validation accuracy", "val_accuracy"),
        ),
        train_own=_train_own,
        trained=f"Each trained once, from seed {SEED}, on {N_TRAIN} points in one batch, with Adam "
        "at a learning rate of 0.05. Another start may do better or worse.",
        alt="Points of two classes in a plane and the boundary that a network draws between them. "
        "Without an activation it is a straight line; with more units it bends around an island.",
    )


# Training ------------------------------------------------------------------------------------


def _train():
    """Predictions and accuracies of all runs."""
    points, moved = _points()
    classes = np.array([[_inside(shape, moved[n]) for n in range(len(NOISES))] for shape in SHAPES])
    grids = [[_grid(points, classes, depth, name) for name in ACTIVATIONS] for depth in DEPTHS]
    outputs = np.array([[grid.predictions[..., 0] for grid in row] for row in grids])
    # From (depths, activations, widths, shapes and noises, ...) to the order of the settings.
    outputs = outputs.reshape(*outputs.shape[:3], len(SHAPES), len(NOISES), *outputs.shape[4:])
    outputs = np.moveaxis(outputs, (3, 4, 2, 0, 1), (0, 1, 2, 3, 4))
    seen, probes = np.split(outputs, [N_TRAIN + N_VALID], axis=-1)
    against = classes[:, :, np.newaxis, np.newaxis, np.newaxis, np.newaxis]
    right = (seen > 0.5) == against
    return {
        "accuracy": right[..., :N_TRAIN].mean(axis=-1),
        "val_accuracy": right[..., N_TRAIN:].mean(axis=-1),
        "percent": np.round(100 * probes).astype("uint8"),
        "classes": classes.astype("uint8"),
    }


def _points():
    """The points, (500, 2), and where noise moves them, (noises, 500, 2)."""
    rng = np.random.default_rng(0)
    points = rng.uniform(np.negative(REACH), REACH, size=(N_TRAIN + N_VALID, 2))
    noise = np.array(NOISES)[:, np.newaxis, np.newaxis]
    return points, points + noise * rng.normal(size=points.shape)


def _inside(shape, points):
    """Whether points are inside a shape: the formulas of SHAPE_CODE."""
    x, y = points.T
    if shape == "halves":
        return y > 0.5 * np.sin(2 * x)
    if shape == "island":
        return np.hypot(x, y) < 0.75
    return np.sin(np.arctan2(y, x) - 5 * np.hypot(x, y)) > 0


def _cells():
    """The middles of the cells, (ROWS * COLUMNS, 2), the lowest row first."""
    x, y = (
        reach * ((2 * np.arange(count) + 1) / count - 1)
        for reach, count in zip(REACH, (COLUMNS, ROWS), strict=True)
    )
    return np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)


def _grid(points, classes, depth, activation):
    import keras

    from course_utils.training import train_grid

    def build(width):
        hidden = [keras.layers.Dense(width, activation=activation) for _ in range(depth)]
        output = keras.layers.Dense(1, activation="sigmoid")
        return keras.Sequential([keras.Input((2,)), *hidden, output])

    targets = classes.reshape(-1, len(points))[:, :N_TRAIN].astype("float32")
    return train_grid(
        build,
        (points[:N_TRAIN], targets[0]),
        loss="binary_crossentropy",
        optimizer=keras.optimizers.Adam(0.05),
        epochs=EPOCHS[-1],
        batch_size=N_TRAIN,
        width=WIDTHS,
        targets=dict(enumerate(targets)),
        seed=SEED,
        probe=np.concatenate([points, _cells()]),
        snapshots=EPOCHS,
        progress=False,
        cache=False,
    )


def _train_own(places, classes, values):
    """Train the network of these settings on points in the middle of some cells."""
    cells = _cells()
    hidden = [values["width"]] * values["depth"]
    return learn_points(cells[places], classes, cells, hidden, values["activation"], EPOCHS)


# What the page shows -------------------------------------------------------------------------


def _settings():
    return (
        Setting("shape", "Shape", SHAPES, start=1, code=SHAPE_CODE, kind="choice"),
        Setting("noise", "Noise", NOISES, kind="choice"),
        Setting("width", "Units in each hidden layer", WIDTHS, start=2),
        Setting("depth", "Hidden layers", DEPTHS, kind="choice"),
        Setting("activation", "Activation", ACTIVATIONS, start=1, kind="choice"),
        Setting("epoch", "Epoch", EPOCHS, start=len(EPOCHS) - 1, kind="time"),
    )


def _measures(runs):
    points, _ = _points()
    shown = points[:N_TRAIN]
    parameters = _parameters()
    accuracy, val_accuracy = (runs[name].astype("float32") for name in ("accuracy", "val_accuracy"))
    percent = runs["percent"].reshape(*runs["percent"].shape[:-1], ROWS, COLUMNS)
    spiral = np.arange(len(SHAPES)) == SHAPES.index("spiral")
    enough = val_accuracy[..., -1] >= ENOUGH
    return {
        "x": Measure((), shown[:, 0]),
        "y": Measure((), shown[:, 1]),
        "classes": Measure(("shape", "noise"), runs["classes"][..., :N_TRAIN]),
        "percent": Measure(PER_EPOCH, percent),
        "accuracy": Measure(PER_EPOCH, accuracy),
        "val_accuracy": Measure(PER_EPOCH, val_accuracy),
        "parameters": Measure(("width", "depth"), parameters),
        "smallest": Measure(AXES, _smallest(enough, parameters)),
        "other_shape": Measure(("shape",), ~spiral),
        "noisy": Measure(("noise",), np.array(NOISES) > 0),
        "early": Measure(("epoch",), np.array(EPOCHS) < EPOCHS[-1]),
        "poor": Measure(AXES, ~enough),
        "good": Measure(AXES, enough),
        "fenced": Measure(PER_EPOCH, _fenced(percent)),
    }


def _parameters():
    """How many numbers each network can learn, (widths, depths)."""
    width, depth = np.array(WIDTHS)[:, np.newaxis], np.array(DEPTHS)
    return 3 * width + (depth - 1) * (width**2 + width) + width + 1


def _fenced(percent):
    """Whether the boundary goes all the way round: class 1 somewhere, but nowhere at the edge."""
    inside = percent > 50
    edges = [inside[..., 0, :], inside[..., -1, :], inside[..., :, 0], inside[..., :, -1]]
    at_edge = np.any([edge.any(axis=-1) for edge in edges], axis=0)
    return inside.any(axis=(-2, -1)) & ~at_edge


def _smallest(enough, parameters):
    """Mark the network with the fewest parameters that is good enough on the calm spiral."""
    found = np.zeros(enough.shape)
    spiral = enough[SHAPES.index("spiral"), 0]
    sizes = np.where(spiral, parameters[..., np.newaxis], np.inf)
    found[SHAPES.index("spiral"), 0] = sizes == sizes.min()
    return found


def _panels():
    lines = (
        Series("accuracy", "training points"),
        Series("val_accuracy", "validation points", 1),
    )
    shares = {"y_label": "accuracy", "y_range": (0.2, 1.0)}
    return (
        Boundary(
            title=PANEL,
            points=("x", "y"),
            classes="classes",
            class_labels=("outside", "inside"),
            probability="percent",
            n_columns=COLUMNS,
            x_label="x",
            y_label="y",
            x_range=(-REACH[0], REACH[0]),
            y_range=(-REACH[1], REACH[1]),
        ),
        Curves("Accuracy against epochs", "epoch", lines, **shares),
        Curves("Accuracy against units", "width", lines, **shares),
    )


def _prediction(fenced):
    """How many ReLU units fence the island: read from the boundaries."""
    relu = fenced[SHAPES.index("island"), 0, :, 0, ACTIVATIONS.index("relu"), -1]
    first = int(np.flatnonzero(relu)[0])
    return Prediction(
        question="The points on an island are one class, those around it the other. One hidden "
        "layer with ReLU learns to part them. How many units does it need for a boundary that "
        "goes all the way round?",
        choices=tuple(f"{width} units" for width in WIDTHS),
        outcome=first,
        because=f"With {WIDTHS[first]} units it closes, and not before. Each ReLU unit folds the "
        "plane along one line, so each bends the boundary once, and two bends close no fence.",
        panel=PANEL,
        at={"shape": "island", "width": WIDTHS[first], "depth": 1, "activation": "relu"},
    )


def _goal():
    return Goal(
        text="The spiral without noise: find the network with the fewest weights and biases that "
        f"has at least {ENOUGH:.0%} of the validation points right after {EPOCHS[-1]} epochs.",
        met="smallest",
        yes="Yes: $parameters weights and biases, and a validation accuracy of $val_accuracy.",
        no="Not yet: $parameters weights and biases, and a validation accuracy of $val_accuracy.",
        hints=(
            Phrase("Choose the spiral.", when="other_shape"),
            Phrase("Take the noise away.", when="noisy"),
            Phrase(f"Look at epoch {EPOCHS[-1]}.", when="early"),
            Phrase("It needs more units, more layers or another activation.", when="poor"),
            Phrase("Another one of the good ones may be smaller.", when="good"),
        ),
    )
