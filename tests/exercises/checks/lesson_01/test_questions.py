"""Every question of exercise 1: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs, ask, run

SETUP = """
from course_utils import explore_neuron, load_dataset
from keras import layers

cars = load_dataset("fuel_economy")
inputs = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "model_year"]
X, y = cars[inputs], cars["mpg"]
X_train, y_train = X.iloc[:300], y.iloc[:300]
mean, deviation = X_train.mean(), X_train.std(ddof=0)

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((6,)), layers.Dense(1)])
trained = keras.Sequential([keras.Input((6,)), layers.Dense(1)])
trained.compile(optimizer=keras.optimizers.Adam(0.1), loss="mean_squared_error")
trained.fit((X_train - mean) / deviation, y_train, epochs=30, verbose=0)
kernel, bias = trained.get_weights()
explorer = explore_neuron()
"""

SUBCLASSED = """
class Neuron(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(1)
    def call(self, x):
        return self.dense(x)
model = Neuron()
model(np.zeros((1, 6)))
"""

OWN_LAYER = """
class Linear(layers.Layer):
    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], 1))
        self.bias = self.add_weight(shape=(1,), initializer="zeros")
    def call(self, x):
        return x @ self.kernel + self.bias
model = keras.Sequential([keras.Input((6,)), Linear()])
"""


class TestLesson01(Proofs):
    lesson = 1
    setup = SETUP

    right = {
        "1.1": [
            "input_shape = 6,",
            "input_shape = [6]",
            "input_shape = (len(inputs),)",
            "input_shape = X.shape[1:]",
            "input_shape = np.array([6])",
            "input_shape = keras.Input((6,)).shape[1:]",
            "import tensorflow as tf; input_shape = tf.TensorShape([6])",
            "input_shape = (np.int64(6),)",
        ],
        "1.2": [
            "inputs = keras.Input((6,)); model = keras.Model(inputs, layers.Dense(1)(inputs))",
            "model = keras.Sequential([layers.InputLayer(shape=(6,)), layers.Dense(1)])",
            "model = keras.Sequential(); model.add(keras.Input((6,))); model.add(layers.Dense(1))",
            "model = keras.Sequential([keras.Input((6,)), layers.Dense(1, activation='linear')])",
            "model = keras.Sequential([keras.Input((6,)), layers.Dense(1), "
            "layers.Activation('linear')])",
            "model = keras.Sequential([keras.Input((6,)), keras.Sequential([layers.Dense(1)])])",
            "model = keras.Sequential([keras.Input((6,)), layers.Flatten(), layers.Dense(1)])",
            "model = keras.Sequential([layers.Dense(1)]); model.build((None, 6))",
            "model = keras.Sequential([layers.Dense(1)]); model(X.to_numpy())",
            "model = keras.Sequential([keras.Input((6,)), layers.Dense(1)])\n"
            "model.compile('adam', 'mae')",
            SUBCLASSED,
            OWN_LAYER,
        ],
        "1.3": [
            "w = model.get_weights()[0]; b = model.get_weights()[1]",
            "w, b = model.weights",
            "w, b = model.layers[0].kernel, model.layers[0].bias",
            "w, b = [weight.numpy() for weight in model.weights]",
            "w, b = model.layers[-1].get_weights(); w, b = w.tolist(), b.tolist()",
            "w, b = [pd.DataFrame(weight) for weight in model.get_weights()]; b = b[0]",
        ],
        "1.4": [
            "def neuron(X, w, b): return np.dot(X, w) + b",
            "def neuron(X, w, b): return b + (X * w.ravel()).sum(axis=1)",
            "def neuron(X, w, b): return np.array([sum(x * v for x, v in zip(row, w[:, 0])) + b[0]"
            " for row in X])",
            "neuron = lambda X, w, b: (w.T @ X.T + b).T",
            "def neuron(X, w, b): return [[float(row @ w[:, 0] + b[0])] for row in X]",
            "def neuron(X, w, b): return keras.ops.matmul(X, w) + b",
            "def neuron(data, kernel, bias): return np.einsum('nf,fu->nu', data, kernel) + bias",
        ],
        "1.5": [
            "guess, outcome = 'model_year', ' Weight '",
            "guess = outcome = inputs[3]",
            "guess, outcome = ' Cylinders', 'WEIGHT'",
            "outcome = inputs[int(np.argmax(np.abs(kernel)))]",
        ],
        "1.6": [
            "mpg_per_year = kernel[-1] / deviation.iloc[-1]",
            "mpg_per_year = float(kernel.ravel()[5] / X_train['model_year'].std())",
            "mpg_per_year = (kernel / deviation.to_numpy()[:, None])[5]",
            "rows = np.array([mean, mean]); rows[1, 5] += 1\n"
            "rows = ((rows - mean.to_numpy()) / deviation.to_numpy())\n"
            "mpg_per_year = np.diff(trained(rows)[:, 0])",
            "mpg_per_year = keras.ops.convert_to_tensor(kernel)[5, 0] / deviation['model_year']",
        ],
        "1.7": [
            "token = 'neuron w=5 b=90 epoch=0'",
            "token = 'neuron w=3 b=110 epoch=200'",
            "token = '  neuron   epoch=40  b=100.0  w=4.0 '",
            "token = explorer.token(w=6, b=80)",
            "explorer = explore_neuron(show='w'); token = explorer.token(w=4, b=90)",
        ],
    }

    wrong = {
        "1.1": [
            ("input_shape = (8,)", "fewer numbers than that"),
            ("input_shape = (X.ndim,)", "more numbers than that"),
            ("input_shape = X.iloc[0]", "what one row holds"),
            ("input_shape = X.columns.tolist()", "what one row holds"),
            ("input_shape = [[6]]", "one pair of brackets is enough"),
            ("input_shape = (7,)", "`mpg` is what we predict"),
            ("input_shape = X.shape", "392 is the number of cars"),
            ("input_shape = (392,)", "The shape describes one car"),
            ("input_shape = 6", "Put a comma after the number"),
            ("input_shape = (None, 6)", "Keras adds the `None`"),
            ("input_shape = (1,)", "Look at `X.columns`"),
            ("input_shape = ()", "Look at `X.columns`"),
            ("input_shape = (6.0,)", "without a point"),
            ("input_shape = np.array([6.0])", "without a point"),
            ("input_shape = (1, 6)", "it has one axis"),
            ("input_shape = ('6',)", "without quotes"),
            ("input_shape = np.zeros(1_000_000)", "1,000,000 numbers"),
        ],
        "1.2": [
            ("model = keras.Sequential([keras.Input((6,))])", "without any layer"),
            (
                "model = keras.Sequential([keras.Input((6, 1)), layers.Dense(1)])",
                "has a single number",
            ),
            (
                "model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])",
                "how many numbers come out",
            ),
            ("model = keras.Sequential([layers.Dense(1)])", "keras.Input((n,))"),
            (
                "model = keras.Sequential([keras.Input((7,)), layers.Dense(1)])",
                "did you count the target",
            ),
            (
                "model = keras.Sequential([keras.Input((392,)), layers.Dense(1)])",
                "392 is how many rows there are",
            ),
            ("model = keras.Sequential([keras.Input((6,)), layers.Dense(6)])", "`Dense(units=6)`"),
            (
                "model = keras.Sequential([keras.Input((6,)), layers.Dense(1, 'relu')])",
                "keeps predictions out of a part of the line",
            ),
            (
                "model = keras.Sequential([keras.Input((6,)), layers.Dense(4), layers.Dense(1)])",
                "Remove it",
            ),
            (
                "model = keras.Sequential([keras.Input((6,)), layers.Dense(1, use_bias=False)])",
                "use_bias=False",
            ),
        ],
        "1.3": [
            ("w, b = model.get_weights(); w = w[0, 0]", "One number came out where 6 are wanted"),
            ("b, w = model.get_weights()", "The weights come first"),
            ("w, b = np.zeros((6, 1)), np.zeros(1)", "Take them from `model` itself"),
            ("w, b = model.get_weights(); w = w.ravel()", "Keep the shape Keras gave them"),
            ("w, b = trained.get_weights()", "Take them from `model` itself"),
            ("w, b = model.get_weights(); b = w", "These are the weights"),
            ("w, b = model.get_weights(); w = w.T", "Keep the shape Keras gave them"),
            ("w, b = model.get_weights(); b = b[0]", "Keep the shape Keras gave them"),
        ],
        "1.4": [
            ("def neuron(X, w, b): return np.tanh(X @ w + b)", "return the sum as it is"),
            ("def neuron(X, w, b): return X @ w + 1", "look at what is added to each"),
            ("def neuron(X, w, b): return (X + b) @ w", "look at what is added to each"),
            ("def neuron(X, w, b): return 2 * (X @ w + b)", "Every number is 2 times"),
            ("def neuron(X, w, b): return w.T @ X.T + b", "Rows and columns have changed places"),
            (
                "def neuron(X, w, b):\n    for row in X:\n        return row @ w + b",
                "the first row alone",
            ),
            ("def neuron(X, w, b): return np.round(X @ w + b)", "These are rounded"),
            ("def neuron(X, w, b): return 'X @ w + b'", "leave out the quotation marks"),
            ("def neuron(X, w, b): return X @ w", "You forgot to add the bias"),
            ("def neuron(X, w, b): return X @ w * b", "not multiplied"),
            ("def neuron(X, w, b): return X @ w - b", "not taken away"),
            ("def neuron(X, w, b): return X * w.ravel() + b", "Add the products up"),
            (
                "def neuron(X, w, b): return (X * w.ravel() + b).sum(axis=1)",
                "once for each input",
            ),
            ("def neuron(X, w, b): return np.maximum(X @ w + b, 0)", "no activation"),
            ("def neuron(X, w, b): return (X * w.ravel()).sum() + b", "You added up all rows"),
            ("def neuron(X, w, b): return (X @ w).ravel() + X @ w + b", "make a table of 2 × 2"),
            ("def neuron(X, w, b): X += 1; return (X - 1) @ w + b", "`X` changed by the call"),
            ("def neuron(X, w, b): return X * w + b", "`@` multiplies and adds up"),
            ("def neuron(X, w, b): return w @ X + b", "as many columns as `B` has rows"),
            ("def neuron(X, w, b): return (X * w.ravel()).mean(axis=1) + b", "adds them up"),
            ("def neuron(X, w, b): print(X @ w + b)", "Without `return`"),
        ],
        "1.5": [
            ("outcome = 'horsepower'", "in this run `weight` has the weight farthest from 0"),
            ("guess = outcome = 'model_year'", 'you said "model_year"'),
            ("guess = 'mpg'", "Write one of these words"),
            ("outcome = ''", "Write one of these words"),
        ],
        "1.6": [
            ("mpg_per_year = kernel[5, 0] / 12", "How much is that for one year?"),
            ("mpg_per_year = np.sum(kernel)", "the sum of all weights"),
            ("mpg_per_year = kernel[5, 0]", "one standard deviation, not one year"),
            ("mpg_per_year = kernel[5, 0] * deviation.iloc[5]", "Divide by the deviation instead"),
            ("mpg_per_year = kernel[3, 0] / deviation.iloc[3]", "That is for `weight`"),
            ("mpg_per_year = bias", "That is the bias"),
            ("mpg_per_year = float('inf')", "not a finite number"),
            ("mpg_per_year = -mpg_per_year", "Keep the weight's sign"),
            ("mpg_per_year = 1 / mpg_per_year", "This is upside down"),
            ("mpg_per_year = deviation.iloc[5]", "in years"),
        ],
        "1.7": [
            ("token = 'neuron w=0 b=0 epoch=0'", "your line is off by 149 kcal"),
            ("token = 'neuron w=2 b=100 epoch=0'", "Is it too steep, too flat, too high"),
            ("token = 'neuron w=0 b=0 epoch=200'", "it should be less than 34"),
            ("token = 'bends units=3 start=1 epoch=100'", "belongs to another explorer"),
            ("token = 'neuron w=4 epoch=0'", "Expected a value for `b`"),
            ("token = 'neuron w=4 b=95 epoch=0'", "never stands at `95`"),
            ("token = 'w=4 b=100'", "begins with the explorer's name"),
            ("token = ''", "Copy it with the button"),
        ],
    }

    def test_a_guess_earns_its_half_whatever_came_of_it(self, desk):
        names = run("guess = outcome = 'cylinders'", desk)
        assert ask("1.5", names).credit == 0.5
        assert ask("1.5", run("outcome = 'weight'", names)).correct
