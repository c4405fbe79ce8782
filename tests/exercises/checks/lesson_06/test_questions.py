"""Every question of exercise 6: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
import tensorflow as tf
from course_utils import explore_neuron, explore_threshold, load_dataset
from keras import layers
from sklearn.metrics import confusion_matrix, precision_score, recall_score

keras.utils.set_random_seed(1)
customers = load_dataset("churn")
left = customers["churn"]
table = customers.drop(columns="churn").fillna({"total_charges": 0})
X = pd.get_dummies(table, drop_first=True, dtype=float).to_numpy()
labels = (left == "Yes").to_numpy().astype(int)
order = np.random.default_rng(1).permutation(len(X))
train, valid, test = np.split(order, [5000, 6000])
X_train, y_train, X_valid, y_valid = X[train], labels[train], X[valid], labels[valid]
X_test, y_test = X[test], labels[test]

def classifier(*end, hidden="relu", rate=0.3, inputs=30, units=256):
    part = lambda: [layers.Dense(units, activation=hidden), layers.BatchNormalization(),
                    layers.Dropout(rate)]
    stack = [keras.Input((inputs,)), layers.BatchNormalization(), *part(), *part(), *end]
    return keras.Sequential(stack)

def one(activation="sigmoid"):
    return layers.Dense(1, activation=activation)

def small(end="sigmoid"):
    return keras.Sequential(
        [keras.Input((30,)), layers.BatchNormalization(), layers.Dense(8, "relu"), one(end)])

LOGITS = keras.losses.BinaryCrossentropy(from_logits=True)

def stopping(**changed):
    return keras.callbacks.EarlyStopping(**{"patience": 5, "restore_best_weights": True} | changed)

def trained(network=None, callback=None, optimizer=None, loss="binary_crossentropy",
            metrics=("binary_accuracy",), passed=True, **changed):
    network, callback = network or small(), callback or stopping()
    optimizer = optimizer or keras.optimizers.Adam(0.1)
    network.compile(optimizer=optimizer, loss=loss, metrics=list(metrics))
    asked = {"validation_data": (X_valid, y_valid), "batch_size": 512, "epochs": 200}
    callbacks = [callback] if passed else []
    history = network.fit(
        X_train, y_train, callbacks=callbacks, verbose=0, **asked | changed)
    return network, callback, history

def train_small(network, loss):
    network.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss)
    network.fit(X_train, y_train, batch_size=512, epochs=10, verbose=0)
    return network

model, early_stopping, history = trained()
curves = history.history
best = int(np.argmin(curves["val_loss"]))
p = model.predict(X_test, verbose=0).ravel()
stays = np.mean(y_test == 0)
broken = train_small(small(None), "binary_crossentropy")
explorer = explore_threshold()
"""

FUNCTIONAL = """
inputs = keras.Input((30,))
x = layers.BatchNormalization()(inputs)
for _ in range(2):
    x = layers.Dense(256)(x)
    x = keras.ops.relu(x)
    x = layers.Dropout(0.3)(layers.BatchNormalization()(x))
model = keras.Model(inputs, layers.Dense(1, "sigmoid")(x))
"""

ADDED = """
model = keras.Sequential()
model.add(keras.Input((30,)))
model.add(layers.BatchNormalization())
for _ in range(2):
    for layer in layers.Dense(256), layers.ReLU(), layers.BatchNormalization(), layers.Dropout(.3):
        model.add(layer)
model.add(layers.Dense(1))
model.add(layers.Activation("sigmoid"))
"""

# Logits, and a loss that knows it.
WITH_LOGITS = """
model = classifier(layers.Dense(1))
model.compile("adam", LOGITS)
"""

BY_POSITIVES = """
def cross_entropy(y, p):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
"""

LOOPED = """
def cross_entropy(y, p):
    total = 0
    for label, probability in zip(y, p):
        given = probability if label == 1 else 1 - probability
        total -= math.log(max(given, 1e-7))
    return total / len(y)
import math
"""

