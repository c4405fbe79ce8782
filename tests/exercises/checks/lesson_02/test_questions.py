"""Every question of exercise 2: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
import tensorflow as tf
from course_utils import explore_bends, load_dataset
from keras import layers

concrete = load_dataset("concrete")
X, y = concrete.drop(columns="compressive_strength"), concrete["compressive_strength"]
w, b = np.array([2.0, -1.0, 4.0]), np.array([1.0, 3.0, -2.0])
order = np.random.default_rng(1).permutation(len(X))
scaled, strength = ((X - X.mean()) / X.std()).to_numpy()[order], y.to_numpy()[order]

def train_network(activation):
    keras.utils.set_random_seed(1)
    network = keras.Sequential([
        keras.Input((8,)), layers.Dense(64, activation=activation),
        layers.Dense(64, activation=activation), layers.Dense(1)])
    network.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
    return network.fit(
        scaled, strength, validation_split=0.2, epochs=30, batch_size=64, verbose=0)

linear_history, relu_history = train_network("linear"), train_network("relu")
linear, bent = linear_history.history, relu_history.history
explorer = explore_bends()

def deep(*stack, inputs=8):
    return keras.Sequential([keras.Input((inputs,)), *stack])

def hidden(units=512, activation="relu"):
    return layers.Dense(units, activation=activation)

def bend():
    return layers.Activation("tanh")
"""

FUNCTIONAL = """
inputs = keras.Input((8,))
x = inputs
for _ in range(3):
    x = layers.Dense(512, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(1)(x))
"""

ADDED = """
model = keras.Sequential()
model.add(keras.Input((8,)))
for _ in range(3):
    model.add(layers.Dense(512))
    model.add(layers.ReLU())
model.add(layers.Dense(units=1))
"""

SUBCLASSED = """
class Deep(keras.Model):
    def __init__(self):
        super().__init__()
        self.stack = [layers.Dense(512) for _ in range(3)]
        self.out = layers.Dense(1)
    def call(self, x):
        for dense in self.stack:
            x = keras.ops.relu(dense(x))
        return self.out(x)
model = Deep()
model(np.zeros((1, 8)))
"""

PARTED_FUNCTIONAL = """
inputs = keras.Input((8,))
x = keras.ops.tanh(layers.Dense(32)(inputs))
x = keras.activations.tanh(layers.Dense(16)(x))
parted = keras.Model(inputs, layers.Dense(1)(x))
"""

PARTED_SUBCLASSED = """
class Parted(keras.Model):
    def __init__(self):
        super().__init__()
        self.first, self.second, self.out = [layers.Dense(n) for n in (32, 16, 1)]
        self.bend = layers.Activation("tanh")
    def call(self, x):
        return self.out(self.bend(self.second(self.bend(self.first(x)))))
parted = Parted()
parted(np.zeros((1, 8)))
"""

BY_PREDICTION = """
def merge(W1, b1, W2, b2):
    both = lambda X: (X @ W1 + b1) @ W2 + b2
    b = both(np.zeros((1, len(W1))))[0]
    return both(np.eye(len(W1))) - b, b
"""

LOOPED = """
def relu(x):
    new = x.copy()
    for place in np.ndindex(x.shape):
        if x[place] < 0:
            new[place] = 0
    return new
"""


