"""Every question of exercise 9: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
from keras import layers
from sklearn.metrics import confusion_matrix

from course_utils import explore_losses, load_dataset, plot_confusion_matrix, show_figure

diamonds = load_dataset("diamonds")
diamonds = diamonds[(diamonds[["x", "y", "z"]] > 0).all(axis="columns")]
grades = list(diamonds["cut"].cat.categories)
inputs = diamonds[["carat", "depth", "table", "x", "y", "z"]].to_numpy()
labels = diamonds["cut"].cat.codes.to_numpy().astype(int)
order = np.random.default_rng(1).permutation(len(labels))
train, valid, test = order[:2000], order[2000:3000], order[3000:6000]
inputs = (inputs - inputs[train].mean(axis=0)) / inputs[train].std(axis=0)
X_train, y_train = inputs[train], labels[train]
X_valid, y_valid = inputs[valid], labels[valid]
X_test, y_test = inputs[test], labels[test]

rng = np.random.default_rng(9)
true_grades = rng.integers(5, size=(200, 1))
p = rng.dirichlet(np.ones(5), size=200) + 0.4 * (true_grades == np.arange(5))
p = p / p.sum(axis=1, keepdims=True)

SPARSE = "sparse_categorical_crossentropy"

def network(*end, units=32):
    keras.utils.set_random_seed(1)
    hidden = layers.Dense(units, activation="relu")
    return keras.Sequential([keras.Input((6,)), hidden, *end])

def five(activation="softmax"):
    return layers.Dense(5, activation=activation)

def train_grades(network, loss=SPARSE, targets=y_train, epochs=20):
    network.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss)
    network.fit(X_train, targets, batch_size=64, epochs=epochs, verbose=0)
    return network

def compiled(network, loss=SPARSE):
    network.compile(optimizer="adam", loss=loss)
    return network

one_hot = keras.utils.to_categorical(y_train, 5)
LOGITS = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model = train_grades(network(five()))
explorer = explore_losses()
"""


