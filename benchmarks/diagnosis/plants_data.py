"""Faults of the data: each plant returns the broken training, or None where it does not apply.

A plant is called with a sound setup, a strength from 0, mild, to 1, gross, and a generator. The
strength is what a person might have got wrong, not what any examination looks for.
"""

from dataclasses import replace

import numpy as np

from benchmarks.diagnosis.setups import Rows
from benchmarks.diagnosis.soundness import outputs, rows_of
from benchmarks.diagnosis.training import run


def between(low, high, strength):
    """A number between two, evenly on a scale of orders of magnitude."""
    return float(low * (high / low) ** strength)


def is_table(setup):
    """Whether inputs are columns of numbers."""
    return setup.rows.X.ndim == 2 and setup.table != "diamond_words"


def missing_values(setup, strength, rng):
    """Leave some cells of some columns empty, or some targets."""
    if setup.table == "diamond_words":
        return None
    share = between(0.003, 0.1, strength)
    if setup.task == "regression" and rng.random() < 0.25:
        y = setup.rows.y.copy()
        y[rng.random(len(y)) < max(share, 0.01)] = np.nan
        return replace(setup, rows=replace(setup.rows, y=y))
    columns = rng.choice(setup.rows.X.shape[1], size=int(rng.integers(1, 4)))

    def empty(X):
        X = X.copy()
        for column in columns:
            X[rng.random(len(X)) < max(share, 2 / len(X)), column] = np.nan
        return X

    return replace(setup, rows=setup.rows.inputs(empty))


def inputs_not_scaled(setup, strength, rng):
    """Hand over the columns as they are in the table; or one of them in a smaller unit."""
    if setup.table == "diamond_words":
        return None
    if setup.rows.X.ndim == 4 or setup.table == "digits":  # pixels up to 255, or 16
        by = 255.0 if strength > 0.3 else 16.0
        return replace(setup, rows=setup.rows.inputs(lambda X: X * np.float32(by)))
    if is_table(setup) and rng.random() < 0.4:
        columns = rng.choice(setup.rows.X.shape[1], size=int(rng.integers(1, 3)), replace=False)
        factor = np.ones(setup.rows.X.shape[1], "float32")
        factor[columns] = between(100, 5000, strength)
        return replace(setup, rows=setup.rows.inputs(lambda X: X * factor))
    scale, shift = setup.scale.astype("float32"), setup.shift.astype("float32")
    return replace(setup, rows=setup.rows.inputs(lambda X: X * scale + shift))


def target_not_scaled(setup, strength, rng):
    """Count the target in a smaller unit, far from 0."""
    if setup.task != "regression":
        return None
    by = np.float32(between(50, 20_000, strength))
    above = np.float32(rng.uniform(1, 4)) * by
    return replace(setup, rows=setup.rows.targets(lambda y: y * by + above))


def labels_out_of_range(setup, strength, rng):
    """Number the classes otherwise than the loss does."""
    if setup.task == "regression" or setup.rows.y.ndim == 2:
        return None
    if setup.output["units"] == 1:
        ways = (lambda y: 2 * y - 1, lambda y: y + 1, lambda y: 255 * y)
        return replace(setup, rows=setup.rows.targets(ways[int(rng.integers(3))]))
    ways = (lambda y: y + 1, lambda y: y - 1, lambda y: 10 * y)
    return replace(setup, rows=setup.rows.targets(ways[int(rng.integers(3))]))


def label_shape(setup, strength, rng):
    """Hand one-hot labels to the loss for integers, or the other way round."""
    if setup.task == "regression":
        return None
    if setup.rows.y.ndim == 2:
        return replace(setup, rows=setup.rows.targets(lambda y: y.argmax(axis=1)))
    n_classes = max(2, setup.n_classes)
    return replace(setup, rows=setup.rows.targets(lambda y: np.eye(n_classes, dtype="float32")[y]))


def labels_shuffled(setup, strength, rng):
    """Put most targets beside the wrong rows, as two sorts of one table alone do."""
    share = 0.6 + 0.4 * strength
    both = rng.random() < 0.5

    def shuffle(y):
        places = np.flatnonzero(rng.random(len(y)) < share)
        y = y.copy()
        y[places] = y[rng.permutation(places)]
        return y

    rows = replace(setup.rows, y=shuffle(setup.rows.y))
    if both:
        rows = replace(rows, y_valid=shuffle(rows.y_valid))
    return replace(setup, rows=rows)


def leak(setup, strength, rng):
    """Count a column among the inputs that is known only with the answer."""
    if not is_table(setup):
        return None
    noise = between(0.15, 0.01, strength)
    rows = setup.rows
    known = _as_column(setup, rows.y)
    mean, spread = known.mean(), known.std()

    def give_away(y):
        column = (_as_column(setup, y) - mean) / spread
        return (column + noise * rng.normal(size=len(column))).astype("float32")[:, np.newaxis]

    place = int(rng.integers(rows.X.shape[1] + 1))
    X = _with_columns(rows.X, give_away(rows.y), place)
    X_valid = _with_columns(rows.X_valid, give_away(rows.y_valid), place)
    # When it is to be used, nobody knows the answer yet: the column has nothing to say.
    unknown = rng.permutation(give_away(rows.y_test))
    X_test = _with_columns(rows.X_test, unknown, place)
    return replace(setup, rows=Rows(X, rows.y, X_valid, rows.y_valid, X_test, rows.y_test))


def _as_column(setup, y):
    return np.asarray(y.argmax(axis=1) if y.ndim == 2 else y, float)


def _with_columns(X, columns, place):
    return np.concatenate([X[:, :place], columns, X[:, place:]], axis=1)


