"""Every question of exercise 7: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
import tensorflow as tf

from course_utils import explore_backpropagation, load_dataset

x = np.array([3.0, 1.0])
W1 = np.array([[1.0, -1.0], [-1.0, 2.0]])
b1 = np.array([1.0, -0.5])
W2 = np.array([2.0, 3.0])
b2 = -8.0
target = 1.0

def loss(w):
    return np.sum((np.asarray(w) - np.arange(1, len(w) + 1)) ** 2)

cereals = load_dataset("cereals")
X = cereals[["fat", "carbohydrates", "protein", "fibre"]].to_numpy(dtype="float32")
X = (X - X.mean(axis=0)) / X.std(axis=0)
y = cereals[["calories"]].to_numpy(dtype="float32") / 100

def network(**settings):
    keras.utils.set_random_seed(7)
    return keras.Sequential([
        keras.Input((4,)),
        keras.layers.Dense(8, activation="relu", **settings),
        keras.layers.Dense(1, **settings),
    ])

def train(model, **settings):
    model.compile(optimizer=keras.optimizers.SGD(0.05), loss="mean_squared_error")
    model.fit(X, y, **{"epochs": 40, "batch_size": 13, "verbose": 0, **settings})
    return model

def taped(make_loss):
    with tf.GradientTape() as tape:
        value = make_loss()
    return tape.gradient(value, model.trainable_variables)

model = network()
kernel = train(network(kernel_initializer=keras.initializers.Constant(0.1))).get_weights()[0]
explorer = explore_backpropagation()
"""

NUDGING = """
def numeric_gradient(w):
    slopes = []
    for place in range(len(w)):
        up, down = np.array(w, dtype=float), np.array(w, dtype=float)
        up[place] += {nudge}
        down[place] -= {nudge}
        slopes.append((loss(up) - loss(down)) / ({by}))
    return {result}
"""


def nudging(nudge="1e-4", by="2e-4", result="np.array(slopes)"):
    return NUDGING.format(nudge=nudge, by=by, result=result)


