"""Every question of exercise 3: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
import tensorflow as tf
from course_utils import explore_learning_rate, explore_neuron, load_dataset
from keras import layers

cars = load_dataset("fuel_economy")
columns = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "model_year"]
order = np.random.default_rng(1).permutation(len(cars))
X_raw, y_train = cars[columns].to_numpy(float)[order[:300]], cars["mpg"].to_numpy()[order[:300]]
X_train = (X_raw - X_raw.mean(axis=0)) / X_raw.std(axis=0)

def deep(*units, inputs=6, activation="relu"):
    hidden = [layers.Dense(n, activation=activation) for n in units]
    return keras.Sequential([keras.Input((inputs,)), *hidden, layers.Dense(1)])

def make_network():
    keras.utils.set_random_seed(1)
    network = deep(128, 128, 64)
    network.compile(optimizer="adam", loss="mae")
    return network

def train(X, learning_rate, loss="mean_squared_error", epochs=10):
    keras.utils.set_random_seed(1)
    small = deep(64)
    small.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=loss)
    return small.fit(X, y_train, batch_size=32, epochs=epochs, verbose=0)

curve = make_network().fit(X_train, y_train, batch_size=128, epochs=60, verbose=0)
losses = curve.history["loss"]
scaled_history, raw_history = train(X_train, 0.01), train(X_raw, 0.01)
broken = train(X_train, 0.1)
explorer = explore_learning_rate()

def compiled(model, **how):
    model.compile(**how)
    return model
"""

SUBCLASSED = """
class Deep(keras.Model):
    def __init__(self):
        super().__init__()
        self.stack = [layers.Dense(n, activation="relu") for n in (128, 128, 64)]
        self.out = layers.Dense(1)
    def call(self, x):
        for dense in self.stack:
            x = dense(x)
        return self.out(x)
model = Deep()
model(np.zeros((1, 6)))
model.compile(keras.optimizers.Adam(1e-3), keras.losses.MeanAbsoluteError())
"""

FUNCTIONAL = """
inputs = x = keras.Input((6,))
for units in (128, 128, 64):
    x = layers.ReLU()(layers.Dense(units)(x))
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("Adam", "MeanAbsoluteError", metrics=["mse"])
"""

STEP = """
def sgd_step(x, y, w, b, learning_rate):
    error = {error}
    slope_w = {slope_w}
    slope_b = {slope_b}
    return {returned}
"""

STEP_PARTS = {
    "error": "w * x + b - y",
    "slope_w": "np.mean(2 * error * x)",
    "slope_b": "np.mean(2 * error)",
    "returned": "w - learning_rate * slope_w, b - learning_rate * slope_b",
}

TAPED = """
def sgd_step(x, y, w, b, learning_rate):
    w, b = tf.Variable(w, dtype="float64"), tf.Variable(b, dtype="float64")
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
    keras.optimizers.SGD(learning_rate)
    slope_w, slope_b = tape.gradient(loss, [w, b])
    return w - learning_rate * slope_w, b - learning_rate * slope_b
"""

LOOPED = """
def sgd_step(x, y, w, b, learning_rate):
    slope_w = slope_b = 0
    for one, target in zip(x, y):
        slope_w += 2 * (w * one + b - target) * one / len(x)
        slope_b += 2 * (w * one + b - target) / len(x)
    return [w - learning_rate * slope_w, b - learning_rate * slope_b]
"""

FIRST_BELOW = """
for first_epoch, loss in enumerate(losses, start=1):
    if loss < 3:
        break
"""

FIT = "history = make_network().fit({})"


def step(**changed):
    return STEP.format(**(STEP_PARTS | changed))


