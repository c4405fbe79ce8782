"""Every question of exercise 14: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
from keras import layers
from numpy.lib.stride_tricks import sliding_window_view

from course_utils import explore_convolution, load_dataset

digits = load_dataset("digits")
images = digits.drop(columns="label").to_numpy().reshape(-1, 8, 8, 1) / 16
labels = digits["label"].to_numpy()
order = np.random.default_rng(1).permutation(len(labels))
train, valid = order[:800], order[800:1100]
X_train, y_train = images[train], labels[train]
X_valid, y_valid = images[valid], labels[valid]

SPARSE = "sparse_categorical_crossentropy"
LOGITS = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

def conv(filters, **settings):
    return layers.Conv2D(filters, 3, padding="same", activation="relu", **settings)

def ten(activation="softmax"):
    return layers.Dense(10, activation=activation)

def stack(*steps, shape=(8, 8, 1)):
    keras.utils.set_random_seed(1)
    return keras.Sequential([keras.Input(shape), *steps])

def recipe(*end, first=(), pool=layers.MaxPooling2D):
    return stack(*first, conv(8), pool(2), conv(16), pool(2), *end)

def trained(model, loss=SPARSE, targets=y_train):
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss)
    model.fit(X_train, targets, batch_size=32, epochs=7, verbose=0)
    return model

def compiled(model, loss=SPARSE):
    model.compile(optimizer="adam", loss=loss)
    return model

one_hot = keras.utils.to_categorical(y_train, 10)
hers = stack(conv(8), layers.MaxPooling2D(), layers.Flatten(), ten())
hers.compile(optimizer=keras.optimizers.Adam(0.01), loss=SPARSE)
hers.fit(X_train, y_train, batch_size=32, epochs=8, verbose=0)
raw = np.round(255 * (1 - X_valid))

def before(*steps):
    return keras.Sequential([keras.Input((8, 8, 1)), *steps, hers])

explorer = explore_convolution()
"""