CLIPPED = "def cross_entropy(y, p):\n    p = np.clip(p, 1e-7, 1 - 1e-7)\n    return {}"

LABELS = """
def other(y):
    return {}
model, early_stopping = small(), stopping()
model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy", metrics=["binary_accuracy"])
history = model.fit(X_train, other(y_train), validation_data=(X_valid, other(y_valid)),
                    batch_size=512, epochs=12, callbacks=[early_stopping], verbose=0)
"""

REPAIRED_BY_LOGITS = "repaired = train_small(small(None), LOGITS)"


class TestLesson06(Proofs):
    lesson = 6
    setup = SETUP

    # The solution trains on: a copy, for other questions look at what `model` says.
    before = {
        "6.4": "weights = model.get_weights(); model = small(); model.set_weights(weights)",
    }

    right = {
        "6.1": [
            "y = np.where(left == 'Yes', 1, 0)",
            "y = left.map({'Yes': 1, 'No': 0})",
            "y = [1 if word == 'Yes' else 0 for word in left]",
            "y = left == 'Yes'",
            "y = tf.constant(left.cat.codes, 'float32')",
            "y = (left == 'Yes').astype(float).to_numpy().reshape(-1, 1)",
            "y = pd.get_dummies(left)['Yes']",
        ],
        "6.2": [
            BY_POSITIVES,
            LOOPED,
            "def cross_entropy(y, p): return np.mean(keras.losses.binary_crossentropy(y, p))",
            "def cross_entropy(y, p): return -np.log(np.abs(1 - y - p) + 1e-9).mean()",
            "def cross_entropy(y, p):\n"
            "    given = np.where(y == 1, p, 1 - p)\n"
            "    return np.array([-np.log(np.maximum(given, 1e-7)).mean()])",
            "def cross_entropy(y, p): return keras.losses.BinaryCrossentropy()(y, p)",
        ],
        "6.3": [
            FUNCTIONAL,
            ADDED,
            WITH_LOGITS,
            "model = classifier(one('sigmoid'))",
            "model = classifier(one(keras.activations.sigmoid))",
            "model = classifier(layers.Dense(1), layers.Activation('sigmoid'))",
        ],
        "6.4": [
            "model = small(); model.set_weights(weights)\n"
            "model, early_stopping, history = trained(model, stopping(), 'adam')",
            "model, early_stopping, history = trained(metrics=['accuracy'])",
            "model, early_stopping, history = trained(\n"
            "    loss=keras.losses.BinaryCrossentropy(),\n"
            "    metrics=[keras.metrics.BinaryAccuracy(), 'mse'])",
            "model, early_stopping, history = trained(\n"
            "    small(None), loss=LOGITS, metrics=[keras.metrics.BinaryAccuracy(threshold=0)])",
            "model, early_stopping, history = trained(epochs=150)",
            "def right(y, p): return keras.ops.equal(y, keras.ops.round(p))\n"
            "model, early_stopping, history = trained(metrics=[right])",
            "early_stopping = stopping(monitor='val_loss', mode='min')\n"
            "model, early_stopping, history = trained(callback=early_stopping)",
        ],
        "6.5": [
            "guess = ' Below it'",
            "gain = round(gain, 4); base_rate = round(base_rate, 4)",
            "base_rate = 1 - y_test.mean(); gain = tf.constant(gain)",
            "history = pd.DataFrame(curves)",
            "base_rate = max(np.bincount(y_test)) / len(y_test)",
            "model.compile(metrics=['binary_accuracy'], loss='binary_crossentropy')\n"
            "gain = model.evaluate(X_test, y_test, verbose=0)[1] - base_rate",
        ],
        "6.6": [
            "p_test = model.predict(X_test, verbose=0)",
            "recall = recall_score(y_test, p_test > .5)\n"
            "precision = precision_score(y_test, p_test > .5)",
            "recall, precision = round(recall, 3), round(precision, 3)",
            "p_test = model(X_test); missed = float(missed)",
            "says = p_test > .5; missed = np.sum((y_test == 1) & ~says)\n"
            "recall = says[y_test == 1].mean(); precision = y_test[says].mean()",
        ],
        "6.7": [
            REPAIRED_BY_LOGITS,
            "repaired = train_small(small(), keras.losses.BinaryCrossentropy())",
            "repaired = train_small(keras.Sequential([keras.Input((30,)), "
            "layers.BatchNormalization(), layers.Dense(16), layers.ReLU(), layers.Dense(1), "
            "layers.Activation('sigmoid')]), 'binary_crossentropy')",
            "repaired = train_small(keras.Sequential([small(None), layers.Activation('sigmoid')]), "
            "'binary_crossentropy')",
            "body = small(None)\n"
            "network = keras.Model(body.inputs, keras.ops.sigmoid(body.outputs[0]))\n"
            "repaired = train_small(network, 'binary_crossentropy')",
        ],
        "6.8": [
            "token = 'threshold threshold=0.07 miss_cost=10 epoch=20'",
            "token = ' threshold epoch=20 miss_cost=10 threshold=0.05\\n'",
            "token = explorer.token(threshold=0.06, miss_cost=10)",
            "explorer = explore_threshold(state=token)",
        ],
    }

    wrong = {
        "6.1": [
            ("y = left.map({'Yes': 1})", "Those who stayed have no number yet"),
            ("y = [1 if v else 0 for v in left]", "counts every word as true"),
            ("y = (left == 'Yes').sum()", "one number for all customers"),
            ("y = np.where(left == 'Yes')[0]", "the row numbers of those"),
            ("y = left.map({'Yes': 10, 'No': 0})", "Yours are 0 and 10"),
            ("y = (left == 'Yes').astype(int)[:5000]", "labels of 5,000 customers"),
            ("y = np.sort((left == 'Yes').astype(int))", "keep the order of the table"),
            ("y = left.map({'Yes': '1', 'No': '0'})", "Those are texts"),
            ("y = (left == 'No').astype(int)", "The other way round"),
            ("y = np.where(left == 'Yes', 1, -1)", "can fall below 0"),
            ("y = np.where(left == 'Yes', 2, 1)", "These are 1 and 2"),
            ("y = left", "still words"),
            ("y = left.astype(str).to_numpy()", "still words"),
            ("y = pd.get_dummies(left).astype(int)", "two columns"),
            ("y = (left == 'yes').astype(int)", "has a capital letter"),
            ("y = (left == 'Yes').astype(int)[:5000]", "shape (5000,) instead of (7043,)"),
            ("y = left.map({'Yes': 1})", "not finite numbers"),
            ("left = customers['partner']", "Run the cell that makes it again"),
        ],
        "6.2": [
            (
                "def cross_entropy(y, p): return np.mean(np.abs(y - p))",
                "This is the absolute error",
            ),
            ("def cross_entropy(y, p): return np.mean((p > 0.5) == y)", "This is the accuracy"),
            (
                CLIPPED.format("-np.mean(p * np.log(p) + (1 - p) * np.log(1 - p))"),
                "`p` stands in both places",
            ),
            (
                CLIPPED.format("-np.log(np.mean(np.where(y == 1, p, 1 - p)))"),
                "You took the mean first",
            ),
            (
                CLIPPED.format("-np.mean(y * np.log(p) - (1 - y) * np.log(1 - p))"),
                "a minus between them",
            ),
            (
                CLIPPED.format("-np.median(np.log(np.where(y == 1, p, 1 - p)))"),
                "This is the median",
            ),
            (
                CLIPPED.format("-np.mean(np.log(np.where(y == 1, p, 1 - p))) / 2"),
                "Every number is 0.5 times",
            ),
            (
                "def cross_entropy(y, p): return -np.log(np.where(y == 1, p, 1 - p)).mean()",
                "`np.clip` does it",
            ),
            (
                "def cross_entropy(y, p):\n"
                "    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))",
                "ure and right: `p` = 1",
            ),
            (BY_POSITIVES.replace("-np.mean", "np.mean"), "minus sign"),
            (BY_POSITIVES.replace("np.mean", "np.sum"), "This is the sum"),
            (BY_POSITIVES.replace("-np.mean(", "-("), "one number for each sample"),
            (BY_POSITIVES.replace(" + (1 - y) * np.log(1 - p)", ""), "class 0 count as well"),
            ("def cross_entropy(y, p): return -np.log(p + 1e-9).mean()", "take `1 - p`"),
            ("def cross_entropy(y, p): return np.mean((y - p) ** 2)", "squared error"),
            (BY_POSITIVES.replace("np.log", "np.log10"), "base 10"),
            (BY_POSITIVES.replace("np.log", "np.log2"), "base 2"),
            (BY_POSITIVES.replace("(y, p):\n", "(p, y):\n"), "have changed places"),
            (BY_POSITIVES.replace("1e-12", "0.05"), "but too far"),
            ("def cross_entropy(y, p): return 0.0", "logarithm of the probability"),
            (BY_POSITIVES.replace("1 - 1e-12", "1"), "not from 1"),
            (BY_POSITIVES.replace("1e-12", "1e-30"), "less is lost when numbers are rounded"),
        ],
        "6.3": [
            ("model = classifier(layers.Dense(2, 'softmax'))", "say one probability twice"),
            ("model = classifier(layers.Dense(1))", "the output can be any number"),
            ("model = classifier(one('softmax'))", "the output is always 1"),
            ("model = classifier(one('tanh'))", "Replace it by `Activation('sigmoid')`"),
            ("model = classifier(layers.Dense(2, 'sigmoid'))", "yes-or-no question of its own"),
            ("model = classifier(one(), rate=0.5)", "`Dropout(rate=0.5)`"),
            ("model = classifier(one(), units=128)", "`Dense(units=128)`"),
            ("model = classifier(one(), hidden=None)", "`ReLU()`"),
            ("model = classifier(one(), inputs=31)", "did you count the target"),
            ("model = small()", "`BatchNormalization()`"),
            (
                "model = keras.Sequential(classifier(one()).layers[1:])\nmodel.build((None, 30))",
                "`BatchNormalization()`",
            ),
        ],
        "6.4": [
            (
                "model, early_stopping, history = trained(loss='hinge')",
                "correct that first. Then train again",
            ),
            (
                "model, early_stopping, history = trained(optimizer=keras.optimizers.Adam(10.0))",
                "every step is too large",
            ),
            (
                "model, early_stopping, history = trained(loss='mean_squared_error', epochs=6)",
                "its slope is 0.02",
            ),
            (
                "model = small(); model.compile('adam', 'binary_accuracy', ['binary_accuracy'])",
                "steps have no slope",
            ),
            (
                "model = small(); model.compile('sgd', 'binary_crossentropy', ['accuracy'])",
                "`sgd`",
            ),
            ("model = small(); model.compile('adam', 'binary_crossentropy')", "The metrics"),
            (
                "model = small(); model.compile('adam', LOGITS, ['binary_accuracy'])",
                "two: one in the last layer",
            ),
            (
                "model = small(None)\n"
                "model.compile('adam', 'binary_crossentropy', ['binary_accuracy'])",
                "treats any number as a probability",
            ),
            (
                "model = small('softmax')\n"
                "model.compile('adam', 'binary_crossentropy', ['binary_accuracy'])",
                "with one unit always 1",
            ),
            ("model = small()", "no `compile` yet"),
            (
                "model, early_stopping, history = trained(callback=stopping(patience=3))",
                "Write `patience=5`",
            ),
            (
                "model, early_stopping, history = trained(\n"
                "    callback=stopping(restore_best_weights=False))",
                "Write `restore_best_weights=True`",
            ),
            (
                "model, early_stopping, history = trained(callback=stopping(monitor='loss'), "
                "epochs=12)",
                "The training curve keeps falling",
            ),
            (
                "model, early_stopping, history = trained(passed=False, epochs=7)",
                "never seen an epoch",
            ),
            ("model, early_stopping, history = trained(epochs=3)", "all 3 epochs"),
            (LABELS.format("1 + y"), "The labels are not 0 and 1"),
            (LABELS.format("2 * y - 1"), "The labels are not 0 and 1"),
            (LABELS.format("np.random.default_rng(0).permutation(y)"), "Nothing was learnt"),
            (
                "model, early_stopping, history = trained()\n"
                "model.layers[1].kernel.assign(np.full((30, 8), np.nan))",
                "240 of 377 are NaN",
            ),
            (
                "model = small(); model.compile('adam', 'binary_crossentropy', metrics=['mse'])",
                "BinaryAccuracy(threshold=0.5)",
            ),
            (
                "def binary_accuracy(y, p): return keras.ops.mean(p)\n"
                "model, early_stopping, history = trained(metrics=[binary_accuracy], epochs=7)",
                "`binary_accuracy`, of your own",
            ),
            (
                "model = small(); model.compile('adam', LOGITS, metrics=['mse'])",
                "with `threshold=0.5`",
            ),
            ("model, early_stopping, history = trained(batch_size=1000)", "5 batches an epoch"),
            (
                "model, early_stopping, history = trained(validation_data=None, epochs=3)",
                "validation_data=(X_valid, y_valid)",
            ),
        ],
        "6.5": [
            ("gain = (gain + base_rate) / base_rate", "That is a ratio"),
            ("guess = 'a lot'", "Write one of these words"),
            ("model = small()", "an accuracy above the base rate"),
            ("model = classifier(one(), inputs=6)", "(6,)"),
            ("base_rate = np.mean(y_test)", "smaller* class"),
            ("base_rate = 0.5", "classes of equal size"),
            ("base_rate = 100 * base_rate", "not in percent"),
            ("gain = gain + base_rate", "Subtract the base rate"),
            (
                "base_rate = np.mean(y_valid == 0)\n"
                "gain = curves['val_binary_accuracy'][best] - base_rate",
                "which chose the epoch",
            ),
            ("gain = curves['val_binary_accuracy'][-1] - base_rate", "which chose the epoch"),
            ("gain = curves['binary_accuracy'][-1] - base_rate", "on the training rows"),
            (
                "base_rate = 0.7; gain = np.mean((p > .5) == y_test) - base_rate",
                "That fits your `base_rate`",
            ),
            (
                "gain = np.mean((model.predict(X_test, verbose=0) > .5) == y_test) - base_rate",
                "makes a table of 1,043 × 1,043",
            ),
            ("gain = np.mean((p > .5) != y_test) - base_rate", "the share of wrong answers"),
            ("gain = -gain", "network minus base rate"),
        ],
        "6.6": [
            ("recall = missed / 1043", "You divided by all rows"),
            ("missed = 1043", "These are all rows"),
            ("p_test = p * 100", "divide by 100"),
            ("recall, precision = precision, recall", "That is the precision"),
            ("missed = np.sum((y_test == 0) & (p_test > .5))", "false alarms"),
            ("missed = np.sum((p_test > .5) != y_test)", "all mistakes"),
            ("recall = 1 - recall", "the share that was missed"),
            ("precision = np.mean((p_test > .5) == y_test)", "it counts both classes"),
            ("recall = 100 * recall", "not in percent"),
            ("p_test = p_test > .5", "decisions already"),
            ("p_test = np.log(p_test / (1 - p_test))", "These are logits"),
            ("p_test = np.full(len(y_test), .3)", "0.3 for every row"),
            ("p_test = p_test * .4", "0 of 1,043 rows called positive"),
            ("p_test = np.random.default_rng(0).permutation(p_test)", "as by chance"),
            ("p_test = p_test[:100]", "shape (100,)"),
            ("p_test = 1 - p_test", "the probabilities to stay"),
            ("precision = np.sum((y_test == 1) & (p_test > .5))", "how many were found"),
            (
                "p_test = p_test.reshape(-1, 1)\nmissed = np.sum((y_test == 1) & (p_test <= .5))",
                "make a table of 1,043 × 1,043",
            ),
            (
                "p_test = p_test.reshape(-1, 1)\n"
                "recall = np.sum((y_test == 1) & (p_test > .5)) / np.sum(y_test == 1)",
                "More than 1 is impossible",
            ),
            (
                "p_test = p_test.reshape(-1, 1)\n"
                "precision = np.sum((y_test == 1) & (p_test > .5)) / np.sum(p_test > .5)",
                "`predict` gives shape (1043, 1)",
            ),
        ],
        "6.7": [
            (
                "repaired = train_small(small('tanh'), 'binary_crossentropy')",
                "correct that first",
            ),
            ("repaired = train_small(small(), LOGITS)", "correct that first"),
            ("repaired = broken", "treats any number as a probability"),
            (
                "keras.utils.set_random_seed(1)\n"
                "repaired = small()\nrepaired.compile('adam', 'binary_crossentropy')",
                "Train it",
            ),
            ("repaired = small()", "no `compile` yet"),
            (
                "repaired = small()\n"
                "repaired.compile(keras.optimizers.Adam(0.01), 'binary_crossentropy')\n"
                "repaired.fit(X_train, 1 - y_train, batch_size=512, epochs=10, verbose=0)",
                "It learnt the opposite",
            ),
            ("repaired = train_small(small('tanh'), LOGITS)", "Leave `tanh` out"),
            (
                "repaired = keras.Sequential([keras.Input((30,)), layers.Dense(2, 'softmax')])\n"
                "repaired.compile('adam', 'sparse_categorical_crossentropy')",
                "Here one is enough",
            ),
            (
                "repaired = keras.Sequential([keras.Input((30,)), layers.Dense(2, 'softmax')])\n"
                "repaired.compile('adam', 'binary_crossentropy')",
                "here over 2 units",
            ),
            ("repaired = train_small(small('softmax'), 'binary_crossentropy')", "always 1"),
            (
                "repaired = train_small(small(), 'mean_squared_error')",
                "its slope is 0.02",
            ),
            ("repaired = train_small(small(), LOGITS)", "two: one in the last layer"),
            (
                "repaired = keras.Sequential([keras.Input((30,)), layers.Dense(1, 'sigmoid')])\n"
                "repaired.compile('adam', 'binary_crossentropy')\n"
                "repaired.set_weights([np.zeros((30, 1)), np.zeros(1)])",
                "for every row",
            ),
        ],
        "6.8": [
            ("token = token.replace('0.06', '0.5')", "the cost is 2807"),
            ("token = token.replace('0.06', '0.1')", "the lowest there is 10"),
            ("token = token.replace('=10', '=1')", "Set the cost of a miss to 10"),
            ("token = token.replace('=20', '=2')", "the epochs to 20"),
            ("token = token.replace('0.06', '0.065')", "never stands at `0.065`"),
            ("token = 'threshold threshold=0.06'", "Expected a value for `miss_cost`"),
            ("token = 'neuron w=3 b=90 epoch=0'", "belongs to another explorer"),
            ("token = '0.06'", "begins with"),
            (
                "explorer = explore_neuron(); token = explorer.token(w=3, b=90)",
                "the explorer of this section",
            ),
        ],
    }
