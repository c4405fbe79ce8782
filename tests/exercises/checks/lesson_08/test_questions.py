"""Every question of exercise 8: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
import tensorflow as tf

from course_utils import explore_activations, load_dataset

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

table = load_dataset("concrete").to_numpy(dtype="float32")
table = table[np.random.default_rng(1).permutation(len(table))]
table = (table - table[:800].mean(axis=0)) / table[:800].std(axis=0)
X_train, y_train = table[:800, :-1], table[:800, -1]
X_valid, y_valid = table[800:, :-1], table[800:, -1]

def train(model, learning_rate=0.02, epochs=15):
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    rows = {"x": X_train, "y": y_train, "validation_data": (X_valid, y_valid)}
    history = model.fit(**rows, epochs=epochs, batch_size=32, verbose=0)
    return history.history["val_loss"][-1]

def network(*hidden, output="linear"):
    return keras.Sequential([keras.Input((8,)), *hidden, keras.layers.Dense(1, activation=output)])

def dense(activation, times=10, **settings):
    keras.utils.set_random_seed(8)
    return [keras.layers.Dense(32, activation=activation, **settings) for _ in range(times)]

def ten_layers(activation):
    return network(*dense(activation))

def trained(model, **settings):
    train(model, **settings)
    return model

def spread(*layers):
    return [layer for group in zip(*layers) for layer in group]

second = np.maximum(np.random.default_rng(8).normal(-0.5, 1, (800, 64)), 0)
second[:, :40] = 0
off = second == 0

fresh = network(*dense("sigmoid"))
kernels = [fresh.layers[0].kernel, fresh.layers[9].kernel]

def slopes(kernels=kernels, column=False):
    with tf.GradientTape() as tape:
        outputs = fresh(X_train)
        loss = tf.reduce_mean(((outputs if column else outputs[:, 0]) - y_train) ** 2)
    return [s.numpy() for s in tape.gradient(loss, kernels)]

def size(array):
    return np.abs(array).mean()

first, tenth = slopes()
explorer = explore_activations()
"""


