"""Every question of exercise 18: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
from course_utils import diagnose, explore_clinic, load_dataset

mixtures = load_dataset("concrete").sample(frac=1, random_state=3)
strength = mixtures.pop("compressive_strength").to_numpy()
raw = mixtures.to_numpy(float)
X_train, X_valid = raw[:800], raw[800:]
mean, spread_of_columns = X_train.mean(axis=0), X_train.std(axis=0)
X_train, X_valid = (X_train - mean) / spread_of_columns, (X_valid - mean) / spread_of_columns
y_train, y_valid = strength[:800], strength[800:]

def network(n, *middle, units=16, last="sigmoid"):
    keras.utils.set_random_seed(1)
    return keras.Sequential([
        keras.Input((n,)), keras.layers.Dense(units, activation="relu"), *middle,
        keras.layers.Dense(1, activation=last),
    ])

dropped = network(8, keras.layers.Dropout(0.3), units=64, last=None)
dropped.compile(keras.optimizers.Adam(0.01), loss="mean_absolute_error")
dropped_history = dropped.fit(
    X_train, y_train, validation_data=(X_valid, y_valid), epochs=8, verbose=0
)
hundred = np.tile(X_valid[:1], (100, 1))

tumours = load_dataset("breast_cancer").sample(frac=1, random_state=3)
ill = (tumours.pop("diagnosis") == "malignant").to_numpy().astype(float)
cells = tumours.to_numpy()
X_cells = (cells - cells[:400].mean(axis=0)) / cells[:400].std(axis=0)
rest = (X_cells[400:], ill[400:])

def normalized_network():
    keras.utils.set_random_seed(1)
    model = keras.Sequential([
        keras.Input((30,)), keras.layers.Dense(16), keras.layers.BatchNormalization(),
        keras.layers.ReLU(), keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model

def run_of(model, batch_size, epochs=4):
    return model.fit(X_cells[:200], ill[:200], validation_data=rest, batch_size=batch_size,
                     epochs=epochs, verbose=0)

boris_history = run_of(normalized_network(), 1)
with_8 = run_of(normalized_network(), 8)
without = network(30)
without.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
without_layer = run_of(without, 16)

rng = np.random.default_rng(4)
numbers_measured, numbers_diagnosed = rng.permutation(150), rng.permutation(150)
measured_cells = X_cells[:150][numbers_measured]
diagnosed = ill[:150][numbers_diagnosed]

def wide_network():
    model = network(30, units=64)
    model.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model

dmitri_history = wide_network().fit(
    measured_cells, diagnosed, validation_data=rest, batch_size=25, epochs=30, verbose=0
)
his = dmitri_history.history

loans = load_dataset("credit").sample(frac=1, random_state=3).iloc[:1000]
columns = ["seniority", "time", "age", "expenses", "income", "amount", "price"]
loan_table = loans[columns].to_numpy(float)
bad = (loans["status"] == "bad").to_numpy().astype(float)
emekas = network(7)
emekas.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
scaled_table = (loan_table - np.nanmean(loan_table, axis=0)) / np.nanstd(loan_table, axis=0)
emekas.fit(scaled_table, bad, epochs=1, verbose=0)

farids_table, farids_rate = raw[:800], 0.01
glorias_table, glorias_rate = X_train, 0.4

def descend(X, rate):
    model = network(8, units=32, last=None)
    model.compile(keras.optimizers.SGD(rate), loss="mean_squared_error")
    return model, model.fit(X, y_train, epochs=6, verbose=0)

cured_once = descend(X_train, 0.01)[0]
slow, blown = descend(raw[:800], 1e-7)[0], descend(raw[:800], 0.01)[0]
untrained = network(8, units=32, last=None)
untrained.compile(keras.optimizers.SGD(0.01), loss="mean_squared_error")

def run_on(X, X_side, rate=0.003, epochs=3):
    model = network(8, last=None)
    model.compile(keras.optimizers.SGD(rate), loss="mean_squared_error")
    return model, model.fit(X, y_train, validation_data=(X_side, y_valid), epochs=epochs, verbose=0)

(_, sound_once), (blown_model, blown_run), (_, slow_run) = (
    run_on(X_train, X_valid), run_on(X_train, X_valid, 0.4), run_on(X_train, X_valid, 1e-5)
)

explorer = explore_clinic()
"""