class TestLesson02(Proofs):
    lesson = 2
    setup = SETUP

    right = {
        "2.1": [
            "def relu(x): return np.where(x > 0, x, 0)",
            "def relu(x): return x * (x > 0)",
            "def relu(x): return (x + np.abs(x)) / 2",
            "relu = lambda numbers: np.clip(numbers, 0, None)",
            "def relu(x): return keras.ops.relu(x)",
            "def relu(x): return tf.nn.relu(x)",
            "def relu(x):\n    x = x.copy()\n    x[x < 0] = 0\n    return x",
            LOOPED,
        ],
        "2.2": [
            "def merge(W1, b1, W2, b2): return np.dot(W1, W2), np.dot(b1, W2) + b2",
            "def merge(A, a, B, b): return [A @ B, b + B.T @ a]",
            "def merge(W1, b1, W2, b2): return (W2.T @ W1.T).T, b1.reshape(1, -1) @ W2 + b2",
            "merge = lambda A, a, B, b: (tf.matmul(A, B), tf.linalg.matvec(B, a, True) + b)",
            "def merge(W1, b1, W2, b2): return (W1 @ W2).tolist(), list(b1 @ W2 + b2)",
            BY_PREDICTION,
        ],
        "2.3": [
            FUNCTIONAL,
            ADDED,
            SUBCLASSED,
            SUBCLASSED.replace("keras.ops.relu", "tf.nn.relu"),
            "model = deep(*[hidden(512, eval('lambda z: z * (z > 0)')) for _ in range(3)], "
            "layers.Dense(1))",
            "stack = [hidden(512, keras.activations.relu) for _ in range(3)]\n"
            "model = deep(*stack, layers.Dense(1))",
            "model = deep(*[hidden(512, tf.nn.relu) for _ in range(3)], layers.Dense(1))",
            "model = deep(*[hidden(512, keras.ops.relu) for _ in range(3)], "
            "layers.Dense(1, activation='linear'))",
            "model = deep(keras.Sequential([hidden(), hidden(), hidden()]), layers.Dense(1))",
            "model = deep(hidden(), layers.Dense(512), layers.Activation('relu'), "
            "hidden(512, layers.ReLU()), layers.Dense(1))",
            "model = keras.Sequential([hidden(), hidden(), hidden(), layers.Dense(1)])\n"
            "model.build((None, 8))",
        ],
        "2.4": [
            PARTED_FUNCTIONAL,
            PARTED_SUBCLASSED,
            "parted = deep(layers.Dense(32), layers.Activation(keras.activations.tanh), "
            "layers.Dense(16), layers.Activation(tf.nn.tanh), layers.Dense(1))",
            "parted = deep(layers.Dense(32), layers.Lambda(keras.ops.tanh), layers.Dense(16), "
            "layers.Activation(lambda x: 2 * keras.ops.sigmoid(2 * x) - 1), layers.Dense(1))",
            "parted = deep(keras.Sequential([layers.Dense(32), bend()]), "
            "keras.Sequential([layers.Dense(16), bend()]), layers.Dense(1))",
            "parted = keras.Sequential()\nparted.add(keras.Input((8,)))\n"
            "for n in (32, 16):\n    parted.add(layers.Dense(n)); parted.add(bend())\n"
            "parted.add(layers.Dense(1))",
        ],
        "2.5": [
            "first_layer, total = 4608, 530_433",
            "first_layer, total = (8 + 1) * 512, 9 * 512 + 2 * 513 * 512 + 513",
            "first_layer, total = 4608.0, np.int64(530433)",
            "model = deep(hidden(), hidden(), hidden(), layers.Dense(1))\n"
            "first_layer, total = model.layers[0].count_params(), model.count_params()",
            "sizes = [8, 512, 512, 512, 1]\n"
            "counts = [n * m + m for n, m in zip(sizes, sizes[1:])]\n"
            "first_layer, total = np.array([counts[0]]), sum(counts)",
        ],
        "2.6": [
            "bends = [-0.5, 0.5, 3]",
            "bends = (3, 0.5, -0.5)",
            "bends = {-0.5, 0.5, 3}",
            "bends = (-b / w).reshape(3, 1)",
            "bends = pd.Series(-b / w)",
            "bends = tf.constant(-b) / w",
            "bends = [np.linalg.solve([[a]], [-c])[0] for a, c in zip(w, b)]",
        ],
        "2.7": [
            "guess, outcome = ' No difference', ' The ReLU network '",
            "guess = outcome = 'THE RELU NETWORK'",
            "linear_history, relu_history = linear_history.history, relu_history.history",
            "linear_history, relu_history = {'val_loss': [5.0]}, {'val_loss': [4.0]}",
        ],
        "2.8": [
            "one, other = [np.array(curves['val_loss']) for curves in (linear, bent)]\n"
            "factor = (one / other)[-1]",
            "factor = round(float(factor), 2)",
            "factor = tf.constant(factor)",
            "factor = pd.DataFrame(linear_history.history)['val_loss'].iloc[-1] "
            "/ relu_history.history['val_loss'][29]",
            "linear_history, relu_history = {'val_loss': [9, 8]}, {'val_loss': [5, 4]}; factor = 2",
        ],
        "2.9": [
            "token = 'bends units=3 start=1 epoch=75'",
            "token = 'bends epoch=100 start=1 units=3'",
            "token = ' bends  units=3.0 start=1 epoch=100.0'",
            "token = explorer.token(units=3, start=1, epoch=100)",
            "explorer = explore_bends(show='units'); token = explorer.token(units=3)",
        ],
    }

    wrong = {
        "2.1": [
            ("def relu(x): return np.tanh(x)", "This is tanh"),
            ("def relu(x): return 1 / (1 + np.exp(-x))", "A sigmoid"),
            ("def relu(x): return x ** 2", "These are squares"),
            ("def relu(x): return np.maximum(x, 1)", "What should be below 1 is 1 here"),
            ("def relu(x): return -np.maximum(x, 0)", "the sign is turned"),
            (
                "def relu(x): return np.maximum(x, 0).ravel()",
                "in the wrong shape: (20,) instead of (4, 5)",
            ),
            ("def relu(x): return np.sum(np.maximum(x, 0))", "added up to one number"),
            ("def relu(x): np.maximum(x, 0)", "Without `return`"),
            ("def relu(x): return np.abs(x)", "below 0 it turns upwards"),
            ("def relu(x): return np.minimum(x, 0)", "the larger one of x and 0"),
            ("def relu(x): return np.clip(x, 0, 1)", "3 stays 3"),
            ("def relu(x): return np.where(x > 0, 1, 0)", "This is a step"),
            ("def relu(x): return np.where(x > 0, x, 0.1 * x)", "still rises, with slope 0.1"),
            ("def relu(x): return keras.ops.leaky_relu(x)", "still rises, with slope 0.2"),
            ("def relu(x): return x if x > 0 else 0", "want a single number"),
            ("def relu(x): return max(0, x)", "want a single number"),
            ("def relu(x): return [v if v > 0 else 0 for v in x]", "want a single number"),
            ("def relu(x): return math.floor(x)\nimport math", "want a single number"),
            ("def relu(x):\n    x[x < 0] = 0\n    return x", "`x` changed by the call"),
            ("def relu(x): return x[x > 0]", "each number keeps its place"),
            ("def relu(x): return np.max(x)", "`np.maximum` compares each with 0"),
            ("def relu(x): np.maximum(x, 0)", "`None`"),
            ("def relu(x): return x", "comes back as it was"),
            ("def relu(x): return np.log1p(np.exp(x))", "This one bends slowly"),
        ],
        "2.2": [
            ("def merge(W1, b1, W2, b2): return W2 @ W1, b1 @ W2 + b2", "meets `W1` first"),
            ("def merge(W1, b1, W2, b2): return W1 @ W2, b1 + b2", "goes through the second layer"),
            ("def merge(W1, b1, W2, b2): return W1 @ W2, b2", "`b1` is missing"),
            ("def merge(W1, b1, W2, b2): return W1 @ W2, b1 @ W2", "`b2` is missing"),
            ("def merge(W1, b1, W2, b2): return W1 + W2, b1 @ W2 + b2", "`@`, not `+`"),
            ("def merge(W1, b1, W2, b2): return W1 * W2, b1 @ W2 + b2", "Layers need `@`"),
            ("def merge(W1, b1, W2, b2): return W1 @ W2, W2 @ b1 + b2", "`b1 @ W2`"),
            ("def merge(W1, b1, W2, b2): return W1 @ W2, (b1 + b2) @ W2", "only add it"),
            ("def merge(W1, b1, W2, b2): return b1 @ W2 + b2, W1 @ W2", "`W` comes first"),
            ("def merge(W1, b1, W2, b2): return b1 @ W2 + b2, W1 @ W2", "`b` comes last"),
            ("def merge(W1, b1, W2, b2): return W1 @ W2", "return W, b"),
            (
                "relu = lambda x: np.maximum(x, 0)\n"
                "def merge(W1, b1, W2, b2): return relu(W1) @ W2, b1 @ W2 + b2",
                "A ReLU between them",
            ),
            ("def merge(W1, b1, W2, b2): return W1 @ W2, abs(b1) @ W2 + b2", "without `X`"),
            (
                "def merge(W1, b1, W2, b2): return W1[:2] @ W2, b1 @ W2 + b2",
                "`W` of shape (2, 2) and `b` of shape (2,)",
            ),
            (
                "def merge(W1, b1, W2, b2): return (W1 @ W2)[:1], b1 @ W2 + b2",
                "should be more of it",
            ),
            ("def merge(W1, b1, W2, b2): return (W1 @ W2).T, b1 @ W2 + b2", "no `.T` here"),
            (
                "def merge(W1, b1, W2, b2): b2 += b1 @ W2; return W1 @ W2, b2",
                "changed by the call",
            ),
        ],
        "2.3": [
            (SUBCLASSED.replace("keras.ops.relu", "tf.nn.tanh"), "cannot see into"),
            ("model = deep(hidden(), hidden(), hidden(), layers.Dense(1), inputs=9)", "the target"),
            ("model = deep(hidden(), hidden(), hidden(), layers.Dense(1), inputs=1030)", "1030 is"),
            (
                "model = deep(hidden(), layers.Dense(512), hidden(), layers.Dense(1))",
                'write `activation="relu"` in the layer before',
            ),
            (
                "model = deep(*[layers.Dense(512) for _ in range(3)], layers.Dense(1))",
                "its 4 layers multiplied into one give the same outputs",
            ),
            (
                "model = deep(hidden(), hidden(), hidden(), hidden(1))",
                "keeps predictions out of a part of the line",
            ),
            (
                "model = deep(hidden(), hidden(256), hidden(), layers.Dense(1))",
                "`Dense(units=256)`",
            ),
            ("model = deep(hidden(), hidden(), layers.Dense(1))", "After layer 2"),
            (
                "model = keras.Sequential([hidden()] * 0 + [hidden(), layers.Dense(1)])",
                "Input((n,))",
            ),
            ("model = deep(hidden(), hidden(), hidden(), layers.Dense(8))", "`Dense(units=8)`"),
            (
                "model = deep(*[hidden(512, 'sigmoid') for _ in range(3)], layers.Dense(1))",
                "Replace it by `ReLU()`",
            ),
        ],
        "2.4": [
            (
                "parted = deep(hidden(32, 'tanh'), hidden(16, 'tanh'), layers.Dense(1))",
                "inside layer 1 and layer 2",
            ),
            (
                "parted = deep(layers.Dense(32), bend(), hidden(16, 'tanh'), layers.Dense(1))",
                "inside layer 3",
            ),
            (
                "parted = deep(keras.Sequential([hidden(32, 'tanh')]), layers.Dense(16), bend(), "
                "layers.Dense(1))",
                "inside layer 1",
            ),
            (
                "parted = deep(layers.Dense(32), layers.ReLU(), layers.Dense(16), layers.ReLU(), "
                "layers.Dense(1))",
                "Replace it by `Activation('tanh')`",
            ),
            (
                "parted = deep(layers.Dense(32), layers.Dense(16), layers.Dense(1))",
                "as the next layer",
            ),
            (
                "parted = deep(layers.Dense(16), bend(), layers.Dense(32), bend(), "
                "layers.Dense(1))",
                "`Dense(units=16)`",
            ),
            (
                "parted = deep(layers.Dense(32), bend(), layers.Dense(16), bend(), "
                "layers.Dense(1), bend())",
                "keeps predictions out",
            ),
            (
                "parted = deep(layers.Dense(32), bend(), layers.Dense(16), bend(), "
                "layers.Dense(1), inputs=9)",
                "the target",
            ),
        ],
        "2.5": [
            ("first_layer, total = 512, 4", "Those are the layers"),
            ("first_layer = 1030 * 512 + 512", "That counts the rows"),
            ("first_layer, total = total, first_layer", "the first layer alone"),
            ("total = 793_089", "You counted four"),
            ("first_layer, total = 8 * 512, 530_433", "Each unit has a bias as well"),
            ("first_layer, total = 4608, 528_896", "Each unit has a bias as well"),
            ("first_layer, total = 9 * 512 + 512, 530_945", "You counted 9 inputs"),
            ("first_layer, total = 512 * 512, 530_433", "the 8 inputs, not 512 units"),
            ("first_layer, total = 8 + 512, 530_433", "multiply"),
            ("first_layer, total = 4608, 529_920", "output layer is missing"),
            ("first_layer, total = 4608, 267_777", "You counted two"),
            ("first_layer, total = 4608, 4608 * 3 + 513", "Only the first layer"),
            ("first_layer, total = 8 * 512 + 1, 528_900", "one for each unit"),
            ("first_layer, total = 4608, 530_434", "Count all four layers"),
        ],
        "2.6": [
            ("bends = b / w", "Check the sign"),
            ("bends = -w / b", "not the bias"),
            ("bends = w / b", "check the sign"),
            ("bends = -b", "Divide by the weight of the unit"),
            ("bends = b", "These are the biases"),
            ("bends = -b * w", "Divide by the weight instead"),
            ("bends = [-0.5, 0.5]", "shape (2,) instead of (3,)"),
            ("bends = [0, 0.5, 3]", "Right so far: [0.5, 3. ]"),
            ("bends = 0.5", "Three units have three bends"),
        ],
        "2.7": [
            ("outcome = 'no difference'", "your runs ended at"),
            ("guess = outcome = 'the linear stack'", "Look at the two errors again"),
            ("guess = 'relu'", "Write one of these words"),
            ("relu_history = linear_history; outcome = 'no difference'", "MPa with ReLU"),
            (
                "linear_history, relu_history = {'val_loss': [4.0]}, {'val_loss': [5.0]}\n"
                "outcome = 'the linear stack'",
                "trains both networks",
            ),
            ("linear_history = {'loss': [3.0, 2.0]}", "`linear_history` is a history of 2"),
            ("relu_history = {'val_loss': [3.0, float('nan')]}", "trains both networks"),
        ],
        "2.8": [
            ("factor = 100 * factor", "as in percent"),
            (
                "factor = linear['val_loss'][-1] / bent['loss'][-1]",
                "Take `val_loss` in both places",
            ),
            (
                "factor = np.mean(linear['val_loss']) / np.mean(bent['val_loss'])",
                "means of all epochs",
            ),
            ("factor = 1 - 1 / factor", "the share by which it fell"),
            ("factor = 1 / factor", "This is upside down"),
            (
                "factor = linear['val_loss'][-1] - bent['val_loss'][-1]",
                "That is a difference in MPa",
            ),
            (
                "factor = linear['loss'][-1] / bent['loss'][-1]",
                "That is the training loss",
            ),
            (
                "factor = linear['val_loss'][0] / bent['val_loss'][0]",
                "after the first epoch",
            ),
            ("factor = relu_history.history['val_loss'][-1]", "one of the two losses"),
            (
                "linear_history, relu_history = {'val_loss': [7, 8]}, {'val_loss': [5, 5]}\n"
                "factor = 7 / 5",
                "after the first epoch",
            ),
            ("relu_history = {'val_loss': []}", "`relu_history` is"),
        ],
        "2.9": [
            ("token = 'bends units=3 start=2 epoch=100'", "units 3, mean error 0.5"),
            ("token = 'bends units=3 start=1 epoch=0'", "Not yet"),
            ("token = 'bends units=16 start=1 epoch=100'", "fewer units can do it"),
            ("token = 'neuron w=4 b=100 epoch=0'", "belongs to another explorer"),
            ("token = 'bends units=5 start=1 epoch=100'", "never stands at `5`"),
            ("token = 'bends units=3 start=1'", "Expected a value for `epoch`"),
            ("token = 'units=3 start=1 epoch=100'", "begins with the explorer's name"),
        ],
    }
