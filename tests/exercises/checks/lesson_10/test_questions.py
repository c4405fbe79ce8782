"""Every question of exercise 10: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
from course_utils import explore_optimizers, load_dataset

concrete = load_dataset("concrete")
X_train = concrete.drop(columns="compressive_strength").to_numpy(dtype="float32")
X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
y_train = concrete["compressive_strength"].to_numpy(dtype="float32") / 10

def build():
    keras.utils.set_random_seed(10)
    hidden = [keras.layers.Dense(32, activation="relu") for _ in range(2)]
    return keras.Sequential([keras.Input((8,)), *hidden, keras.layers.Dense(1)])

def train(optimizer, **settings):
    model = build()
    model.compile(optimizer=optimizer, loss="mean_squared_error")
    settings = {"epochs": 10, "batch_size": 32, "verbose": 0, **settings}
    return model, model.fit(X_train, y_train, **settings)

def cosine(steps=330, rate=0.01, **settings):
    plan = keras.optimizers.schedules.CosineDecay(rate, decay_steps=steps, **settings)
    return keras.optimizers.SGD(plan, momentum=0.9)

def landscape(x, y):
    return x**3 / 3 - x + y**3 / 3 - y

explorer = explore_optimizers()
"""

FOUR = """
optimizers = {
    "sgd": keras.optimizers.SGD(0.001),
    "momentum": keras.optimizers.SGD(0.001, momentum=0.9),
    "adagrad": keras.optimizers.Adagrad(0.001),
    "adam": keras.optimizers.Adam(0.001),
}
losses = {name: train(optimizer)[1].history["loss"][-1] for name, optimizer in optimizers.items()}
"""

SLOW = """
slow = build()
before = slow.get_weights()[0]
slow.compile(optimizer=keras.optimizers.SGD(0.00001), loss="mean_squared_error")
slow.fit(X_train, y_train, epochs=10, batch_size=32, verbose=0)
after = slow.get_weights()[0]
"""

MOMENTUM = """
def momentum_step(w, velocity, slope, learning_rate, kept):
    {first}
    return {result}
"""

ADAM = """
def adam_step(w, direction, size, step, slope, learning_rate):
    direction = 0.9 * direction + 0.1 * slope
    size = 0.999 * size + 0.001 * {squared}
    d, s = direction / {of_direction}, size / {of_size}
    return {result}
"""


def momentum(first="new = kept * velocity - learning_rate * slope", result="w + new, new"):
    return MOMENTUM.format(first=first, result=result)


def adam(
    squared="slope**2",
    of_direction="(1 - 0.9**step)",
    of_size="(1 - 0.999**step)",
    result="w - learning_rate * d / (np.sqrt(s) + 1e-7), direction, size",
):
    return ADAM.format(squared=squared, of_direction=of_direction, of_size=of_size, result=result)