RIGHT_1 = "ines, n_without = 'predict', 1\nanswers = dropped(hundred, training=True)\n"
RIGHT_2 = "boris, handed_on, cured_history = 'batch', np.zeros((1, 30)), with_8\n"
RIGHT_3 = "carmen, n_compared = 'shapes', 28561\n"
BY_NUMBER = "joined = pd.Series(diagnosed, index=numbers_diagnosed)[numbers_measured].to_numpy()\n"
RIGHT_4 = "dmitri, wind_loss = 'labels', 1.3 * his['loss'][-1]\n" + BY_NUMBER
RIGHT_5 = (
    "emeka, n_nan = 'income', 145\n"
    "filled = np.where(np.isnan(loan_table), np.nanmedian(loan_table, axis=0), loan_table)\n"
)
RIGHT_6 = (
    "farid, gloria, cured = 'inputs', 'rate', cured_once\n"
    "widest = farids_table.max() / glorias_table.max()\n"
)
RIGHT_7 = (
    "hana, treatment = 'nothing', 'none'\n"
    "measured = dropped.evaluate(X_train, y_train, verbose=0)\n"
)
RIGHT_8 = (
    "planted, found = 'rate_too_high', ('rate_too_high', 'target_not_scaled')\n"
    "broken_run, sound_run = blown_run, sound_once\n"
    "sound_loss = sound_run.history['val_loss'][-1]\n"
)


