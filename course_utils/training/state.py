"""What the compiled program is given, and what is taken from it: nests of arrays."""

import numpy as np
import tensorflow as tf

from course_utils.training.program import Program
from course_utils.training.recipe import Recipe
from course_utils.training.row_order import row_orders
from course_utils.training.rows import Rows
from course_utils.training.runs import Runs
from course_utils.training.starts import Start, corner, pad


def make_constants(
    program: Program, rows: Rows, runs: Runs, starts: list[Start], recipe: Recipe
) -> dict:
    """Return what does not change while the runs of a group train.

    Parameters
    ----------
    starts
        One a run.

    Returns
    -------
    dict
        Of tensors, and of lists of them.
    """
    constants = {
        "x": rows.x,
        "y": rows.y,
        "learning_rate": runs.learning_rate,
        "l2": runs.l2,
        "batch_size": runs.batch_size,
        "n_examples": runs.n_examples,
        "steps": runs.steps,
        "batches": runs.batches,
        "first_target": runs.first_target,
        "rates": _rates(runs, starts),
        "seeds": np.array([start.seeds for start in starts], "int32"),
        "snapshot_at": _snapshot_places(recipe.snapshots, recipe.epochs),
        **_orders(runs),
        **_seen(rows),
    }
    if runs.width[0] is not None:
        constants |= _padding(program, starts)
    return tf.nest.map_structure(tf.constant, constants)


def _rates(runs, starts):
    """The rate of every run's Dropout layers, shape (n_runs, n_dropouts)."""
    own = np.array([start.rates for start in starts], "float32")
    return np.where(np.isnan(runs.dropout)[:, np.newaxis], own, runs.dropout[:, np.newaxis])


def _snapshot_places(snapshots, epochs):
    """For each epoch from 0, its place among the snapshots; all others share one place more."""
    places = np.full(epochs + 1, len(snapshots), "int32")
    places[list(snapshots)] = np.arange(len(snapshots))
    return places


def _orders(runs):
    """The orders of the rows, one after the other, and where each run's begins."""
    pairs = list(zip(runs.seed.tolist(), runs.n_examples.tolist(), strict=True))
    orders = {pair: order.astype("int32") for pair, order in row_orders(runs).items()}
    begins = np.cumsum([0, *(len(order) for order in orders.values())])
    begin = dict(zip(orders, begins, strict=False))
    return {
        "orders": np.concatenate(list(orders.values())),
        "order_at": np.array([begin[pair] for pair in pairs], "int32"),
    }


def _seen(rows):
    """The rows to evaluate after each epoch: validation rows first, then the probe."""
    seen = [x for x in (rows.x_valid, rows.probe) if x is not None]
    inputs = {"x_seen": np.concatenate(seen)} if seen else {}
    return inputs | ({} if rows.y_valid is None else {"y_valid": rows.y_valid})


def _padding(program, starts):
    """For each weight, what is a run's own; for each Dropout layer, where its numbers go."""
    model = program.one_run
    return {
        "masks": [
            np.stack([corner(start.weights[i].shape, shape) for start in starts])
            for i, shape in enumerate(model.shapes)
        ],
        "drawn_at": [
            np.stack(
                [
                    _drawn_places(program.batch_rows, start.row_shapes[i], layer.row_shape)
                    for start in starts
                ]
            )
            for i, layer in enumerate(model.dropouts)
        ],
    }


def _drawn_places(n_rows, narrow, wide):
    """Which of a narrow Dropout layer's random numbers goes to each place of the padded one."""
    places = np.arange(n_rows * np.prod(narrow, dtype=int), dtype="int32")
    return pad(places.reshape(n_rows, *narrow), (n_rows, *wide)).ravel()


def make_state(program: Program, rows: Rows, starts: list[Start], recipe: Recipe) -> dict:
    """Return the state before training: the weights, and records still to be written.

    Parameters
    ----------
    starts
        One a run.

    Returns
    -------
    dict
        "learning": weights, slots of the update rule, number of updates; "curves",
        "snapshots" and "batches": the records, their first axis the epoch, snapshot or update.
    """
    n_runs, n_shots = len(starts), len(recipe.snapshots) + 1
    stacked = [
        tf.constant(np.stack([pad(start.weights[i], shape) for start in starts]))
        for i, shape in enumerate(program.one_run.shapes)
    ]
    snapshots = {"weights": [tf.zeros((n_shots, *w.shape)) for w in stacked]}
    if rows.probe is not None:
        output_shape = program.one_run.model.output_shape[1:]
        snapshots["predictions"] = tf.zeros((n_shots, n_runs, len(rows.probe), *output_shape))
    updates, batches = recipe.epochs * program.n_steps, {}
    if recipe.per_batch:
        batches["loss"] = tf.zeros((updates, n_runs))
    if recipe.per_batch == "weights":
        batches["weights"] = [tf.zeros((updates, *w.shape)) for w in stacked]
    names = ["loss", *program.one_run.metrics]
    names += [f"val_{name}" for name in names if rows.y_valid is not None]
    return {
        "learning": {
            "weights": stacked,
            "slots": [
                {n: tf.constant(a) for n, a in program.rule.start(stacked[i]).items()}
                for i in program.one_run.trained
            ],
            "updates": tf.zeros(n_runs, tf.int32),
        },
        "curves": {name: tf.zeros((recipe.epochs + 1, n_runs)) for name in names},
        "snapshots": snapshots,
        "batches": batches,
    }


def read_records(
    state: dict, epochs: int, steps: np.ndarray, most_steps: int
) -> dict[str, np.ndarray]:
    """Return the records of a group as arrays whose first axis is the run.

    Parameters
    ----------
    state
        As `make_state` gave it, after training.
    steps
        Updates that each run makes in an epoch.
    most_steps
        The most that a run of the whole grid makes; what a run does not make is NaN.

    Returns
    -------
    dict of str to numpy.ndarray
        "curves/loss", "weights/000", "predictions", "batches/loss", "batch_weights/000" ...
    """
    left_over = np.arange(most_steps) >= steps[:, np.newaxis]

    def by_run(record):
        return np.moveaxis(record.numpy(), 1, 0)

    def batches(record):
        values = by_run(record)
        values = values.reshape(len(values), epochs, -1, *values.shape[2:])
        gap = [(0, 0)] * values.ndim
        gap[2] = (0, most_steps - values.shape[2])
        values = np.pad(values, gap, constant_values=np.nan)
        np.moveaxis(values, 1, 2)[left_over] = np.nan
        return values.reshape(len(values), epochs * most_steps, *values.shape[3:])

    arrays = {f"curves/{n}": by_run(record)[:, 1:] for n, record in state["curves"].items()}
    for i, record in enumerate(state["snapshots"]["weights"]):
        arrays[f"weights/{i:03}"] = by_run(record)[:, :-1]
    if "predictions" in state["snapshots"]:
        arrays["predictions"] = by_run(state["snapshots"]["predictions"])[:, :-1]
    if "loss" in state["batches"]:
        arrays["batches/loss"] = batches(state["batches"]["loss"])
    for i, record in enumerate(state["batches"].get("weights", ())):
        arrays[f"batch_weights/{i:03}"] = batches(record)
    return arrays