class TestLesson10(Proofs):
    lesson = 10
    setup = SETUP
    before = {"10.5": FOUR, "10.8": SLOW}

    right = {
        "10.1": [
            momentum(),
            momentum(result="[w + new, new]"),
            momentum(result="np.stack([w + new, new])"),
            "momentum_step = lambda w, v, s, rate, kept: (\n"
            "    w + (kept * v - rate * s), kept * v - rate * s)",
            momentum(
                "pushed = learning_rate * slope; new = kept * velocity - pushed",
                "(w + kept * velocity - pushed, new)",
            ),
        ],
        "10.2": [
            "first_small = first_large = 0.01; hundredth = 0.0494",
            "first_small, first_large, hundredth = 1e-2, 0.010, 0.1 / 4.1**0.5",
            "first_small = np.float32(0.00997); hundredth = np.array([0.04939])",
            "hundredth = 0.5 / np.sqrt(0.1 + 100 * 0.2**2) * 0.2",
            "hundredth = 0.049",
        ],
        "10.3": [
            "half = 6.6",
            "half = 6.58",
            "half = np.log(2) / -np.log(0.9)",
            "import math\nhalf = math.log(0.5, 0.9)",
        ],
        "10.4": [
            adam(),
            adam(result="[w - learning_rate * d / (s**0.5 + 1e-7), direction, size]"),
            adam(
                result="w - learning_rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step) * direction "
                "/ (np.sqrt(size) + 1e-7), direction, size"
            ),
            "def adam_step(w, m, v, t, g, rate):\n"
            "    m = m + 0.1 * (g - m)\n"
            "    v = v + 0.001 * (np.square(g) - v)\n"
            "    return w - rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7), m, v",
        ],
        "10.5": [
            "guess = ['SGD', 'Adam', 'Momentum', 'Adagrad']",
            "guess = ('momentum', 'adam', 'sgd', 'adagrad'); order = list(order)",
            "order = ['Momentum', 'Adam', 'SGD', 'Adagrad']",
            "order = [name for name, loss in sorted(losses.items(), key=lambda item: item[1])]",
            "order = tuple(sorted(losses, key=lambda name: losses[name]))",
        ],
        "10.6": [
            "scheduled, history = train(cosine(330.0))",
            "scheduled, history = train(cosine(331, rate=1e-2, alpha=0.0))",
            "scheduled = build()\n"
            "scheduled.compile(loss='mse', optimizer=cosine(10 * int(np.ceil(1030 / 32))))\n"
            "history = scheduled.fit(X_train, y_train, epochs=10, verbose=0)",
            "plan = keras.optimizers.schedules.CosineDecay(\n"
            "    initial_learning_rate=0.01, decay_steps=330)\n"
            "scheduled, history = train(keras.optimizers.SGD(learning_rate=plan, momentum=0.9))",
        ],
        "10.7": [
            "kinds = ['minimum', 'saddle', 'maximum']",
            "kinds = ('Minimum', 'Saddle', 'Maximum')",
            "kinds = ['minimum ', ' saddle', 'MAXIMUM']",
            "kinds = [{'A': 'minimum', 'B': 'saddle', 'C': 'maximum'}[name] for name in 'ABC']",
        ],
        "10.8": [
            "change = np.sqrt(np.sum((after - before) ** 2))\n"
            "moved = change / np.sqrt(np.sum(before**2)) * 100",
            "repaired, _ = train(keras.optimizers.SGD(0.001, momentum=0.9))",
            "repaired, _ = train(keras.optimizers.Adam(0.005))",
            "repaired = build(); repaired.compile(keras.optimizers.RMSprop(0.003), 'mse')\n"
            "repaired.fit(X_train, y_train, epochs=10, verbose=0)",
        ],
        "10.9": [
            "token = ' optimizers landscape=two_valleys start=left learning_rate=0.03 step=60 '",
            "token = explorer.token(\n"
            "    landscape='two_valleys', start='left', learning_rate=0.06, step=60)",
            "token = 'optimizers step=60 learning_rate=0.018 start=ridge landscape=two_valleys'",
            "explorer = explore_optimizers()",
        ],
    }

    wrong = {
        "10.1": [
            (momentum(result="w + new"), "without it the next step"),
            (momentum(result="new, w + new"), "weights first"),
            (momentum(result="w + learning_rate * new, new"), "acts twice"),
            (momentum("new = kept * velocity + learning_rate * slope"), "pushes downhill"),
            (momentum(result="w - new, new"), "*plus* the velocity"),
            (momentum("new = -learning_rate * slope"), "plain SGD"),
            (momentum("new = velocity - learning_rate * slope"), "never comes to rest"),
            (
                momentum("new = kept * velocity + slope", "w - learning_rate * new, new"),
                "the rate is in the velocity",
            ),
            (momentum(result="w + velocity, new"), "the *old* velocity"),
            (
                momentum("new = kept * velocity - (1 - kept) * learning_rate * slope"),
                "a fading average",
            ),
        ],
        "10.2": [
            ("first_small, first_large = 0.00001, 10", "rate × slope"),
            ("first_small = first_large = 0.0316228", "without the correction"),
            ("first_small = first_large = 1", "And the learning rate?"),
            ("hundredth = 0.05", "the sum starts at 0.1"),
            ("hundredth = 0.005", "the rate over 100"),
            ("hundredth = 0.1", "as SGD steps"),
        ],
        "10.3": [
            ("half = 10", "35 %"),
            ("half = 5", "10 % of what is left"),
            ("half = 7", "less than half"),
            ("half = np.log(0.9) / np.log(0.5)", "upside down"),
        ],
        "10.4": [
            (adam(of_direction="1", of_size="1"), "The correction is missing"),
            (adam(of_size="1"), "Divide the size, too"),
            (
                adam(result="w - learning_rate * d / (np.sqrt(s) + 1e-7), d, s"),
                "corrected again",
            ),
            (
                adam(of_direction="(1 - 0.9**(step + 1))", of_size="(1 - 0.999**(step + 1))"),
                "counts from 1 already",
            ),
            (adam(squared="np.abs(slope)"), "the *square* of the slope"),
            (adam(result="w - learning_rate * d / s, direction, size"), "the *root*"),
            (
                adam(result="w + learning_rate * d / (np.sqrt(s) + 1e-7), direction, size"),
                "against the direction",
            ),
            (
                adam(result="w - d / (np.sqrt(s) + 1e-7), direction, size"),
                "by the learning rate",
            ),
            (adam(result="w - learning_rate * d / (np.sqrt(s) + 1e-7)"), "weights alone"),
        ],
        "10.5": [
            ("order = order[::-1]", "Turned around"),
            ("order = order[:2]", "all four names"),
            ("order = ['adam', 'momentum', 'sgd', 'adagrad']", "your losses are"),
            ("guess = ['adam']", "the four names, each once"),
            ("losses = dict(losses, sgd=0.1)", "momentum lowest"),
        ],
        "10.6": [
            ("scheduled, history = train(cosine(10))", "You counted epochs"),
            ("scheduled, history = train(cosine(10))", "0 after 10 of 330 steps"),
            ("scheduled, history = train(cosine(320))", "one of the 6 rows"),
            ("scheduled, history = train(cosine(10 * 1030))", "You counted rows"),
            (
                "scheduled, history = train(keras.optimizers.SGD(0.01, momentum=0.9))",
                "the same in each of your 330 steps",
            ),
            (
                "flat = keras.callbacks.ReduceLROnPlateau(monitor='loss')\n"
                "scheduled, history = train(\n"
                "    keras.optimizers.SGD(0.01, momentum=0.9), callbacks=[flat])",
                "waits until a curve is flat",
            ),
            (
                "plan = keras.optimizers.schedules.ExponentialDecay(0.01, 330, 0.1)\n"
                "scheduled, history = train(keras.optimizers.SGD(plan, momentum=0.9))",
                "another plan",
            ),
            ("scheduled, history = train(cosine(165), epochs=5)", "5 epochs of 33 steps"),
            ("history = history.history", "`history` itself"),
        ],
        "10.7": [
            ("kinds = ['minimum', 'minimum', 'maximum']", "Look at both directions"),
            ("kinds = ['maximum', 'saddle', 'minimum']", "down all around a hilltop"),
            ("kinds = ['saddle', 'saddle', 'saddle']", "each of the four nudges"),
            ("kinds = ['minimum', 'saddle']", "the word for A, for B and for C"),
        ],
        "10.8": [
            ("moved = moved / 100", "multiply it by 100"),
            ("moved = np.linalg.norm(after - before)", "the length of the change alone"),
            (
                "moved = 100 * (np.linalg.norm(after) / np.linalg.norm(before) - 1)",
                "compared two lengths",
            ),
            ("repaired = build()", "moved 0 % of its size"),
            ("repaired, _ = train(keras.optimizers.SGD(0.0001))", "still stands where it started"),
            ("repaired, _ = train(keras.optimizers.SGD(0.001))", "on its way"),
            ("repaired, _ = train(keras.optimizers.SGD(30.0))", "NaN"),
        ],
        "10.9": [
            ("token = explorer.token(landscape='ravine', step=60)", "Take the two valleys"),
            (
                "token = explorer.token(landscape='two_valleys', start='left', step=20)",
                "Go to the last step",
            ),
            ("token = explorer.token(landscape='two_valleys', step=60)", "which side"),
            (
                "token = explorer.token(\n"
                "    landscape='two_valleys', start='left', learning_rate=0.001, step=60)",
                "Try another rate",
            ),
            ("token = 'optimizers rate=2'", "token"),
        ],
    }