class TestLesson18(Proofs):
    lesson = 18
    setup = SETUP

    right = {
        "18.1": [
            RIGHT_1 + "ines = ' Predict '; answers = np.array(answers)[:, 0]",
            RIGHT_1 + "answers = [float(dropped(hundred[:1], training=True)[0, 0]) "
            "for _ in range(100)]",
            RIGHT_1
            + "n_without = len({round(p, 3) for p in dropped.predict(hundred)[:, 0].tolist()})",
            RIGHT_1 + "answers = np.concatenate([dropped(hundred[:50], training=True)] * 2)[:50]\n"
            "answers = np.concatenate([answers, dropped(hundred[50:], training=True)])",
        ],
        "18.2": [
            RIGHT_2,
            RIGHT_2 + "handed_on = keras.layers.BatchNormalization()(X_cells[:1], training=True)",
            RIGHT_2 + "handed_on = [0.0] * 30; boris = 'Batch'",
            RIGHT_2 + "handed_on = np.array(keras.layers.BatchNormalization(momentum=0.9)"
            "(X_cells[7:8], training=True))",
        ],
        "18.3": [
            RIGHT_3 + "def accuracy(p, y):\n    return np.mean((np.reshape(p, -1) > 0.5) == y)",
            RIGHT_3 + "accuracy = lambda p, y: (np.squeeze(p).round() == y).sum() / len(y)",
            RIGHT_3 + "def accuracy(p, y):\n"
            "    metric = keras.metrics.BinaryAccuracy()\n"
            "    metric.update_state(np.reshape(y, (-1, 1)), np.reshape(p, (-1, 1)))\n"
            "    return float(metric.result())",
            RIGHT_3 + "n_compared = 169.0 ** 2\n"
            "def accuracy(p, y):\n"
            "    return sum((float(one) > 0.5) == bool(label)\n"
            "               for one, label in zip(np.ravel(p), y)) / len(y)",
        ],
        "18.4": [
            RIGHT_4,
            RIGHT_4 + "joined = np.array([diagnosed[list(numbers_diagnosed).index(n)] "
            "for n in numbers_measured])",
            RIGHT_4 + "joined = ill[:150][numbers_measured]; dmitri = 'Labels'",
            RIGHT_4
            + "joined = diagnosed[np.argsort(numbers_diagnosed)][numbers_measured].tolist()",
            RIGHT_4 + "table = pd.DataFrame({'n': numbers_measured}).merge(\n"
            "    pd.DataFrame({'n': numbers_diagnosed, 'y': diagnosed}), on='n', how='left')\n"
            "joined = table['y']; wind_loss = 0.8 * his['loss'][-1]",
        ],
        "18.5": [
            RIGHT_5,
            RIGHT_5 + "emeka = 'Income'; n_nan = np.sum([np.isnan(w).sum() "
            "for w in emekas.get_weights()])",
            RIGHT_5 + "from sklearn.impute import SimpleImputer\n"
            "filled = SimpleImputer(strategy='median').fit_transform(loan_table)",
            RIGHT_5 + "filled = pd.DataFrame(loan_table, columns=columns)\n"
            "filled['income'] = filled['income'].fillna(filled['income'].median())",
        ],
        "18.6": [
            RIGHT_6,
            RIGHT_6 + "farid, gloria = 'Inputs', ' rate '",
            RIGHT_6 + "widest = float(np.max(raw[:800]) / np.max(X_train)); widest = round(widest, "
            "2)",
            RIGHT_6 + "cured = keras.models.clone_model(cured_once)\n"
            "cured.set_weights(cured_once.get_weights())\n"
            "cured.compile(keras.optimizers.SGD(learning_rate=0.01), loss='mse')",
        ],
        "18.7": [
            RIGHT_7,
            RIGHT_7 + "hana, treatment = 'Nothing', 'NONE'",
            RIGHT_7 + "measured = np.abs(dropped.predict(X_train, verbose=0)[:, 0] - "
            "y_train).mean()",
            RIGHT_7 + "measured = np.array([measured])",
        ],
        "18.8": [
            RIGHT_8,
            RIGHT_8 + "broken_run, found = slow_run, ['rate_too_low']; planted = 'rate too low'",
            RIGHT_8 + "found = list(diagnose(blown_model, blown_run, X_train, y_train).causes)",
            RIGHT_8 + "sound_loss = float(np.array(sound_loss)); planted = ' Rate_Too_High '",
        ],
        "18.9": [
            "token = ' ' + token + ' '",
            "token = explorer.token(patient='A', examination='NaN', first='by heart', "
            "second='permuted', third='base rate')",
            "token = 'clinic third=base_rate second=by_heart first=permuted patient=I "
            "examination=spans'",
            "explorer = explore_clinic()",
        ],
    }

    wrong = {
        "18.1": [
            (
                RIGHT_1 + "answers = dropped.predict(hundred, verbose=0)",
                "dropout is off in `predict`",
            ),
            (
                RIGHT_1 + "answers = dropped.predict(X_valid[:100], verbose=0)",
                "*different* mixtures",
            ),
            (RIGHT_1 + "answers = dropped(X_valid[:100], training=True)", "further apart"),
            (
                RIGHT_1 + "answers = 41 + np.random.default_rng(1).normal(0, 0.5, 100)",
                "not what this network says",
            ),
            (
                "ines, n_without = 'rate', 100\nanswers = dropped(hundred, training=True)",
                "How many *different* ones",
            ),
            (RIGHT_1 + "ines = 'dead'; n_without = 0", "one answer for *all* rows"),
            (RIGHT_1 + "ines = 'dead'; n_without = 2", "round before you count"),
            (RIGHT_1 + "answers = dropped(hundred[:10], training=True)", "for each of the hundred"),
        ],
        "18.2": [
            (
                RIGHT_2 + "handed_on = keras.layers.BatchNormalization()(X_cells[:1])",
                "uses its moving averages",
            ),
            (
                RIGHT_2 + "handed_on = keras.layers.BatchNormalization()(X_cells[:8], "
                "training=True)",
                "These are 8 rows",
            ),
            (RIGHT_2 + "handed_on = X_cells[:1]; boris = 'overfits'", "the row itself"),
            (RIGHT_2 + "boris = 'overfits'", "is good in training"),
            (RIGHT_2 + "boris = 'scaling'", "a mean near 0"),
            (RIGHT_2 + "cured_history = boris_history", "one row a batch still"),
            (RIGHT_2 + "cured_history = without_layer", "The layer is not at fault"),
        ],
        "18.3": [
            (
                RIGHT_3 + "accuracy = lambda p, y: np.mean((p > 0.5) == y)",
                "For a column it is Carmen's number still",
            ),
            (
                "carmen, n_compared = 'threshold', 169 * 170 / 2\n"
                "accuracy = lambda p, y: np.mean((p[:, 0] > 0.5) == y)",
                "needs a column",
            ),
            (
                RIGHT_3 + "accuracy = lambda p, y: np.sum((np.ravel(p) > 0.5) == y)",
                "how many are right",
            ),
            (RIGHT_3 + "accuracy = lambda p, y: np.mean(np.ravel(p) == y)", "never exactly 0 or 1"),
            (
                "carmen, n_compared = 'model', 169\n"
                "accuracy = lambda p, y: np.mean((np.ravel(p) > 0.5) != y)",
                "on which it is *wrong*",
            ),
            (RIGHT_3 + "n_compared = 338; carmen = 'threshold'", "each with each"),
        ],
        "18.4": [
            (RIGHT_4 + "joined = diagnosed", "the order of their own file"),
            (
                RIGHT_4 + "joined = diagnosed[np.argsort(numbers_diagnosed)]",
                "in the order of the samples",
            ),
            (
                RIGHT_4 + "joined = pd.Series(diagnosed, index=numbers_measured)"
                "[numbers_diagnosed].to_numpy()",
                "are swapped",
            ),
            (RIGHT_4 + "joined = diagnosed[numbers_measured]", "not its place in the file"),
            (RIGHT_4 + "joined = np.sort(diagnosed)", "belong to nobody"),
            (RIGHT_4 + "wind_loss = his['loss'][-1]", "the loss of his own run"),
            (RIGHT_4 + "wind_loss = 0.01 * his['loss'][-1]", "*belong* to the rows"),
            (RIGHT_4 + "wind_loss = his['val_accuracy'][-1]", "another number of his own run"),
            (RIGHT_4 + "dmitri = 'units'", "the same 64 units"),
            (RIGHT_4 + "dmitri = 'epochs'; wind_loss = 0.69", "the first included"),
        ],
        "18.5": [
            (RIGHT_5 + "filled = np.nan_to_num(loan_table)", "An income of 0 is a number"),
            (
                RIGHT_5 + "filled = np.where(np.isnan(loan_table), np.nanmean(loan_table, axis=0), "
                "loan_table)",
                "That is the mean",
            ),
            (
                RIGHT_5 + "filled = loan_table[~np.isnan(loan_table).any(axis=1)]",
                "You dropped these people",
            ),
            (RIGHT_5 + "filled = np.delete(loan_table, 4, axis=1)", "You dropped the column"),
            (RIGHT_5 + "filled = loan_table; n_nan = 112", "the first array"),
            (
                RIGHT_5 + "emeka = 'price'; n_nan = int(np.isnan(loan_table).sum())",
                "How many weights",
            ),
            (RIGHT_5 + "n_nan = 0; emeka = 'rate'", "is never true"),
        ],
        "18.6": [
            (RIGHT_6 + "cured = slow", "hardly learns"),
            (RIGHT_6 + "cured = blown", "trained on the raw mixtures"),
            (RIGHT_6 + "cured = untrained; farid = 'rate'", "His own columns run"),
            (RIGHT_6 + "farid, gloria = 'rate', 'inputs'", "there is nothing to scale"),
            (RIGHT_6 + "widest = raw[:800].max()", "the largest in Gloria's"),
            (RIGHT_6 + "widest = 1 / widest", "turn the fraction over"),
            (RIGHT_6 + "widest = raw[:800].std() / X_train.std()", "standard deviations"),
        ],
        "18.7": [
            (
                RIGHT_7 + "measured = dropped_history.history['loss'][-1]",
                "three of ten units dropped",
            ),
            (
                RIGHT_7 + "measured = dropped_history.history['val_loss'][-1]",
                "Her question is about the *training* rows",
            ),
            (RIGHT_7 + "hana = 'swapped'", "Nothing is swapped"),
            (RIGHT_7 + "hana = 'overfits'; treatment = 'less dropout'", "far *below*"),
            (RIGHT_7 + "treatment = 'more rows'", "always welcome"),
            (
                RIGHT_7 + "history = dropped_history.history\n"
                "measured = history['loss'][-1] - history['val_loss'][-1]",
                "That is the gap",
            ),
        ],
        "18.8": [
            (RIGHT_8 + "planted = 'overfitting'", "It calls what it found `rate_too_high`"),
            (RIGHT_8 + "found = ()", "Is the run really broken"),
            (RIGHT_8 + "found = [0.9, planted]", "short names"),
            (RIGHT_8 + "broken_run = sound_run", "Build a new network for each"),
            (RIGHT_8 + "broken_run, sound_run = sound_once, slow_run", "shows no effect"),
            (RIGHT_8 + "broken_run, sound_run = sound_once, blown_run", "the sound one not"),
            (RIGHT_8 + "sound_loss = sound_run.history['loss'][-1]", "the training loss"),
            (
                RIGHT_8 + "broken_run = slow_run; sound_loss = slow_run.history['val_loss'][-1]",
                "the broken run",
            ),
        ],
        "18.9": [
            (
                "token = explorer.token(patient='F', examination='NaN', first='first loss', "
                "second='answers', third='permuted')",
                "Some look alike",
            ),
            (
                "token = explorer.token(patient='F', examination='NaN', first='base rate', "
                "second='permuted', third='by heart')",
                "All are told apart",
            ),
            (
                "token = explorer.token(patient='F', examination='NaN', first='permuted', "
                "second='permuted', third='by heart')",
                "Some look alike",
            ),
            ("token = 'clinic first=7'", "token"),
        ],
    }
