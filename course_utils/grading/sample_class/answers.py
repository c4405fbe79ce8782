"""What the students of the sample class answer: right, in other words, or with a known mistake.

The first right answer to each question is the published solution; the others are here. The
credit of each mistake is what the question's own check gives for it, and a test keeps it true.
"""

from dataclasses import dataclass

from course_utils.source.course_map import question_source


@dataclass(frozen=True)
class Answer:
    """What a student writes: the code, and the share of the points it should get."""

    code: str
    credit: float = 1.0


_SUBCLASS = """\
class LinearUnit(keras.Model):
    def __init__(self):
        super().__init__()
        self.unit = keras.layers.Dense(1)

    def call(self, cars):
        return self.unit(cars)


model = LinearUnit()
model(np.zeros((1, 6)))"""

_FUNCTIONAL = """\
car = keras.Input(shape=(6,), name="car")
mpg = keras.layers.Dense(1, name="mpg")(car)
model = keras.Model(car, mpg)"""

_STEP_BY_STEP = """\
model = keras.Sequential()
model.add(keras.layers.Input(shape=(6,)))
model.add(keras.layers.Dense(units=1, activation=None))"""

_LOOP = """\
def neuron(X, w, b):
    out = []
    for row in np.asarray(X):
        total = b[0]
        for value, weight in zip(row, w[:, 0]):
            total = total + value * weight
        out.append([total])
    return np.array(out)"""

_LINEAR_STACK = """\
model = keras.Sequential([
    keras.Input((8,)),
    keras.layers.Dense(512),
    keras.layers.Dense(512),
    keras.layers.Dense(512),
    keras.layers.Dense(1),
])"""

_INSIDE = """\
parted = keras.Sequential([
    keras.Input((8,)),
    keras.layers.Dense(32, activation="tanh"),
    keras.layers.Dense(16, activation="tanh"),
    keras.layers.Dense(1),
])"""


def _linear_unit(shape="(6,)", dense="1"):
    return f"model = keras.Sequential([keras.Input({shape}), keras.layers.Dense({dense})])"


def _neuron(result):
    return f"def neuron(X, w, b):\n    return {result}"


_IN_OTHER_WORDS = {
    "1.1": ["input_shape = X.shape[1:]", "input_shape = [len(inputs)]", "input_shape = 6,"],
    "1.2": [_FUNCTIONAL, _STEP_BY_STEP, _SUBCLASS, _linear_unit("(X.shape[1],)", "units=1")],
    "1.3": [
        "w = model.get_weights()[0]\nb = model.get_weights()[1]",
        "w, b = (variable.numpy() for variable in model.weights)",
        "kernel_variable, bias_variable = model.weights\nw, b = kernel_variable, bias_variable",
    ],
    "1.4": [
        _LOOP,
        _neuron("np.einsum('ij,jk->ik', X, w) + b"),
        _neuron("np.matmul(X, w) + b.reshape(1, 1)"),
        "neuron = lambda X, w, b: b + np.dot(X, w)",
    ],
    "1.5": [
        'guess = "cylinders"\noutcome = "Weight"',
        "guess = inputs[2]\noutcome = inputs[np.abs(kernel).argmax()]",
    ],
    "1.6": [
        "mpg_per_year = float(kernel[inputs.index('model_year')][0] / deviation.iloc[-1])",
        "mpg_per_year = (kernel.ravel() / deviation)['model_year']",
    ],
    "1.7": ['token = "neuron w=5 b=90 epoch=0"', 'token = "neuron w=3 b=110 epoch=0"'],
    "2.1": [
        "def relu(x):\n    return np.where(x > 0, x, 0)",
        "def relu(x):\n    return x * (x > 0)",
    ],
    "2.2": ["def merge(W1, b1, W2, b2):\n    return np.dot(W1, W2), np.dot(b1, W2) + b2"],
    "2.5": ["first_layer, total = 4608, 530433"],
    "2.6": ["bends = [-0.5, 3, 0.5]"],
}

# The commonest mistake of each question is first.
_MISTAKES: dict[str, list[tuple[str, float]]] = {
    "1.1": [
        ("input_shape = X.shape", 0),
        ("input_shape = (7,)", 0),
        ("input_shape = 6", 1 / 2),
        ("input_shape = (None, 6)", 0),
    ],
    "1.2": [
        (_linear_unit("(7,)"), 1 / 2),
        (_linear_unit(dense="6"), 1 / 2),
        (_linear_unit(dense="1, activation='relu'"), 1 / 2),
        (_linear_unit("(392,)"), 1 / 2),
    ],
    "1.3": [
        ("b, w = model.get_weights()", 0),
        ("w, b = model.get_weights()\nw = w.ravel()", 1 / 2),
    ],
    "1.4": [
        (_neuron("X @ w"), 0),
        (_neuron("X * w.ravel() + b"), 0),
        (_neuron("np.maximum(X @ w + b, 0)"), 0),
        (_neuron("X @ w * b"), 0),
    ],
    "1.5": [
        ('guess = outcome = "horsepower"', 1 / 2),
        ('guess = outcome = "cylinders"', 1 / 2),
        ('guess = outcome = "model_year"', 1 / 2),
    ],
    "1.6": [
        ("mpg_per_year = kernel[5, 0]", 0),
        ('mpg_per_year = kernel[5, 0] * deviation["model_year"]', 0),
        ('mpg_per_year = kernel[3, 0] / deviation["weight"]', 0),
    ],
    "1.7": [
        ('token = "neuron w=2 b=100 epoch=0"', 0),
        ('token = "neuron w=0 b=0 epoch=0"', 0),
    ],
    "2.1": [
        ("def relu(x):\n    return abs(x)", 0),
        ("def relu(x):\n    return np.maximum(0.1 * x, x)", 0),
    ],
    "2.2": [("def merge(W1, b1, W2, b2):\n    return W1 @ W2, b1 + b2", 1 / 3)],
    "2.3": [(_LINEAR_STACK, 1 / 2)],
    "2.4": [(_INSIDE, 1 / 2)],
    "2.5": [("first_layer = 8 * 512\ntotal = 8 * 512 + 2 * 512 * 512 + 512", 0)],
    "2.6": [("bends = b / w", 0)],
}

# A model without `keras.Input` has no weights yet, so the next cell breaks off.
FORGOTTEN_INPUT = Answer("model = keras.Sequential([keras.layers.Dense(1)])", 1 / 3)
BREAKS_OFF = "w, b = model.get_weights()"


def right_answers(question: str) -> list[Answer]:
    """Return the published solution of a question, then other spellings of it."""
    return [
        Answer(code) for code in (question_source(question), *_IN_OTHER_WORDS.get(question, []))
    ]


def mistakes(question: str) -> list[Answer]:
    """Return the known mistakes of a question, the commonest first; some have none here."""
    return [Answer(*mistake) for mistake in _MISTAKES.get(question, [])]
