"""The networks of the dropout explorer, trained from every seed and at every rate at once.

Written in NumPy: a grid would be two programs, and to compile them takes longer than all these
runs. Keras' starting weights, order of the rows and random numbers are used, so each run is that
of the Keras code on the page. The first axes of an array are (rates, seeds).
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

RATES = (0.0, 0.2, 0.4, 0.7, 0.8)
NORMALIZE = ("no", "yes")
SEEDS = tuple(range(1, 21))  # the first is the run on the page, all together the spread
EPOCHS = 60
N_TRAIN, BATCH_SIZE = 64, 16
BATCHES = N_TRAIN // BATCH_SIZE  # in an epoch
UNITS = (64, 32)
MOMENTUM = 0.9  # with Keras' own, 0.99, the averages need ten times as many batches
_EPSILON = np.float32(0.001)
_LEARNING_RATE = np.float32(0.05)


def train_runs(data):
    """Train without and with a batch normalization in front, by SGD on the mean absolute error.

    Parameters
    ----------
    data : tuple of numpy.ndarray
        Inputs and targets for training, inputs and targets for validation.

    Returns
    -------
    dict of str to numpy.ndarray
        "loss" and "val_loss", shape (2, rates, seeds, epochs); "draws", the numbers behind the
        masks of every batch and of one more, shape (batches, rows, units); "order" of the rows,
        as the first seed reads them.
    """
    from course_utils.training.row_order import row_order

    x, y, *valid = (part.astype("float32") for part in data)
    orders = np.array([row_order(seed, N_TRAIN) for seed in SEEDS])
    start, draws = _starts(), _draws()

    def fit(normalize):
        return _fit(normalize == "yes", start, x[orders], y[orders], valid, draws)

    with ThreadPoolExecutor() as pool, np.errstate(over="ignore", invalid="ignore"):
        losses = np.array(list(pool.map(fit, NORMALIZE)))
    return {
        "loss": losses[:, 0],
        "val_loss": losses[:, 1],
        "draws": draws,
        "order": orders[0],
    }


def _starts():
    """Keras' starting weights, (1, n_seeds, ...). A batch normalization draws none of its own."""
    import keras

    from course_utils.training.reseeding import read_starts
    from course_utils.training.starts import build_model

    def build():
        dense = [keras.layers.Dense(units, activation="relu") for units in UNITS]
        return keras.Sequential([keras.Input((8,)), *dense, keras.layers.Dense(1)])

    starts = read_starts(build, build_model(build, SEEDS[0]), SEEDS)
    columns = zip(*(starts[seed].weights for seed in SEEDS), strict=True)
    arrays = [np.array(column)[np.newaxis] for column in columns]
    # A bias is one row that all rows of a batch share.
    return [a if place % 2 == 0 else a[..., np.newaxis, :] for place, a in enumerate(arrays)]


def _draws():
    """Keras' random numbers for the masks: the layer counts its calls, every batch is one."""
    from course_utils.training.random_numbers import uniform

    calls = np.array([[1, call] for call in range(EPOCHS * BATCHES + 1)])
    return uniform(calls, BATCH_SIZE * UNITS[0]).numpy().reshape(-1, BATCH_SIZE, UNITS[0])


def _fit(normalized, start, rows, targets, valid, draws):
    """Both losses of each epoch, (2, rates, seeds, epochs), as Keras' history has them."""
    batches = np.split(rows, BATCHES, axis=1)
    wanted = np.split(targets, BATCHES, axis=1)
    seen = [valid[0]] * EPOCHS
    if normalized:
        seen, batches = _normalized_seen(batches, valid[0]), [_normalized(b) for b in batches]
    columns = rows.shape[-1]
    weights = [np.ones((1, 1, 1, columns), "float32"), np.zeros((1, 1, 1, columns), "float32")]
    shape = (len(RATES), len(SEEDS))
    weights = [np.array(np.broadcast_to(w, (*shape, *w.shape[2:]))) for w in [*weights, *start]]
    losses = np.empty((2, *shape, EPOCHS), "float32")
    for epoch in range(EPOCHS):
        turn = draws[epoch * BATCHES : (epoch + 1) * BATCHES]
        steps = zip(batches, wanted, _masks(turn), strict=True)
        losses[0, ..., epoch] = np.mean([_learn(weights, normalized, *s) for s in steps], axis=0)
        error = _layers(weights, seen[epoch])[-1] - valid[1]
        losses[1, ..., epoch] = np.abs(error).mean(axis=-1)
    return losses


def _masks(draws):
    """What each number is multiplied by, (batches, rates, 1, rows, units): 0, or more than 1."""
    rates = np.array(RATES, "float32").reshape(-1, 1, 1, 1)
    return np.where(draws[:, np.newaxis, np.newaxis] >= rates, 1 / (1 - rates), np.float32(0))


def _normalized(batch):
    mean, variance = batch.mean(axis=-2, keepdims=True), batch.var(axis=-2, keepdims=True)
    return (batch - mean) / np.sqrt(variance + _EPSILON)


def _normalized_seen(batches, seen):
    """For each epoch, the rows seen after it as its moving averages normalize them."""
    moving, found = None, []
    for _ in range(EPOCHS):
        for batch in batches:
            now = np.array([f(axis=-2, keepdims=True) for f in (batch.mean, batch.var)])
            if moving is None:
                moving = np.stack([np.zeros_like(now[0]), np.ones_like(now[1])])
            moving = MOMENTUM * moving + (1 - MOMENTUM) * now
        found.append(((seen - moving[0]) / np.sqrt(moving[1] + _EPSILON)).astype("float32"))
    return found


def _layers(weights, rows, mask=None):
    """What each layer makes of the rows; the last one's outputs have lost their only column."""
    gamma, beta, w1, b1, w2, b2, w3, b3 = weights
    scaled = rows * gamma + beta
    first = np.maximum(scaled @ w1 + b1, 0)
    if mask is not None:
        first *= mask
    second = np.maximum(first @ w2 + b2, 0)
    return scaled, first, second, (second @ w3 + b3)[..., 0]


def _learn(weights, normalized, rows, targets, mask):
    """Make one step of SGD, in place; return the loss before it."""
    layers = _layers(weights, rows, mask)
    error = layers[-1] - targets
    slopes = _gradients(weights, rows, mask, layers, np.sign(error) / BATCH_SIZE)
    # Without a batch normalization there is no gamma and no beta to learn.
    for weight, slope in list(zip(weights, slopes, strict=True))[0 if normalized else 2 :]:
        weight -= _LEARNING_RATE * slope
    return np.abs(error).mean(axis=-1)


def _gradients(weights, rows, mask, layers, slope):
    """Backpropagation, in the order of the weights."""
    scaled, first, second, _ = layers
    _, _, w1, _, w2, _, w3, _ = weights
    back_3 = slope[..., np.newaxis]
    back_2 = back_3 * _turned(w3) * (second > 0)
    back_1 = (back_2 @ _turned(w2)) * mask * (first > 0)
    back_0 = back_1 @ _turned(w1)
    found = [_summed(back_0 * rows), _summed(back_0)]
    for inputs, back in ((scaled, back_1), (first, back_2), (second, back_3)):
        found += [_turned(inputs) @ back, _summed(back)]
    return found


def _turned(matrices):
    return np.swapaxes(matrices, -1, -2)


def _summed(rows):
    return rows.sum(axis=-2, keepdims=True)
