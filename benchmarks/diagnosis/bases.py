"""Sound trainings drawn at random: a table, a network that suits it, and settings that work.

A draw is a seed. Not every draw turns out sound, so each is trained and looked at: see
`soundness`. The number of epochs is found as a careful learner finds it, by a longer run.
"""

from dataclasses import replace

import numpy as np

from benchmarks.diagnosis import tables
from benchmarks.diagnosis.setups import Setup
from benchmarks.diagnosis.training import run

_ACTIVATIONS = ("relu", "relu", "relu", "tanh", "elu", "gelu", "swish", "selu")
# The rate of each optimizer that suits small networks and scaled inputs, from, to.
_RATES = {
    "SGD": (0.02, 0.08),
    "Adam": (0.002, 0.008),
    "RMSprop": (0.001, 0.004),
    "AdamW": (0.002, 0.008),
    "Nadam": (0.002, 0.006),
}
_TASKS = {
    **dict.fromkeys(tables.REGRESSION, "regression"),
    **dict.fromkeys(tables.BINARY, "binary"),
    **dict.fromkeys(tables.CLASSES, "classes"),
}
_LONGEST = 40
KINDS = (*6 * ("dense",), "images", "images", "sequence", "words")


# Where there is little for a network to say beyond a line it takes small steps; where there is
# much, long ones: so many times the rate.
_SPEED = {"churn": 0.4, "credit": 0.4, "fuel_origin": 0.6}
_SPEED |= {"concrete": 2.0, "demand": 1.5, "ridership": 1.5}


def draw_setup(seed, kind=None):
    """Return a setup with the longest number of epochs; the same for a seed, always.

    Parameters
    ----------
    seed : int
    kind : str or None
        One of `KINDS`, or a table for a dense network; drawn, if None.
    """
    rng = np.random.default_rng([7, seed])
    if kind in _TASKS:
        kind, table, task = "dense", kind, _TASKS[kind]
    else:
        kind = kind or str(rng.choice(KINDS))
        table, task = _draw_table(kind, rng)
    own_units = table in ("concrete", "fuel_economy") and rng.random() < 0.15
    rows, scale, shift = tables.draw_rows(table, rng, units="own" if own_units else "scaled")
    if kind == "images":
        rows = rows.inputs(lambda X: X.reshape(-1, 8, 8, 1))
    if kind == "sequence":
        rows = rows.inputs(lambda X: X[..., np.newaxis])
    n_classes = 0 if task == "regression" else int(rows.y.max()) + 1
    output, loss, one_hot = _draw_end(task, n_classes, rng)
    if own_units:
        mean = {"kind": "Constant", "value": round(float(rows.y.mean()), 1)}
        output |= {"bias_initializer": mean}
    if one_hot:
        rows = rows.targets(lambda y: np.eye(n_classes, dtype="float32")[y])
    layers = _LAYERS[kind](rng, rows)
    accuracy = ("accuracy",) if task != "regression" else ()
    optimizer = _draw_optimizer(kind, rng)
    if table in _SPEED:
        rate = optimizer["learning_rate"] * _SPEED[table]
        optimizer |= {"learning_rate": float(f"{rate:.2g}")}
    return Setup(
        table=table,
        task=task,
        n_classes=n_classes,
        rows=rows,
        scale=scale,
        shift=shift,
        layers=tuple(layers),
        output=output,
        loss=loss,
        optimizer=optimizer,
        metrics=accuracy if rng.random() < 0.8 else (),
        batch_size=int(rng.choice([16, 32, 64])),
        epochs=_LONGEST,
        style=str(rng.choice(["sequential"] * 5 + ["functional"] * 3 + ["subclassed"] * 2)),
        holder=str(rng.choice(["array"] * 8 + ["frame"] * 3 + ["tf.data"])),
        history_as_dict=bool(rng.random() < 0.08),
        seed=int(rng.integers(1, 1000)),
    )


def _draw_table(kind, rng):
    if kind == "images":
        return "digits", "classes"
    if kind == "sequence":
        return str(rng.choice(tables.SEQUENCES)), "regression"
    if kind == "words":
        return "diamond_words", "regression"
    task = str(rng.choice(["regression", "regression", "binary", "classes"]))
    names = {
        "regression": tables.REGRESSION,
        "binary": tables.BINARY,
        "classes": tables.CLASSES,
    }[task]
    return str(rng.choice(names)), task