class TestLesson14(Proofs):
    lesson = 14
    setup = SETUP

    right = {
        "14.1": [
            "convolve = lambda image, kernel: "
            "(sliding_window_view(image, kernel.shape) * kernel).sum(axis=(2, 3))",
            "def convolve(image, kernel):\n"
            "    h, w = kernel.shape\n"
            "    return [[float((image[i:i + h, j:j + w] * kernel).sum())\n"
            "             for j in range(image.shape[1] - w + 1)]\n"
            "            for i in range(image.shape[0] - h + 1)]",
            "import scipy.signal\n"
            "convolve = lambda image, kernel: scipy.signal.correlate2d(image, kernel, 'valid')",
            "convolve = lambda image, kernel: keras.ops.conv("
            "image[None, :, :, None], kernel[:, :, None, None])[0, :, :, 0]",
        ],
        "14.2": [
            "output_size = lambda n, k, s, p: int(np.floor((n + 2 * p - k) / s)) + 1",
            "output_size = lambda n, k, s, p: len(range(0, n + 2 * p - k + 1, s))",
            "output_size = lambda n, k, s, p: (n + 2 * p - k + s) // s",
            "def output_size(n, k, s, p):\n"
            "    places, start = 0, -p\n"
            "    while start + k <= n + p:\n"
            "        places, start = places + 1, start + s\n"
            "    return places",
        ],
        "14.3": [
            "first, second = 80, 1168",
            "first, second = [layer.count_params() for layer in "
            "stack(layers.Conv2D(8, 3), layers.Conv2D(16, 3)).layers]",
            "first = np.array([80]); second = 1168.0",
            "first = 8 * 9 + 8; second = 16 * 72 + 16",
        ],
        "14.4": [
            "def pool(x, how):\n"
            "    four = np.stack([x[i::2, j::2] for i in (0, 1) for j in (0, 1)])\n"
            "    return getattr(four, how)(axis=0)",
            "def pool(x, how):\n"
            "    views = sliding_window_view(x, (2, 2))[::2, ::2]\n"
            "    return {'max': np.max, 'mean': np.mean}[how](views, axis=(2, 3))",
            "def pool(x, how):\n"
            "    pooled = keras.ops.max_pool if how == 'max' else keras.ops.average_pool\n"
            "    return pooled(x[None, :, :, None], 2)[0, :, :, 0]",
            "def pool(x, how):\n"
            "    f = max if how == 'max' else lambda four: sum(four) / 4\n"
            "    rows, columns = range(0, len(x), 2), range(0, x.shape[1], 2)\n"
            "    return [[f(x[i:i + 2, j:j + 2].ravel().tolist()) for j in columns] for i in rows]",
        ],
        "14.5": [
            "model = trained(recipe(layers.Flatten(), ten(None)), LOGITS)",
            "model = trained(recipe(layers.Flatten(), layers.Dense(32, 'relu'), ten()), "
            "'categorical_crossentropy', one_hot)",
            "model = trained(recipe(layers.Flatten(), ten(), pool=layers.AveragePooling2D))",
            "model = trained(stack(layers.Conv2D(16, 3), layers.BatchNormalization(momentum=0.9), "
            "layers.ReLU(), layers.MaxPooling2D(), layers.Conv2D(32, 2, activation='relu'), "
            "layers.MaxPooling2D(), layers.Flatten(), ten()))",
        ],
        "14.6": [
            "repaired = before(layers.Rescaling(-1, 255), layers.Rescaling(1 / 255))",
            "inputs = keras.Input((8, 8, 1))\nrepaired = keras.Model(inputs, hers(1 - inputs / "
            "255))",
            "repaired = before(layers.Lambda(lambda x: (255 - x) / 255))",
            "repaired = keras.Sequential([keras.Input((8, 8, 1)), "
            "layers.Rescaling(-1 / 255, offset=1), *hers.layers])",
        ],
        "14.7": [
            "digit = 'None'",
            "letter = ' none '",
            "car = 'LEFT-RIGHT'",
            "cell = 'Both'",
        ],
        "14.8": [
            "field = 8",
            "field = 8.0",
            "field = np.array([8])",
            "field = (1 - 1 + 3) * 2 - 1 + 3",
        ],
        "14.9": [
            "token = ' ' + token + ' '",
            "token = explorer.token(layers=2, stride=1, padding='valid', pooling='average')",
            "token = explorer.token(layers=2, stride=2, padding='same', pooling='max', row=1)",
            "explorer = explore_convolution()",
        ],
    }

    wrong = {
        "14.1": [
            (
                "import scipy.signal\n"
                "convolve = lambda image, kernel: scipy.signal.convolve2d(image, kernel, 'valid')",
                "turned the kernel by 180°",
            ),
            (
                "convolve = lambda image, kernel: sliding_window_view(image, kernel.shape) * "
                "kernel",
                "These are the products",
            ),
            (
                "convolve = lambda image, kernel: keras.ops.conv(image[None, :, :, None], "
                "kernel[:, :, None, None], padding='same')[0, :, :, 0]",
                "as large as the image",
            ),
            (
                "convolve = lambda image, kernel: "
                "(sliding_window_view(image, kernel.shape) * kernel).mean(axis=(2, 3))",
                "mean of the products",
            ),
            (
                "convolve = lambda image, kernel: "
                "sliding_window_view(image, kernel.shape).sum(axis=(2, 3))",
                "the weight above it",
            ),
            (
                "convolve = lambda image, kernel: "
                "(sliding_window_view(image, kernel.shape) * kernel).sum(axis=(2, 3))[:-1, :-1]",
                "the last column of places",
            ),
        ],
        "14.2": [
            ("output_size = lambda n, k, s, p: (n + 2 * p - k) // s", "One place is missing"),
            ("output_size = lambda n, k, s, p: (n + p - k) // s + 1", "*both* ends"),
            ("output_size = lambda n, k, s, p: (n + 2 * p - k) / s + 1", "round down, with `//`"),
            ("output_size = lambda n, k, s, p: (n - k) // s + 1", "The padding is missing"),
            ("output_size = lambda n, k, s, p: n + 2 * p - k + 1", "The stride is missing"),
            ("output_size = lambda n, k, s, p: (n + 2 * p - k + 1) // s", "behind the division"),
        ],
        "14.3": [
            ("first, second = 72, 1152", "Right but for the biases"),
            ("first, second = 8 * 64 * 9, 160", "the same weights everywhere"),
            ("first, second = 10, 160", "There are 8"),
            ("first, second = 520, 1280", "has one bias for all of them"),
            ("first, second = 32, 1248", "both layers together"),
        ],
        "14.4": [
            (
                "def pool(x, how):\n"
                "    views = sliding_window_view(x, (2, 2))\n"
                "    return {'max': np.max, 'mean': np.mean}[how](views, axis=(2, 3))",
                "Your blocks overlap",
            ),
            (
                "def pool(x, how):\n"
                "    views = sliding_window_view(x, (2, 2))[::2, ::2]\n"
                "    return {'max': np.min, 'mean': np.mean}[how](views, axis=(2, 3))",
                "keep the smallest",
            ),
            (
                "pool = lambda x, how: sliding_window_view(x, (2, 2))[::2, ::2].max(axis=(2, 3))",
                "whatever `how` is",
            ),
            ("pool = lambda x, how: x[::2, ::2]", "the other three"),
            ("pool = lambda x, how: x.max() if how == 'max' else x.mean()", "global pooling"),
        ],
        "14.5": [
            ("model = compiled(recipe(ten()))", "Put `Flatten()` between"),
            ("model = trained(recipe(layers.Flatten(), ten('sigmoid')))", "one digit"),
            ("model = compiled(recipe(layers.Flatten(), ten()), LOGITS)", "Softmax twice"),
            (
                "model = compiled(recipe(layers.Flatten(), ten()), 'categorical_crossentropy')",
                "wants rows of ten",
            ),
            (
                "model = compiled(stack(layers.Flatten(), layers.Dense(32, 'relu'), ten()))",
                "Convolve, pool, convolve, pool",
            ),
            (
                "model = compiled(stack(layers.Reshape((8, 8, 1)), conv(8), layers.Flatten(), "
                "ten(), shape=(8, 8)))",
                "height, width and channel",
            ),
            (
                "model = compiled(stack(conv(8), conv(16), layers.Flatten(), ten()))",
                "behind each convolution",
            ),
            ("model = compiled(recipe(layers.Flatten(), ten()))", "Train it"),
            ("model = recipe(layers.Flatten(), ten())", "no `compile` yet"),
            ("model = compiled(recipe(layers.Flatten(), layers.Dense(1)))", "There are ten digits"),
        ],
        "14.6": [
            ("repaired = hers", "takes the pixels as they are"),
            ("repaired = before(layers.Rescaling(1 / 255))", "Paper is now 1"),
            ("repaired = before(layers.Rescaling(-1 / 255))", "an offset is missing"),
            ("repaired = before(layers.Rescaling(-1, offset=255))", "ink is still 255"),
            ("repaired = before(layers.Rescaling(-1 / 16, offset=255 / 16))", "table of digits"),
            ("repaired = stack(conv(8), layers.Flatten(), ten())", "`hers` comes behind it"),
        ],
        "14.7": [
            ("digit = letter = 'left-right'", "in a mirror is no digit"),
            ("digit = letter = 'both'", "a 6 looks like a 9"),
            ("car = 'none'; cell = 'left-right'", "still a car"),
            ("digit = letter = car = cell = 'both'", "wheels up"),
            ("digit = letter = car = cell = 'none'; digit = 'no'", "Write one of these words"),
        ],
        "14.8": [
            ("field = 5", "without the pooling"),
            ("field = 6", "of the *first map*"),
            ("field = 9", "windows overlap"),
            ("field = 7", "Nearly"),
            ("field = 64", "along one side"),
        ],
        "14.9": [
            ("token = explorer.token(layers=1)", "Add a layer"),
            ("token = explorer.token(layers=3, stride=2, padding='same')", "take two layers"),
            ("token = explorer.token(layers=2, stride=1, pooling='none')", "make the map smaller"),
            (
                "token = explorer.token(layers=2, stride=1, padding='same', pooling='max')",
                "zeros in place of pixels",
            ),
            ("token = 'convolution layers=7'", "token"),
        ],
    }