class TestLesson03(Proofs):
    lesson = 3
    setup = SETUP

    right = {
        "3.1": [
            "per_epoch, in_all = 3, 180",
            "import math\nper_epoch = math.ceil(300 / 128)\nin_all = per_epoch * 60",
            "per_epoch = -(-300 // 128); in_all = 60 * per_epoch",
            "per_epoch, in_all = np.array([3]), np.int64(180)",
            "per_epoch = curve.params['steps']; in_all = per_epoch * curve.params['epochs']",
            "per_epoch = len([start for start in range(0, len(X_train), 128)]); in_all = 180.0",
        ],
        "3.2": [
            TAPED,
            LOOPED,
            step(
                error="y - (w * x + b)", slope_w="np.mean(-2 * error * x)", slope_b="-2 * error"
            ).replace("-2 * error\n", "np.mean(-2 * error)\n"),
            step(slope_w="2 * (error @ x) / len(x)", slope_b="2 * error.sum() / x.size"),
            step(returned="np.array([w, b]) - learning_rate * np.array([slope_w, slope_b])"),
            "sgd_step = lambda x, y, w, b, rate: (w - rate * (2 * (w * x + b - y) * x).mean(), "
            "b - rate * (2 * (w * x + b - y)).mean())",
        ],
        "3.3": [
            SUBCLASSED,
            FUNCTIONAL,
            "model = compiled(deep(128, 128, 64), loss='mae', optimizer='adam')",
            "model = compiled(deep(128, 128, 64), optimizer=keras.optimizers.Adam(), "
            "loss=keras.losses.mean_absolute_error, metrics=['mae', 'mse'])",
            "model = compiled(deep(128, 128, 64), optimizer=keras.optimizers.Adam("
            "learning_rate=0.001), loss='mean_absolute_error')",
            "model = make_network()\nmodel.fit(X_train[:32], y_train[:32], verbose=0)",
            "def mae(y, p): return keras.ops.mean(keras.ops.abs(y - p))\n"
            "model = compiled(deep(128, 128, 64), optimizer='adam', loss=mae)",
            "class Mine(keras.optimizers.Adam): pass\n"
            "model = compiled(deep(128, 128, 64), optimizer=Mine(), loss='mae')",
        ],
        "3.4": [
            FIT.format("X_train, y_train, 128, 60, verbose=0"),
            FIT.format("x=X_train, y=y_train, epochs=60, batch_size=128, verbose=0, shuffle=False"),
            FIT.format(
                "tf.data.Dataset.from_tensor_slices((X_train, y_train)).shuffle(300).batch(128), "
                "epochs=60, verbose=0"
            ),
            FIT.format(
                "pd.DataFrame(X_train), pd.Series(y_train), batch_size=np.int64(128), epochs=60, "
                "verbose=0"
            ),
        ],
        "3.5": [
            FIRST_BELOW,
            "first_epoch = int(np.flatnonzero(np.array(losses) < 3)[0]) + 1",
            "first_epoch = next(n for n, loss in enumerate(losses, 1) if loss < 3)",
            "first_epoch = pd.Series(losses, index=range(1, 61)).lt(3).idxmax()",
            "curve = {'loss': [5, 4, 3, 2, 4, 1]}; first_epoch = 4",
            "curve = curve.history",
        ],
        "3.6": [
            "guess, outcome = 'about the same', ' More than ten times as large, or no number '",
            "scaled_history, raw_history = scaled_history.history, raw_history.history",
            "raw_history = {'loss': [9.0, 90.0]}; scaled_history = {'loss': [8.5]}",
            "raw_history = {'loss': [9.0, float('nan')]}",
        ],
        "3.7": [
            "repaired = train(X_train, 0.005)",
            "repaired = train(X_train, 0.015)",
            "repaired = train(X_train, 0.01).history",
            "network = compiled(deep(64), optimizer=keras.optimizers.Adam(0.05), loss='mse')\n"
            "repaired = network.fit(X_train, y_train, epochs=20, verbose=0)",
            "pushed = keras.optimizers.SGD(0.01, momentum=0.5)\n"
            "network = compiled(deep(64), optimizer=pushed, loss='mse')\n"
            "repaired = network.fit(X_train, y_train, epochs=10, verbose=0)",
        ],
        "3.8": [
            "token = 'learning_rate rate=0.5 batch_size=32 n_examples=256 step=0'",
            "token = 'learning_rate rate=0.50 batch_size=32 n_examples=8192 step=50'",
            "token = '  learning_rate step=100 n_examples=256 batch_size=32 rate=0.5\\n'",
            "token = explorer.token(rate=0.5, batch_size=32)",
            "explorer = explore_learning_rate(state=token)",
        ],
    }

    wrong = {
        "3.1": [
            ("per_epoch, in_all = 7, 420", "Correct that first, and multiply again"),
            ("per_epoch, in_all = 2.34, 140.6", "Batches are whole"),
            ("in_all = 63", "60 epochs of 3 each"),
            ("per_epoch = 60", "Those are the epochs"),
            ("per_epoch, in_all = 300 // 128, 300 // 128 * 60", "the last 44 cars"),
            ("per_epoch, in_all = 300 / 128, 300 / 128 * 60", "no third of an iteration"),
            ("per_epoch, in_all = 4, 240", "Only the 300 training cars"),
            ("per_epoch, in_all = 10, 600", "batch size 32"),
            ("per_epoch, in_all = 128, 60", "how many cars a batch holds"),
            ("in_all = 300 * 60", "a whole batch, not one car"),
            ("in_all = int(np.ceil(300 / 128 * 60))", "Round in each epoch"),
            ("in_all = per_epoch", "That is one epoch"),
            ("per_epoch = 7", "Divide the rows by the batch size"),
        ],
        "3.2": [
            (step(returned="learning_rate * slope_w, learning_rate * slope_b"), "the step alone"),
            (
                step(returned="w - slope_w / learning_rate, b - slope_b / learning_rate"),
                "a smaller rate must make a smaller step",
            ),
            (
                step(slope_w="np.mean(error**2)", slope_b="np.mean(error**2)"),
                "the loss instead of its slopes",
            ),
            (step(returned="w - 0.1 * slope_w, b - 0.1 * slope_b"), "Your rate is always 0.1"),
            (step(returned="w + learning_rate * slope_w, b + learning_rate * slope_b"), "uphill"),
            (step(error="y - w * x - b"), "uphill"),
            (step(slope_w="np.mean(error * x)", slope_b="np.mean(error)"), "factor 2"),
            (step(slope_w="np.sum(2 * error * x)", slope_b="np.sum(2 * error)"), "not the sum"),
            (step(returned="w - learning_rate * slope_w, b"), "`b` has its own slope"),
            (step(returned="w, b - learning_rate * slope_b"), "`w` has its own slope"),
            (step(returned="w - slope_w, b - slope_b"), "by the learning rate"),
            (step(returned="slope_w, slope_b"), "These are the slopes"),
            (
                step(returned="b - learning_rate * slope_b, w - learning_rate * slope_w"),
                "`w` first, then `b`",
            ),
            (
                step(slope_w="np.mean(np.sign(error) * x)", slope_b="np.mean(np.sign(error))"),
                "*absolute* error",
            ),
            (
                "def sgd_step(x, y, w, b, rate):\n"
                "    w = w - rate * np.mean(2 * (w * x + b - y) * x)\n"
                "    b = b - rate * np.mean(2 * (w * x + b - y))\n"
                "    return w, b",
                "used the new `w`",
            ),
            (step(error="w * x - y"), "in your error the `b` is missing"),
            (step(slope_w="2 * error * x", slope_b="2 * error"), "one slope for each row"),
            (step(slope_w="np.mean(2 * error)"), "has the input as a factor"),
            (step(returned="None"), "`None`"),
        ],
        "3.3": [
            ("model = deep(128, 128, 64)", "no `compile` yet"),
            (
                "def mean_absolute_error(y, p): return keras.ops.mean(y - p)\n"
                "model = compiled(deep(128, 128, 64), optimizer='adam', loss=mean_absolute_error)",
                "`mean_absolute_error`, of your own",
            ),
            (
                "model = compiled(deep(128, 128, 64), optimizer='adam', loss='mse')",
                "the mean *absolute* error",
            ),
            (
                "model = compiled(deep(128, 128, 64), optimizer='sgd', loss='mae')",
                "one rate for all",
            ),
            ("model = compiled(deep(128, 128, 64), loss='mae')", "if no optimizer is named"),
            ("model = compiled(deep(128, 128, 64), optimizer='adam')", 'Write `loss="mean_abs'),
            (
                "model = compiled(deep(128, 128, 64), optimizer='adam', metrics=['mae'])",
                "You gave it as a metric",
            ),
            (
                "model = compiled(deep(128, 128, 64), loss='mae', "
                "optimizer=keras.optimizers.Adam(0.1))",
                "0.1",
            ),
            (
                "model = compiled(deep(128, 64), optimizer='adam', loss='mae')",
                "`Dense(units=128)`",
            ),
            (
                "model = compiled(deep(128, 128, 64, inputs=7), optimizer='adam', loss='mae')",
                "the target",
            ),
            (
                "model = compiled(deep(128, 128, 64, activation=None), optimizer='adam', "
                "loss='mae')",
                'write `activation="relu"`',
            ),
        ],
        "3.4": [
            (
                FIT.format("X_train, y_train / 100, batch_size=128, epochs=60, verbose=0"),
                "not the mpg",
            ),
            (
                FIT.format("X_train, y_train[::-1], batch_size=128, epochs=60, verbose=0"),
                "belong together",
            ),
            (
                FIT.format("X_train, y_train, batch_size=128, epochs=6, verbose=0"),
                "It had 6 of 60 epochs to fall in",
            ),
            (
                "history = make_network().fit(X_train, y_train, epochs=3, verbose=0)",
                "Keras' own batch size, 32",
            ),
            (
                "history = make_network().fit(X_train, y_train, batch_size=128, verbose=0)",
                "`epochs=60`",
            ),
            (
                "history = make_network().fit(X_train[:200], y_train[:200], batch_size=128, "
                "epochs=3, verbose=0)",
                "fewer than 300 cars",
            ),
            (
                "history = make_network().fit(np.tile(X_train, (2, 1))[:392], "
                "np.tile(y_train, 2)[:392], batch_size=128, epochs=3, verbose=0)",
                "hold all 392 cars",
            ),
            ("history = history.history", "not `history.history`"),
            (
                "network = make_network()\n"
                "network.fit(X_train, y_train, epochs=20, verbose=0)\n"
                "history = network.fit(X_train, y_train, batch_size=128, epochs=60, verbose=0)",
                "`fit` continues where it stopped",
            ),
            (
                "history = keras.callbacks.History()\n"
                "history.params = {'steps': 3, 'epochs': 60}\n"
                "history.history = {'loss': losses[:30] + [float('nan')] * 30}",
                "no finite number from epoch 31 on",
            ),
        ],
        "3.5": [
            ("first_epoch = 1", "In epoch 1 it is"),
            (
                "first_epoch = int(np.argmax(np.array(losses) < 3)) + 3",
                "in an earlier one below 3 as well",
            ),
            ("first_epoch = 105", "The epochs are 1 to 60"),
            ("first_epoch = int(np.argmax(np.array(losses) < 3))", "Python counts from 0"),
            ("first_epoch = min(losses)", "That is the loss"),
            ("first_epoch = losses[first_epoch - 1]", "That is the loss"),
            ("first_epoch = sum(loss < 3 for loss in losses)", "how many epochs are below 3"),
            ("first_epoch = len(losses)", "That is the last epoch"),
            ("curve = {'loss': [5, 4, 2, 3.5, 1, 2]}; first_epoch = 4", "last epoch above 3"),
            ("curve = {'loss': [5, 4, 2, 3.5, 1, 2]}; first_epoch = 5", "the lowest loss"),
            ("curve = {'loss': [5.0, 4.0]}", "falls below it"),
        ],
        "3.6": [
            ("outcome = 'about the same'", "with raw ones"),
            ("guess = outcome = 'up to ten times as large'", "Look at the two numbers again"),
            ("guess = 'nan'", "Write one of these words"),
            ("raw_history = scaled_history; outcome = 'about the same'", "your runs ended at"),
            (
                "raw_history = {'loss': [9.0, 60.0]}; scaled_history = {'loss': [8.5]}\n"
                "outcome = 'up to ten times as large'",
                "the cell that trains twice",
            ),
            ("scaled_history = {'loss': [float('nan')]}", "`scaled_history` is"),
            ("raw_history = {'mae': [1.0]}", "the training on raw inputs"),
        ],
        "3.7": [
            ("repaired = train(X_train, learning_rate=0.0)", "It did not change at all"),
            ("repaired = train(X_train, learning_rate=0.01, epochs=1)", "One epoch is too short"),
            ("repaired = broken", "The steps are too large"),
            ("repaired = train(X_train, learning_rate=-0.1)", "because the rate is negative"),
            ("repaired = train(X_train, 0.0001)", "too slowly"),
            ("repaired = train(X_raw, 0.01)", "inputs that are not scaled"),
            ("repaired = train(X_raw, 1e-9)", "the inputs are raw"),
            ("repaired = {'loss': [400.0, 60.0, 18.0, 41.0, 22.3]}", "It jumps"),
            ("repaired = train(X_train, 0.01, epochs=1)", "train for several"),
            ("repaired = train(X_train, 0.01, loss='mae')", "the mean squared error"),
            ("repaired = {'loss': [500.0, 600.0]}", "falls from the first"),
            ("repaired = {'loss': []}", "no loss at all"),
        ],
        "3.8": [
            ("token = token.replace('0.5', '0.2')", "so it is with a larger rate"),
            ("token = token.replace('0.5', '0.9')", "last 20 batches is 1.91"),
            ("token = token.replace('0.5', '1')", "learning rate 1.0"),
            ("token = token.replace('=32', '=4096')", "Set the batch size to 32"),
            ("token = token.replace('0.5', '0.6')", "never stands at `0.6`"),
            ("token = 'learning_rate rate=0.5'", "Expected a value for `batch_size`"),
            ("token = 'neuron w=3 b=90 epoch=0'", "belongs to another explorer"),
            ("token = '0.5'", "begins with"),
            (
                "explorer = explore_neuron(); token = explorer.token(w=3, b=90)",
                "the explorer of this section",
            ),
        ],
    }