class TestLesson09(Proofs):
    lesson = 9
    setup = SETUP

    right = {
        "9.1": [
            "def softmax(z):\n"
            "    lead = z - np.max(z, axis=-1)[:, None]\n"
            "    return np.exp(lead - np.log(np.exp(lead).sum(axis=-1))[:, None])",
            "softmax = lambda z: keras.ops.softmax(z, axis=1)",
            "import scipy.special\nsoftmax = lambda z: scipy.special.softmax(z, axis=1)",
            "def softmax(z):\n"
            "    rows = [np.exp(row - max(row)) for row in z]\n"
            "    return [row / sum(row) for row in rows]",
        ],
        "9.2": [
            "first_loss = 1.6094",
            "first_loss = 1.61",
            "first_loss = -np.log(1 / 5)",
            "first_loss = np.array([np.log(5.0)])",
        ],
        "9.3": [
            "model = train_grades(network(five(None)), LOGITS)",
            "model = train_grades(network(five()), 'categorical_crossentropy', one_hot)",
            "model = train_grades(network(five(None), layers.Softmax()))",
            "model = train_grades(network(five()), keras.losses.SparseCategoricalCrossentropy(), "
            "epochs=30)",
        ],
        "9.4": [
            "accuracy = np.mean(np.argmax(p, axis=-1)[:, None] == true_grades)",
            "accuracy = sum(p.argmax(1) == true_grades[:, 0]) / 200",
            "accuracy = float(keras.ops.mean(keras.metrics.sparse_categorical_accuracy("
            "true_grades, p)))",
            "accuracy = round(np.mean(p.argmax(axis=1) == true_grades.squeeze()), 3)",
        ],
        "9.5": [
            "pair = [int(place) for place in pair]",
            "counts = pd.crosstab(y_test, said).reindex(columns=range(5), fill_value=0)",
            "pair = np.array(pair, dtype=float)",
            "said = said.tolist(); counts = counts.astype(float)",
        ],
        "9.6": [
            "def huber(error, delta):\n"
            "    inside = np.clip(error, -delta, delta)\n"
            "    return inside * (error - inside / 2)",
            "huber = lambda e, d: np.where(abs(e) > d, d * abs(e) - d**2 / 2, 0.5 * e * e)",
            "def huber(error, delta):\n"
            "    size = np.abs(error)\n"
            "    price = delta * (size - 0.5 * delta)\n"
            "    small = size <= delta\n"
            "    price[small] = 0.5 * size[small] ** 2\n"
            "    return price",
            "huber = lambda e, d: d**2 * np.where("
            "abs(e / d) < 1, (e / d) ** 2 / 2, abs(e / d) - 0.5)",
        ],
        "9.7": [
            "hinge = lambda labels, outputs: np.maximum(1 - labels * outputs, 0)",
            "hinge = lambda y, z: np.where(y * z < 1, 1 - y * z, 0)",
            "hinge = lambda y, z: (1 - y * z) * (y * z < 1)",
            "hinge = lambda y, z: [max(0.0, 1 - a * b) for a, b in zip(y, z)]",
        ],
        "9.8": [
            "kl = lambda p, q: (p * (np.log(p) - np.log(q))).sum()",
            "kl = lambda p, q: float(keras.losses.kl_divergence(p, q))",
            "kl = lambda p, q: np.sum(-p * np.log(q)) - np.sum(-p * np.log(p))",
            "import scipy.stats\nkl = lambda p, q: np.array([scipy.stats.entropy(p, q)])",
        ],
        "9.9": [
            "token = ' losses a=1 b=0 c=0 shift=0 temperature=10 '",
            "token = explorer.token(a=3, b=2, c=1, temperature=10)",
            "token = 'losses temperature=10 shift=5 c=-5 b=-5 a=-4'",
            "explorer = explore_losses()",
        ],
    }

    wrong = {
        "9.1": [
            ("softmax = lambda z: z / z.sum(axis=1, keepdims=True)", "First take the powers"),
            (
                "def softmax(z):\n"
                "    powers = np.exp(z - z.max(axis=0))\n"
                "    return powers / powers.sum(axis=0)",
                "Each *column* adds up to 1",
            ),
            (
                "softmax = lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)",
                "more than a computer can hold",
            ),
            ("softmax = lambda z: np.exp(z) / np.exp(z).sum()", "Each row has a sum of its own"),
            ("softmax = lambda z: 1 / (1 + np.exp(-z))", "sigmoid for each number by itself"),
            (
                "softmax = lambda z: np.eye(z.shape[1])[z.argmax(axis=1)]",
                "The largest one gets all",
            ),
        ],
        "9.2": [
            ("first_loss = 0.2", "minus its natural logarithm"),
            ("first_loss = np.log(2)", "two classes"),
            ("first_loss = np.log(10)", "ten digits"),
            ("first_loss = np.log2(5)", "to base 2"),
            ("first_loss = np.log(0.2)", "not below 0"),
            ("first_loss = 5", "no count"),
        ],
        "9.3": [
            ("model = train_grades(network(layers.Dense(1)), 'mse')", "One output is one number"),
            (
                "model = train_grades(network(five()), 'binary_crossentropy', one_hot)",
                "a yes or no of its own",
            ),
            (
                "model = compiled(network(five()), 'categorical_crossentropy')",
                "wants rows of five",
            ),
            ("model = train_grades(network(five('sigmoid')))", "a diamond has one grade"),
            ("model = train_grades(network(five('softmax')), LOGITS)", "Softmax twice"),
            ("model = train_grades(network(five(None)))", "takes them for probabilities"),
            ("model = train_grades(network(layers.Dense(6, 'softmax')))", "five grades, 0 to 4"),
            ("model = network(five())", "no `compile` yet"),
            ("model = compiled(network(five()))", "Train it"),
        ],
        "9.4": [
            ("accuracy = np.mean(p.argmax(axis=1) == true_grades)", "each of the 200 answers"),
            ("accuracy = np.mean(p.argmax(axis=1) != true_grades[:, 0])", "*wrong* answers"),
            ("accuracy = 100 * accuracy", "not in percent"),
            ("accuracy = p[np.arange(200), true_grades[:, 0]].mean()", "mean probability"),
            ("accuracy = 0.2", "chance gives"),
        ],
        "9.5": [
            ("counts = counts.T; pair = (pair[1], pair[0])", "Rows and columns are turned around"),
            ("pair = (pair[1], pair[0])", "The other way round"),
            ("pair = np.unravel_index(counts.argmax(), counts.shape)", "On the diagonal"),
            ("counts = counts / counts.sum(axis=1, keepdims=True)", "shares of each row"),
            ("pair = int(mistakes.argmax())", "`pair`"),
            ("said = model.predict(X_test, verbose=0)", "These are probabilities"),
            ("said = model.predict(X_test, verbose=0).argmax(axis=0)", "along the columns"),
            ("said = np.full(3000, 4)", "question 9.3"),
        ],
        "9.6": [
            (
                "huber = lambda e, d: np.where(abs(e) <= d, e**2, d * (abs(e) - d / 2))",
                "*half* the square",
            ),
            (
                "huber = lambda e, d: np.where(abs(e) <= d, e**2 / 2, abs(e) - d / 2)",
                "multiply with delta",
            ),
            (
                "huber = lambda e, d: np.where(abs(e) <= d, e**2 / 2, d * abs(e))",
                "The line beyond is too high",
            ),
            (
                "huber = lambda e, d: np.where(e <= d, e**2 / 2, d * (abs(e) - d / 2))",
                "A large error below 0 is squared",
            ),
            (
                "huber = lambda e, d: np.where(abs(e) <= d, e**2 / 2, d * (abs(e) - d / 2)).mean()",
                "each error has a price of its own",
            ),
        ],
        "9.7": [
            ("hinge = lambda y, z: 1 - y * z", "goes below 0"),
            ("hinge = lambda y, z: np.maximum(0, 1 - (2 * y - 1) * z)", "are −1 and 1 already"),
            ("hinge = lambda y, z: np.maximum(0, -y * z)", "barely right costs nothing"),
            ("hinge = lambda y, z: np.maximum(0, 1 + y * z)", "The better the answer"),
            ("hinge = lambda y, z: np.maximum(0, 1 - y * z).mean()", "That is the mean"),
        ],
        "9.8": [
            ("kl = lambda p, q: np.sum(q * np.log(q / p))", "`p` is what weighs"),
            ("kl = lambda p, q: np.sum(p * np.log(q / p))", "the ratio is turned around"),
            ("kl = lambda p, q: np.mean(p * np.log(p / q))", "add up"),
            ("kl = lambda p, q: -np.sum(p * np.log(q))", "That is the cross-entropy"),
            ("kl = lambda p, q: np.sum(p * np.log2(p / q))", "That is in bits"),
            ("kl = lambda p, q: p * np.log(p / q)", "one number a class"),
        ],
        "9.9": [
            ("token = explorer.token(a=2, b=1, c=0)", "Raise the temperature"),
            ("token = explorer.token(a=0, b=1, c=1, temperature=10)", "must have the largest"),
            ("token = explorer.token(a=5, b=0, c=0, temperature=10)", "just below"),
            ("token = 'losses temperature=7'", "token"),
        ],
    }
