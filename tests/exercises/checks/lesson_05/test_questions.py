"""Every question of exercise 5: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
import tensorflow as tf
from course_utils import explore_dropout, load_dataset
from keras import layers

rng = np.random.default_rng(1)
X_train, y_train = rng.normal(size=(400, 150)), rng.normal(size=400)

def hidden(units, rate=None, activation="relu"):
    dense = layers.Dense(units, activation=activation)
    return [dense] if rate is None else [dense, layers.Dropout(rate)]

def deep(*stack, inputs=150):
    return keras.Sequential([keras.Input((inputs,)), *stack])

def run_of(loss, val_loss):
    history = keras.callbacks.History()
    history.history = {"loss": loss, "val_loss": val_loss}
    return history

plain_history = run_of([0.5, 0.1, 0.02], [0.4, 0.09, 0.10])
dropout_history = run_of([0.7, 0.2, 0.05], [0.5, 0.12, 0.09])

concrete = load_dataset("concrete")
strength = concrete.pop("compressive_strength").to_numpy()
recipes = concrete.to_numpy()

def train_concrete(network, epochs=5):
    network.compile(optimizer=keras.optimizers.Adam(0.005), loss="mean_absolute_error")
    return network.fit(recipes, strength, epochs=epochs, batch_size=16, verbose=0)

def norm():
    return layers.BatchNormalization()

def wide(*between):
    stack = [layer for _ in range(3) for layer in (*hidden(512), *(make() for make in between))]
    return deep(norm(), *stack, layers.Dense(1), inputs=8)

explorer = explore_dropout()

entrance = wide()
entrance_history = train_concrete(entrance)
"""

FUNCTIONAL = """
inputs = keras.Input((150,))
x = layers.Dropout(0.3)(layers.ReLU()(layers.Dense(128)(inputs)))
x = layers.Dropout(rate=0.3)(keras.ops.relu(layers.Dense(64)(x)))
model = keras.Model(inputs, layers.Dense(1)(x))
"""

ADDED = """
model = keras.Sequential()
model.add(keras.Input((150,)))
for units in (128, 64):
    model.add(layers.Dense(units))
    model.add(layers.Dropout(3 / 10, seed=1))
    model.add(layers.Activation("relu"))
model.add(layers.Dense(units=1, activation="linear"))
"""

LOOPED = """
def dropout(x, rate, draws):
    new = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        if draws[place] >= rate:
            new[place] = x[place] / (1 - rate)
    return new
"""

BY_KERAS = """
def batch_norm(x, gamma, beta, moving_mean, moving_variance, training):
    layer = layers.BatchNormalization()
    layer.build(x.shape)
    layer.set_weights([gamma, beta, moving_mean, moving_variance])
    return layer(x, training=training)
"""

BY_PARTS = """
def batch_norm(x, gamma, beta, moving_mean, moving_variance, training):
    if training:
        moving_mean, moving_variance = np.mean(x, 0), np.std(x, 0) ** 2
    scale = gamma / (moving_variance + 1e-3) ** 0.5
    return scale * x + (beta - scale * moving_mean)
"""

TENSORS = """
def batch_norm(x, g, b, m, v, training):
    if training:
        m, v = tf.nn.moments(tf.constant(x), axes=[0])
    return tf.nn.batch_normalization(x, m, v, b, g, 0.001)
"""

TURNED = """
def batch_norm(x, g, b, m, v, training):
    columns = []
    for k, column in enumerate(x.T):
        mean, variance = (column.mean(), column.var()) if training else (m[k], v[k])
        columns.append(g[k] * (column - mean) / np.sqrt(variance + 0.001) + b[k])
    return np.transpose(columns).tolist()
"""

AS_FUNCTIONS = """
inputs = keras.Input((8,))
x = layers.BatchNormalization()(inputs)
for _ in range(3):
    x = layers.BatchNormalization()(keras.ops.relu(layers.Dense(512)(x)))
again = keras.Model(inputs, layers.Dense(1)(x))
again.set_weights(repaired.get_weights())
repaired = again
"""