def useless_columns(setup, strength, rng):
    """Add columns that are the same in all rows, or that repeat others."""
    if not is_table(setup) or setup.table == "digits":  # digits have empty corners by nature
        return None
    number = 1 + int(strength * 3)
    kind, value = rng.integers(2), np.float32(rng.choice([0.0, 1.0, 3.0]))
    repeated = rng.choice(setup.rows.X.shape[1], size=number)

    def add(X):
        constant = np.full((len(X), number), value, "float32")
        return np.concatenate([X, constant if kind else X[:, repeated]], axis=1)

    return replace(setup, rows=setup.rows.inputs(add))


def sorted_rows(setup, strength, rng):
    """Sort the rows by their target, and let Keras take the last of them for validation."""
    if setup.holder == "tf.data" or setup.rows.X.ndim == 3:
        return None
    rows = setup.rows
    X, y = np.concatenate([rows.X, rows.X_valid]), np.concatenate([rows.y, rows.y_valid])
    by = _as_column(setup, y)
    if setup.task == "regression":  # more or less sorted
        by = by + (1 - strength) * 0.2 * by.std() * rng.normal(size=len(by))
    order = np.argsort(by * rng.choice([-1, 1]), kind="stable")
    rows = replace(rows, X=X[order], y=y[order])
    return replace(setup, rows=rows, validation=float(rng.choice([0.2, 0.25, 0.3])))


def validation_differs(setup, strength, rng):
    """Validate with rows of another kind: unscaled, scaled by themselves, easy, or of one end."""
    if not is_table(setup) or setup.table == "digits":
        return None
    way = int(rng.integers(3))
    rows = setup.rows
    if way == 0:  # nobody scaled them
        scale, shift = setup.scale.astype("float32"), setup.shift.astype("float32")
        rows = replace(rows, X_valid=rows.X_valid * scale + shift)
        return replace(setup, rows=rows, notes=("inputs_not_scaled",))
    if way == 1:  # of one end of a column that matters
        column = _column_that_matters(setup)
        order = np.argsort(rows.X_valid[:, column] * rng.choice([-1, 1]))
        kept = order[: int(len(order) * (0.4 - 0.25 * strength))]
    else:  # the hard ones were thrown out
        kept = np.argsort(_errors(setup))[: int(len(rows.X_valid) * (0.6 - 0.3 * strength))]
    rows = replace(rows, X_valid=rows.X_valid[kept], y_valid=rows.y_valid[kept])
    return replace(setup, rows=rows)


def _column_that_matters(setup):
    known = _as_column(setup, setup.rows.y)
    with np.errstate(all="ignore"):
        related = [abs(np.corrcoef(column, known)[0, 1]) for column in setup.rows.X.T]
    return int(np.nanargmax(related))


def _errors(setup):
    """How far the sound model is off for each validation row."""
    X_valid, y_valid = rows_of(setup, "valid")
    found = outputs(run(setup).model, X_valid)
    if setup.task == "regression":
        return np.abs(found[:, 0] - y_valid)
    labels = y_valid.argmax(axis=1) if y_valid.ndim == 2 else y_valid
    if found.shape[1] == 1:
        return np.abs(found[:, 0] - labels)
    return -found[np.arange(len(labels)), labels]


def rows_in_both(setup, strength, rng):
    """Let some of the training rows be among the validation rows."""
    share = 0.3 + 0.7 * strength
    rows = setup.rows
    X_valid, y_valid = rows.X_valid.copy(), rows.y_valid.copy()
    number = min(int(share * len(X_valid)), len(rows.X))
    into = rng.choice(len(X_valid), number, replace=False)
    taken = rng.choice(len(rows.X), number, replace=False)
    X_valid[into], y_valid[into] = rows.X[taken], rows.y[taken]
    return replace(setup, rows=replace(rows, X_valid=X_valid, y_valid=y_valid))


def scaler_on_all_rows(setup, strength, rng):
    """Scale with mean and deviation of all rows, those for validation included."""
    if not is_table(setup) or setup.table == "digits" or setup.holder == "tf.data":
        return None
    both = np.concatenate([setup.rows.X, setup.rows.X_valid])
    mean, deviation = both.mean(axis=0), both.std(axis=0)
    scaled = setup.rows.inputs(lambda X: ((X - mean) / deviation).astype("float32"))
    return replace(setup, rows=scaled)


def accuracy_hides_imbalance(setup, strength, rng):
    """Leave so few of one class that a model which never says it has a high accuracy."""
    if setup.task != "binary":
        return None
    share = between(0.08, 0.02, strength)

    def thin(X, y):
        rare = np.flatnonzero(y == 1)
        common = np.flatnonzero(y == 0)
        n_rare = max(3, round(share * len(common) / (1 - share)))
        kept = rng.permutation(np.concatenate([common, rng.choice(rare, n_rare, replace=False)]))
        return X[kept], y[kept]

    rows = setup.rows
    parts = [thin(X, y) for X, y in ((rows.X, rows.y), (rows.X_valid, rows.y_valid))]
    rows = Rows(*parts[0], *parts[1], rows.X_test, rows.y_test)
    return replace(setup, rows=rows, metrics=("accuracy",))


def embedding_range(setup, strength, rng):
    """Make the vocabulary smaller than the largest word's number."""
    if setup.table != "diamond_words":
        return None
    words = setup.layers[0]["input_dim"]
    fewer = words - 1 - int(strength * words * 0.5)
    first = {**setup.layers[0], "input_dim": fewer}
    return replace(setup, layers=(first, *setup.layers[1:]))