class TestLesson08(Proofs):
    lesson = 8
    setup = SETUP

    right = {
        "8.1": [
            "sigmoid_slope = lambda z: sigmoid(z) - sigmoid(z) ** 2",
            "sigmoid_slope = lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2",
            "sigmoid_slope = lambda z: (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5",
            "sigmoid_slope = lambda z: (1 - np.tanh(z / 2) ** 2) / 4",
        ],
        "8.2": [
            "my_tanh = np.tanh",
            "my_tanh = lambda z: sigmoid(2 * z) - sigmoid(-2 * z)",
            "my_tanh = lambda z: 1 - 2 * sigmoid(-2 * z)",
            "my_tanh = lambda z: keras.ops.tanh(z)",
        ],
        "8.3": [
            "layers = 3.0",
            "layers = np.int64(3)",
            "layers = int(np.log(0.01) / np.log(0.25))",
            "layers = sum(0.25 ** n >= 0.01 for n in range(1, 20))",
        ],
        "8.4": [
            "leaky = lambda z, slope: np.maximum(z, 0) + slope * np.minimum(z, 0)",
            "leaky = lambda z, slope: z * np.where(z > 0, 1, slope)",
            "leaky = lambda z, slope: keras.activations.leaky_relu(z, negative_slope=slope)",
            "def leaky(z, slope):\n"
            "    result = np.array(z)\n"
            "    result[z < 0] *= slope\n"
            "    return result",
        ],
        "8.5": [
            "dead_share = 40 / 64",
            "dead_share = np.mean(second.max(axis=0) == 0)",
            "dead_share = sum(not column.any() for column in second.T) / second.shape[1]",
            "dead_share = float(pd.DataFrame(second).eq(0).all().mean())",
        ],
        "8.6": [
            "price, rain = 'softplus', ' Sigmoid '",
            "price = 'relu'",
            "change = 'LINEAR'",
            "digit, share = 'softmax\\n', str('sigmoid')",
        ],
        "8.7": [
            "ratio = size(first) / size(tenth)",
            "ratio = float(np.mean(abs(first)) / np.mean(abs(tenth)))",
            "ratio = tf.reduce_mean(tf.abs(first)) / tf.reduce_mean(tf.abs(tenth))",
            "all_of_them = [size(s) for s in slopes(fresh.trainable_variables)[::2]]\n"
            "ratio = all_of_them[0] / all_of_them[9]",
        ],
        "8.8": [
            "repaired = trained(network(*dense('tanh')))",
            "repaired = trained(network(*dense('elu')))",
            "norms = [keras.layers.BatchNormalization() for _ in range(10)]\n"
            "bends = [keras.layers.Activation('sigmoid') for _ in range(10)]\n"
            "repaired = trained(network(*spread(dense(None), norms, bends)), learning_rate=0.2)",
            "bends = [keras.layers.LeakyReLU() for _ in range(10)]\n"
            "repaired = trained(network(*spread(dense(None), bends)))",
            "keras.utils.set_random_seed(8)\n"
            "inputs = keras.Input((8,))\n"
            "x = keras.layers.Dense(32)(inputs)\n"
            "for _ in range(10):\n"
            "    x = keras.layers.add([x, keras.layers.Dense(32, activation='sigmoid')(x)])\n"
            "skipping = keras.Model(inputs, keras.layers.Dense(1)(x))\n"
            "repaired = trained(skipping, learning_rate=0.003)",
        ],
        "8.9": [
            "token = ' activations activation=sigmoid depth=7 size=4.0 layer=1 epoch=60 '",
            "token = explorer.token(depth=7, size=4.0, layer=3, epoch=1)",
            "token = 'activations size=4.0 epoch=60 layer=1 depth=7 activation=sigmoid'",
            "explorer = explore_activations()",
        ],
    }

    wrong = {
        "8.1": [
            ("sigmoid_slope = lambda z: sigmoid(z)", "the sigmoid itself"),
            ("sigmoid_slope = lambda z: 1 - sigmoid(z)", "one of the two factors"),
            ("sigmoid_slope = lambda z: sigmoid(z) ** 2", "That is σ²"),
            ("sigmoid_slope = lambda z: z * (1 - z)", "the sigmoid of `z`"),
            ("sigmoid_slope = lambda z: sigmoid(z) * (sigmoid(z) - 1)", "sign is turned around"),
        ],
        "8.2": [
            ("my_tanh = lambda z: 2 * sigmoid(z) - 1", "half as steep"),
            ("my_tanh = lambda z: 2 * sigmoid(2 * z)", "from 0 to 2"),
            ("my_tanh = lambda z: sigmoid(2 * z)", "still runs from 0 to 1"),
            ("my_tanh = lambda z: sigmoid(2 * z) - 1", "from −1 to 0"),
            ("my_tanh = lambda z: 2 * sigmoid(z / 2) - 1", "divide by 2 inside"),
        ],
        "8.3": [
            ("layers = 4", "less than 1 %"),
            ("layers = 2", "room for one more"),
            ("layers = 25", "do not add up"),
            ("layers = 10", "a millionth"),
            ("layers = np.log(0.01) / np.log(0.25)", "layers come whole"),
            ("layers = 7", "as long as it is at least 0.01"),
        ],
        "8.4": [
            ("leaky = lambda z, slope: slope * z", "You multiply everywhere"),
            ("leaky = lambda z, slope: np.abs(z)", "the absolute value"),
            ("leaky = lambda z, slope: np.maximum(z, slope * z)", "slopes up to 1"),
            ("leaky = lambda z, slope: np.maximum(z, 0)", "That is ReLU"),
            ("leaky = lambda z, slope: np.where(z > 0, z, slope)", "*times* `z`"),
            ("leaky = lambda z, slope: np.where(z > 0, 1, slope)", "asks for the values"),
            (
                "def leaky(z, slope):\n    z[z < 0] *= slope\n    return z",
                "changed by the call",
            ),
        ],
        "8.5": [
            ("dead_share = np.mean(off)", "of all *numbers* are 0"),
            ("dead_share = np.mean(off[0])", "That holds for the first row"),
            ("dead_share = np.mean(off.any(axis=0))", "silent for *some* sample"),
            ("dead_share = np.mean(off.all(axis=1))", "A unit is a column"),
            ("dead_share = 40", "divided by 64"),
            ("dead_share = 62.5", "not to 100"),
            ("dead_share = 24 / 64", "the living ones"),
            ("dead_share, second = 1, np.zeros((800, 3))", "Run that cell again"),
        ],
        "8.6": [
            ("price = 'sigmoid'", "stay below 1"),
            ("change = 'relu'", "could not say that it gets colder"),
            ("change = 'tanh'", "never more than one degree"),
            ("rain = 'softmax'", "always exactly 1"),
            ("digit = 'sigmoid'", "yes to three of them"),
            ("share = 'linear'", "130 % full"),
            ("share = 'gelu'", "Write one of these words"),
        ],
        "8.7": [
            ("ratio = size(tenth) / size(first)", "the first by the tenth"),
            ("ratio = np.abs(first).sum() / np.abs(tenth).sum()", "take the mean"),
            (
                "one, other = slopes([fresh.layers[0].kernel, fresh.layers[10].kernel])\n"
                "ratio = size(one) / size(other)",
                "You divide by the output layer",
            ),
            (
                "one, other = slopes(column=True)\nratio = size(one) / size(other)",
                "a table of 800 × 800",
            ),
            ("ratio = np.mean(first) / np.mean(tenth)", "cancel in a mean"),
            ("ratio = 0.25 ** 10", "Tape the mean squared error"),
        ],
        "8.8": [
            ("repaired = trained(network(*dense('sigmoid')))", "pass a quarter at most"),
            ("repaired = trained(network(*dense('relu', times=2)))", "keep the ten layers"),
            ("repaired = trained(network(*dense(None)))", "ten of them are one"),
            ("repaired = network(*dense('relu'))", "Train it"),
            (
                "repaired = trained(network(*dense('relu'), output='sigmoid'))",
                "The output follows the target",
            ),
        ],
        "8.9": [
            ("token = explorer.token(depth=10, size=4.0)", "at least 0.01"),
            ("token = explorer.token(depth=5, size=2.0)", "a deeper one can have it"),
            ("token = explorer.token(activation='tanh', depth=10)", "Choose the sigmoid"),
            ("token = 'activations depth=8'", "token"),
        ],
    }