def formula(mean="x.mean(0)", variance="x.var(0)", end="g * (x - m) / np.sqrt(v + 0.001) + b"):
    """Code of a batch normalization with one part replaced by a mistake."""
    return (
        "def batch_norm(x, g, b, m, v, training):\n"
        f"    if training: m, v = {mean}, {variance}\n"
        f"    return {end}"
    )


class TestLesson05(Proofs):
    lesson = 5
    setup = SETUP

    right = {
        "5.1": [
            FUNCTIONAL,
            ADDED,
            "model = deep(*hidden(128, 0.3, keras.activations.relu), *hidden(64, 0.3), "
            "layers.Dense(1))",
            "model = deep(keras.Sequential(hidden(128, 0.3)), keras.Sequential(hidden(64, 0.3)), "
            "layers.Dense(1))",
            "model = keras.Sequential([*hidden(128, 0.3), *hidden(64, 0.3), layers.Dense(1)])\n"
            "model.build((None, 150))",
        ],
        "5.2": [
            LOOPED,
            "def dropout(x, rate, draws): return x * (draws >= rate) / (1 - rate)",
            "dropout = lambda x, r, d: (d > r) * x * (1 / (1 - r))",
            "def dropout(x, rate, draws):\n    new = x / (1 - rate)\n    new[draws < rate] = 0\n"
            "    return new",
            "def dropout(x, rate, draws): return tf.where(draws < rate, 0.0, x / (1 - rate))",
        ],
        "5.3": [
            "guess = ' No difference'",
            "plain_gap, dropout_gap = 0.08, 0.04",
            "plain_gap, dropout_gap = tf.constant(0.08), np.array([0.04])",
            "plain_gap = round(plain_gap, 4)",
            "plain_history, dropout_history = plain_history.history, dropout_history.history",
        ],
        "5.4": [BY_KERAS, BY_PARTS, TENSORS, TURNED, formula()],
        "5.5": [
            "total, trainable = 929, 785",
            "total, trainable = 929.0, np.int64(785)",
            "model = deep(norm(), layers.Dense(64), norm(), layers.ReLU(), layers.Dense(1), "
            "inputs=8)\ntotal = model.count_params()\n"
            "trainable = sum(np.prod(w.shape) for w in model.trainable_weights)",
            "dense = 9 * 64 + 65\ntotal, trainable = dense + 4 * 72, dense + 2 * 72",
        ],
        "5.6": [
            AS_FUNCTIONS,
            "repaired, history = entrance, entrance_history",
            "history = history.history",
            "repaired = keras.Sequential([keras.Input((8,)), repaired])",
            "history = {'loss': np.array(history.history['loss'])}",
        ],
        "5.7": [
            "token = 'dropout normalize=yes rate=0.7 epoch=1'",
            "token = '  dropout   normalize=yes rate=0.7 epoch=30 '",
            "token = 'dropout rate=0.7 normalize=yes epoch=60'",
            "explorer = explore_dropout(state='dropout normalize=no rate=0.2 epoch=3')",
        ],
    }

    wrong = {
        "5.1": [
            (
                "model = keras.Sequential([keras.Input((150,)), layers.Dense(128, 'relu'), "
                "layers.Dense(64, 'relu'), layers.Dense(1)])",
                "Put `Dropout(",
            ),
            ("model = deep(*hidden(128, 0.7), *hidden(64, 0.7), layers.Dense(1))", "share that"),
            ("model = deep(*hidden(128, 0.3), *hidden(64), layers.Dense(1))", "Put `Dropout("),
            (
                "model = deep(*hidden(128, 0.3), *hidden(64, 0.3), *hidden(1, 0.3, None))",
                "only the outputs of the two hidden layers",
            ),
            (
                "noise = layers.GaussianDropout(0.3)\n"
                "model = deep(*hidden(128), noise, *hidden(64, 0.3), layers.Dense(1))",
                "silences none",
            ),
            (
                "model = deep(layers.Dropout(0.3), *hidden(128, 0.3), *hidden(64, 0.3), "
                "layers.Dense(1))",
                "only the outputs of the two hidden layers",
            ),
            (
                "model = deep(*hidden(128, 0.3, None), *hidden(64, 0.3, None), layers.Dense(1))",
                'activation="relu"',
            ),
            (
                "model = deep(*hidden(128, 0.3), *hidden(64, 0.3), layers.Dense(1), inputs=151)",
                "the target",
            ),
            (
                "model = deep(*hidden(128, 0.3), *hidden(64, 0.3), layers.Dense(1), inputs=400)",
                "400 is how many rows",
            ),
        ],
        "5.2": [
            (
                "def dropout(x, rate, draws): return np.where(draws < rate, x, x / (1 - rate))",
                "Yours stays as it was",
            ),
            (
                "def dropout(x, rate, draws): return np.where(x < rate, 0, x / (1 - rate))",
                "the draws that decide",
            ),
            (
                "def dropout(x, rate, draws): return np.where(draws < rate, 0, x / (1 + rate))",
                "1 + rate makes it smaller",
            ),
            ("def dropout(x, rate, draws): return np.where(draws < 0.5, 0, x * 2)", "always 0.5"),
            ("def dropout(x, rate, draws): return draws < rate", "which ones are dropped"),
            (
                "def dropout(x, rate, draws): return np.where(draws < rate, 0, 1 / (1 - rate))",
                "That is the mask",
            ),
            ("def dropout(x, rate, draws): return x * (1 - rate)", "none is dropped"),
            ("def dropout(x, rate, draws): return x - rate", "none is dropped"),
            ("def dropout(x, rate, draws): return x * draws", "Do not multiply by it"),
            ("def dropout(x, rate, draws): return np.where(draws < rate, 0, x)", "must grow"),
            ("def dropout(x, r, d): return np.where(d < r, 0, x * (1 - r))", "not shrink"),
            ("def dropout(x, r, d): return np.where(d < r, 0, x / r)", "The share that stays"),
            ("def dropout(x, r, d): return np.where(d < r, x / (1 - r), 0)", "should be dropped"),
            ("def dropout(x, r, d): return x[d >= r] / (1 - r)", "keeps its place"),
            ("def dropout(x, r, d): return x", "Nothing was dropped"),
            (
                "def dropout(x, r, d):\n    x[d < r] = 0\n    return x / (1 - r)",
                "`x` changed by the call",
            ),
            ("def dropout(x, r, d): return layers.Dropout(r)(x)", "Nothing was dropped"),
        ],
        "5.3": [
            ("guess = 'dropout'", "Write one of these words"),
            ("plain_gap = -plain_gap", "Take the training loss from the other one"),
            ("dropout_gap = 0.09 / 0.05", "That is a ratio"),
            ("plain_gap = 0.10", "one loss alone"),
            ("plain_gap, dropout_gap = dropout_gap, plain_gap", "That is the other run's"),
            ("dropout_history = {'loss': [0.5, 0.4]}", "`dropout_history` is a history of 2"),
            ("plain_history = {'loss': [1, np.nan], 'val_loss': [1, 2]}", "train both networks"),
            ("dropout_history, dropout_gap = plain_history, plain_gap", "0.020 with it"),
            (
                "plain_history, dropout_history = dropout_history, plain_history\n"
                "plain_gap, dropout_gap = dropout_gap, plain_gap",
                "clearly higher with dropout",
            ),
        ],
        "5.4": [
            (
                formula().replace("if training", "if not training"),
                "with `training=True` the batch says",
            ),
            (formula(variance="x.std(0)"), "The root was taken twice"),
            (formula(end="g * (x - m) * np.sqrt(v + 0.001) + b"), "do not multiply"),
            (formula(end="g * x / np.sqrt(v + 0.001) + b"), "First subtract the mean"),
            (formula(end="g * (x + m) / np.sqrt(v + 0.001) + b"), "do not add it"),
            (formula(end="g * (x - m) / np.sqrt(v + 0.1) + b"), "You added 0.1"),
            (formula(end="b * (x - m) / np.sqrt(v + 0.001) + g"), "have changed places"),
            (formula(end="g * ((x - m) / np.sqrt(v + 0.001) + b)"), "`beta` is added last"),
            (formula("m", "v"), "are those of `x`, the batch"),
            (formula().replace("if training", "if True"), "whatever is in `x`"),
            (formula("x.mean(1, keepdims=True)", "x.var(1, keepdims=True)"), "`axis=0`"),
            (formula("x.mean()", "x.var()"), "a mean of its own"),
            (formula(variance="x.var(0, ddof=1)"), "n - 1"),
            (formula(end="g * (x - m) / np.sqrt(v) + b"), "before the root"),
            (formula(end="g * (x - m) / (v + 0.001) + b"), "`np.sqrt`"),
            (formula(end="g * (x - m) / (np.sqrt(v) + 0.001) + b"), "before the root, not to"),
            (formula(end="(x - m) / np.sqrt(v + 0.001) + b"), "Multiply by `gamma`"),
            (formula(end="g * (x - m) / np.sqrt(v + 0.001)"), "Add `beta`"),
            (formula(end="(x - m) / np.sqrt(v + 0.001)"), "`gamma * ... + beta`"),
            (
                formula(end="x").replace("return x", "x -= m; return x"),
                "`x` changed by the call",
            ),
        ],
        "5.5": [
            ("total, trainable = 897, 753", "correct that first, and subtract again"),
            ("total, trainable = 785, 785", "moving variance count, too"),
            ("total, trainable = 641, 641", "holds numbers, too"),
            ("total, trainable = 929, 641", "Gamma and beta are trained as well"),
            ("total, trainable = 897, 785", "in front holds 4 × 8"),
            ("total, trainable = 673, 785", "holds 4 × 64"),
            ("total, trainable = 649, 785", "not for the whole layer"),
            ("total, trainable = 864, 785", "has a bias as well"),
            ("total, trainable = 929, 929", "not changed by training"),
            ("total, trainable = 929, 857", "Each column has two moving averages"),
            ("total, trainable = 929, 144", "Subtract them"),
            ("total, trainable = 930, 785", "Four numbers for each column"),
        ],
        "5.6": [
            (
                "repaired = deep(*hidden(512), *hidden(512), *hidden(512), layers.Dense(1), "
                "inputs=8)",
                "at least one `BatchNormalization`",
            ),
            ("repaired = wide(norm)", "it has not been trained"),
            ("history = {'loss': [np.inf, np.nan]}", "not a finite number in epoch 1"),
            ("history = {'loss': [4.0, np.nan]}", "not a finite number in epoch 2"),
            ("history = {'val_loss': [4.0]}", "with the network you repaired"),
            (
                "repaired = deep(norm(), *hidden(512), layers.Dense(1), inputs=8)",
                "512 and 1 units, as in the broken run",
            ),
            (
                "weights = entrance.get_weights()\nweights[2] = weights[2] / 1000 + 1\n"
                "repaired = wide()\nrepaired.set_weights(weights)",
                "the error of always answering the median",
            ),
            ("repaired = deep(norm(), layers.Dense(1), inputs=9)", "the target"),
            (
                "weights = entrance.get_weights()\nweights[2] = weights[2] / 1000 + 1\n"
                "repaired = wide()\nrepaired.set_weights(weights)",
                "It is trained: its last training loss is",
            ),
            (
                "flat = hidden(512, activation=None)\n"
                "repaired = deep(norm(), *flat, *hidden(512, activation=None), "
                "*hidden(512, activation=None), layers.Dense(1), inputs=8)\n"
                "history = train_concrete(repaired, epochs=1)",
                "or put `layers.ReLU()` behind it",
            ),
            (
                "repaired = deep(norm(), *hidden(512), *hidden(512), *hidden(512), "
                "layers.Dense(1, 'relu'), inputs=8)\nhistory = train_concrete(repaired, epochs=1)",
                "leave its activation out",
            ),
        ],
        "5.7": [
            ("token = 'dropout normalize=yes rate=0.4 epoch=60'", "rate 0.4, validation loss 11"),
            ("token = 'dropout normalize=yes rate=0.9 epoch=60'", "too little is learnt"),
            ("token = 'dropout normalize=no rate=0.7 epoch=60'", "batch normalization no"),
            ("token = 'dropout normalize=yes rate=0.5 epoch=60'", "0.5"),
            ("token = 'capacity width=8'", "dropout"),
            ("token = ''", "an empty text"),
        ],
    }