def _draw_end(task, n_classes, rng):
    """The last layer, the loss, and whether labels are one-hot."""
    way = int(rng.integers(3))
    if task == "regression":
        losses = ("mse", "mean_squared_error", "mae", {"kind": "Huber"})
        return {"kind": "Dense", "units": 1}, losses[int(rng.integers(4))], False
    if task == "binary":
        ends = (
            (1, "sigmoid", "binary_crossentropy", False),
            (1, "sigmoid", {"kind": "BinaryCrossentropy"}, False),
            (2, "softmax", "sparse_categorical_crossentropy", False),
        )
    else:
        from_logits = {"kind": "SparseCategoricalCrossentropy", "from_logits": True}
        ends = (
            (n_classes, "softmax", "sparse_categorical_crossentropy", False),
            (n_classes, "softmax", "categorical_crossentropy", True),
            (n_classes, "linear", from_logits, False),
        )
    units, activation, loss, one_hot = ends[way]
    return {"kind": "Dense", "units": units, "activation": activation}, loss, one_hot


def _draw_optimizer(kind, rng):
    name = str(rng.choice(["Adam"] * 4 + ["SGD"] * 2 + ["RMSprop", "AdamW", "Nadam"]))
    low, high = _RATES[name]
    rate = float(f"{np.exp(rng.uniform(np.log(low), np.log(high))):.2g}")
    momentum = {"momentum": 0.9} if name == "SGD" and rng.random() < 0.5 else {}
    if momentum:
        rate = round(rate / 4, 4)
    if kind in ("sequence", "images") and name == "SGD" and not momentum:
        rate *= 2
    return {"kind": name, "learning_rate": rate, **momentum}


def _dense(rng, rows):
    units = int(rng.choice([12, 16, 24, 32, 48, 64]))
    activation = str(rng.choice(_ACTIVATIONS))
    extra = str(rng.choice(["none"] * 6 + ["dropout", "batch norm", "l2"]))
    for _ in range(int(rng.choice([1, 2, 2, 2, 3]))):
        layer = {"kind": "Dense", "units": units, "activation": activation}
        if activation in ("relu", "elu") and rng.random() < 0.3:
            layer |= {"kernel_initializer": "he_normal"}
        if extra == "l2":
            layer |= {"kernel_regularizer": {"kind": "L2", "l2": 0.001}}
        yield layer
        if extra == "dropout":
            yield {"kind": "Dropout", "rate": round(float(rng.uniform(0.1, 0.25)), 2)}
        if extra == "batch norm":
            yield {"kind": "BatchNormalization"}


def _images(rng, rows):
    filters = int(rng.choice([8, 12, 16]))
    for _ in range(int(rng.choice([1, 2]))):
        yield {
            "kind": "Conv2D",
            "filters": filters,
            "kernel_size": 3,
            "padding": "same",
            "activation": str(rng.choice(["relu", "relu", "elu"])),
        }
        yield {"kind": "MaxPooling2D"}
    yield {"kind": "Flatten"}
    if rng.random() < 0.5:
        yield {"kind": "Dense", "units": 32, "activation": "relu"}


def _sequence(rng, rows):
    kind = str(rng.choice(["GRU", "LSTM"]))
    yield {"kind": kind, "units": int(rng.choice([8, 12, 16]))}


def _words(rng, rows):
    words = int(max(part.max() for part in (rows.X, rows.X_valid, rows.X_test))) + 1
    yield {"kind": "Embedding", "input_dim": words, "output_dim": int(rng.choice([4, 8]))}
    yield {"kind": "Flatten"}
    yield {"kind": "Dense", "units": 16, "activation": "relu"}


_LAYERS = {"dense": _dense, "images": _images, "sequence": _sequence, "words": _words}


def find_epochs(setup):
    """Return the setup with the epochs after which more of them gain little, or None."""
    history = run(replace(setup, history_as_dict=True)).history
    if not history or not np.all(np.isfinite(history["val_loss"])):
        return None
    curve = smooth(history["val_loss"])
    little = min(0.02 * (curve[0] - curve.min()), 0.05 * curve.min())
    near = np.flatnonzero(curve <= curve.min() + little)
    epochs = int(near[0]) + 2
    if epochs >= len(curve) - 2:  # still learning
        return None
    return replace(setup, epochs=max(4, epochs))


def smooth(values):
    """Return the running median of three."""
    padded = np.pad(np.asarray(values, float), 1, mode="edge")
    return np.median(np.stack([padded[:-2], padded[1:-1], padded[2:]]), axis=0)


def base(seed, kind=None):
    """Return a sound setup for a seed, or None where the draw is not sound."""
    from benchmarks.diagnosis.soundness import what_is_wrong

    setup = find_epochs(draw_setup(seed, kind))
    return None if setup is None or what_is_wrong(setup) else setup