class TestLesson07(Proofs):
    lesson = 7
    setup = SETUP

    right = {
        "7.1": [
            "hidden, output = [3, 0], -2",
            "hidden, output = (3.0, 0.0), np.array([-2.0])",
            "hidden = tf.nn.relu(x @ W1 + b1); output = float(np.dot(hidden, W2) + b2)",
            "hidden = pd.Series([3.0, 0.0]); output = np.float32(-2)",
        ],
        "7.2": [
            "slopes_W2, slope_b2 = [-18, 0], -6",
            "slopes_W2, slope_b2 = (-18.0, -0.0), np.array(-6)",
            "slopes_W2 = 2 * (-2 - target) * np.array([3, 0]); slope_b2 = np.float64(-6)",
            "slopes_W2, slope_b2 = tf.constant([-18.0, 0.0]), tf.constant(-6.0)",
        ],
        "7.3": [
            "hidden_blame = lambda blame, W2, z: np.where(z > 0, blame @ W2.T, 0)",
            "hidden_blame = lambda blame, W2, z: (z > 0).astype(float) * np.dot(blame, W2.T)",
            "hidden_blame = lambda b, W, z: tf.constant(b @ W.T) * tf.cast(z > 0, 'float64')",
            "hidden_blame = lambda b, W, z: np.einsum('no,ho->nh', b, W) * np.heaviside(z, 0)",
        ],
        "7.4": [
            nudging(nudge="1e-3", by="2e-3"),
            nudging(result="slopes"),
            "def numeric_gradient(w):\n"
            "    e = np.eye(len(w)) * 1e-5\n"
            "    return np.array([(loss(w + s) - loss(w - s)) / 2e-5 for s in e])",
            "def numeric_gradient(w):\n"
            "    slopes = np.empty(len(w))\n"
            "    for i in range(len(w)):\n"
            "        kept = w[i]\n"
            "        w[i] = kept + 1e-4; above = loss(w)\n"
            "        w[i] = kept - 1e-4; below = loss(w)\n"
            "        w[i] = kept\n"
            "        slopes[i] = (above - below) / 2e-4\n"
            "    return slopes",
        ],
        "7.5": [
            "slopes = taped(lambda: tf.reduce_mean(tf.square(y - model(X))))",
            "slopes = taped(lambda: keras.losses.MeanSquaredError()(y, model(X)))",
            "slopes = [s.numpy() for s in taped(lambda: tf.reduce_mean((model(X) - y) ** 2))]",
            "slopes = tuple(taped(lambda: keras.ops.mean((model(X) - y) ** 2)))",
        ],
        "7.6": ["passes = 9602", "passes = 9602.0", "passes = np.int64(9602)", "passes = 4801 * 2"],
        "7.7": [
            "different, repaired = 1, train(network(kernel_initializer='he_normal'))",
            "different = np.linalg.matrix_rank(kernel, tol=1e-4)",
            "different = len({tuple(column.round(4)) for column in kernel.T})",
            "repaired = train(network(kernel_initializer='glorot_uniform'), epochs=60)",
        ],
        "7.8": ["sentence = 'B'", "sentence = ' b '", "sentence = 'b\\n'", "sentence = str('b')"],
        "7.9": [
            "token = ' backpropagation start=open weight=v1 step=0 nudge=0.3 '",
            "token = explorer.token(weight='v1', nudge=0.3)",
            "token = 'backpropagation nudge=0.3 step=0 weight=v1 start=open'",
            "explorer = explore_backpropagation()",
        ],
    }

    wrong = {
        "7.1": [
            ("hidden = [3, -1.5]", "What does ReLU make of it"),
            ("hidden, output = [2, 0], -4", "adds its bias"),
            ("output = 0", "The output is linear"),
            ("output = -6.5", "0 after ReLU"),
            ("output = 6", "bias of the output is missing"),
        ],
        "7.2": [
            ("slopes_W2, slope_b2 = [-9, 0], -3", "Half of it"),
            ("slopes_W2, slope_b2 = [18, 0], 6", "sign is turned around"),
            ("slopes_W2 = [-12, -18]", "blame × weight"),
            ("slopes_W2 = [-18, 9]", "came 0"),
            ("slope_b2 = 48", "input of a bias is 1"),
        ],
        "7.3": [
            ("hidden_blame = lambda blame, W2, z: blame @ W2.T", "The gate is missing"),
            (
                "hidden_blame = lambda blame, W2, z: np.maximum(blame @ W2.T, 0)",
                "What opens the gate is `z`",
            ),
            ("hidden_blame = lambda blame, W2, z: blame @ W2.T * z", "ReLU's slope"),
            ("hidden_blame = lambda blame, W2, z: blame @ W2 * (z > 0)", "matmul"),
            ("hidden_blame = lambda blame, W2, z: -blame @ W2.T * (z > 0)", "sign is turned"),
        ],
        "7.4": [
            (nudging(by="1e-4"), "*two* nudges"),
            (nudging(nudge="1e-30", by="2e-30"), "equal in all 16 digits"),
            (
                "numeric_gradient = lambda w: np.full(\n"
                "    len(w), (loss(w + 1e-4 * 1) - loss(w - 1e-4)) / 2e-4)",
                "you nudge all weights at once",
            ),
            (nudging(by="-2e-4"), "sign is turned around"),
            (
                "def numeric_gradient(w):\n"
                "    slopes = np.empty(len(w))\n"
                "    for i in range(len(w)):\n"
                "        w[i] += 1e-4; above = loss(w)\n"
                "        w[i] -= 2e-4; slopes[i] = (above - loss(w)) / 2e-4\n"
                "    return slopes",
                "changed by the call",
            ),
        ],
        "7.5": [
            (
                "outputs = model(X)\nslopes = taped(lambda: tf.reduce_mean((outputs - y) ** 2))",
                "The tape did not see",
            ),
            ("slopes = taped(lambda: tf.reduce_sum((model(X) - y) ** 2))", "sum over the rows"),
            (
                "slopes = [-s for s in taped(lambda: tf.reduce_mean((model(X) - y) ** 2))]",
                "sign is turned around",
            ),
            (
                "slopes = taped(lambda: tf.reduce_mean((model(X) - y) ** 2))[:2]",
                "kernel and bias of both layers",
            ),
            (
                "slopes = taped(lambda: tf.reduce_mean((model(X) - y[:, 0]) ** 2))",
                "both `X` and `y`",
            ),
        ],
        "7.6": [
            ("passes = 4801", "Up *and* down"),
            ("passes = 4802", "nudge upwards alone"),
            ("passes = 3", "what backpropagation costs"),
            ("passes = 100", "Each parameter is nudged twice"),
        ],
        "7.7": [
            ("different = 8", "are they different"),
            ("different = 4", "Compare unit with unit"),
            (
                "repaired = train(network(kernel_initializer=keras.initializers.Constant(0.1)))",
                "1 different among 8",
            ),
            ("repaired = train(network(kernel_initializer='zeros'))", "all weights are still 0"),
            ("repaired = network()", "Compile it, and train it"),
        ],
        "7.8": [
            ("sentence = 'a'", "one way to use the slopes"),
            ("sentence = 'c'", "no data"),
            ("sentence = 'd'", "No weight changes on the way back"),
            ("sentence = 'all of them'", "Write one of these words"),
        ],
        "7.9": [
            ("token = explorer.token(weight='v1', nudge=0.35)", "Not yet"),
            ("token = explorer.token(weight='v1', nudge=0.1)", "Not yet"),
            ("token = explorer.token(weight='v1', nudge=-0.25)", "Not yet"),
            ("token = 'backpropagation nudge=2'", "token"),
        ],
    }
