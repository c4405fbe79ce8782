"""Faults that only the run shows: see `plants_data` for what a plant is."""

from dataclasses import replace

from benchmarks.diagnosis.plants_data import between, is_table
from benchmarks.diagnosis.plants_structure import change_hidden


def _with_rate(setup, rate):
    return replace(setup, optimizer={**setup.optimizer, "learning_rate": float(f"{rate:.2g}")})


def rate_too_high(setup, strength, rng):
    """Take far too long steps."""
    plain = setup.optimizer["kind"] == "SGD"
    by = between(10, 300, strength) if plain else between(30, 3000, strength)
    return _with_rate(setup, setup.optimizer["learning_rate"] * by)


def rate_too_low(setup, strength, rng):
    """Take far too short steps."""
    by = between(30, 3000, strength)
    notes = ("too_few_epochs",) if by < 60 else ("weights_did_not_move",) if by > 1000 else ()
    return replace(_with_rate(setup, setup.optimizer["learning_rate"] / by), notes=notes)


def too_few_epochs(setup, strength, rng):
    """End while the loss still falls."""
    share = between(0.3, 0.04, strength)
    return replace(setup, epochs=max(1, int(setup.epochs * share)))


def network_too_small(setup, strength, rng):
    """Have so few units that the network cannot follow what there is to learn."""
    if not is_table(setup):
        return None
    units = 1 if strength > 0.4 else 2
    kept = [one for one in setup.layers if one["kind"] == "Dense"][:1]
    layers = tuple({**one, "units": units} for one in kept)
    return replace(setup, layers=layers, epochs=2 * setup.epochs)


def overfitting(setup, strength, rng):
    """Train a large network for long on few rows."""
    if not is_table(setup):
        return None
    number = int(between(120, 30, strength))
    rows = replace(setup.rows, X=setup.rows.X[:number], y=setup.rows.y[:number])
    dense = {"kind": "Dense", "units": 128, "activation": "relu"}
    return replace(setup, rows=rows, layers=(dense, dense), epochs=80, batch_size=16)


def dead_units(setup, strength, rng):
    """Start ReLU units where no row wakes them."""
    if not is_table(setup):
        return None
    bias = {"kind": "Constant", "value": -round(between(3, 20, strength), 1)}
    layers = tuple(one for one in setup.layers if one["kind"] != "BatchNormalization")
    changed = replace(setup, layers=layers)
    return change_hidden(changed, activation="relu", bias_initializer=bias)


def saturated_units(setup, strength, rng):
    """Start units with sigmoid or tanh far out, where they are flat."""
    if not is_table(setup):
        return None
    start = {"kind": "RandomNormal", "stddev": round(between(3, 30, strength), 1), "seed": 1}
    layers = tuple(one for one in setup.layers if one["kind"] != "BatchNormalization")
    activation = str(rng.choice(["sigmoid", "tanh"]))
    changed = replace(setup, layers=layers)
    return change_hidden(changed, activation=activation, kernel_initializer=start)


def vanishing_slopes(setup, strength, rng):
    """Stack many layers of sigmoids."""
    if not is_table(setup):
        return None
    units = int(rng.choice([8, 16, 24]))
    layer = {"kind": "Dense", "units": units, "activation": "sigmoid"}
    return replace(setup, layers=(6 + int(8 * strength)) * (layer,))


def exploding_slopes(setup, strength, rng):
    """Stack many layers with too large weights."""
    if not is_table(setup):
        return None
    units = 24
    layers = []
    for n in range(5 + int(4 * strength)):
        start = {"kind": "RandomNormal", "stddev": 0.6 + 0.5 * strength, "seed": n + 1}
        layer = {"kind": "Dense", "units": units, "activation": "relu"}
        layers.append({**layer, "kernel_initializer": start})
    return replace(setup, layers=tuple(layers))


def weights_did_not_move(setup, strength, rng):
    """Let no step reach the weights."""
    if rng.random() < 0.5 and setup.style != "subclassed":
        return replace(setup, no_update=True, metrics=())
    still = _with_rate(setup, 0.0 if rng.random() < 0.5 else 1e-12)
    return replace(still, notes=("rate_too_low",))


def stopped_early(setup, strength, rng):
    """Let a callback stop it at once: no patience, or the wrong direction."""
    patience = int(3 * (1 - strength))
    stop = {"kind": "EarlyStopping", "patience": patience}
    ways = [{"monitor": "val_loss", "mode": "max"}]
    if setup.metrics:
        ways.append({"monitor": "val_accuracy", "mode": "min"})
    ways.append({"monitor": "val_loss", "min_delta": 5.0, "patience": max(1, patience)})
    stop |= ways[int(rng.integers(len(ways)))]
    return replace(setup, callbacks=(stop,), epochs=max(30, setup.epochs))


def weights_past_best(setup, strength, rng):
    """Stop long after the best epoch and keep the last weights."""
    broken = overfitting(setup, 0.3 + 0.7 * strength, rng)
    if broken is None:
        return None
    stop = {"kind": "EarlyStopping", "patience": int(between(8, 25, strength))}
    return replace(broken, callbacks=(stop,), epochs=200)


def trained_before(setup, strength, rng):
    """Fit a second time and believe that it began anew."""
    return replace(setup, fits="again" if rng.random() < 0.5 else "recompiled")


def never_trained(setup, strength, rng):
    """Forget to fit."""
    return replace(setup, fits="never")
