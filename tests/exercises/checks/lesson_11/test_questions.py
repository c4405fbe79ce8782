"""Every question of exercise 11: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
from sklearn.model_selection import KFold, TimeSeriesSplit
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from course_utils import explore_splits, load_dataset

cereals = load_dataset("cereals")
nutrients = ["protein", "fat", "sodium", "fibre", "carbohydrates", "sugars", "potassium"]
deal = np.random.default_rng(1).permutation(len(cereals))
X_train = cereals[nutrients].to_numpy()[deal[:52]]
X_valid = cereals[nutrients].to_numpy()[deal[52:]]
both = np.concatenate([X_train, X_valid])

y_digits = np.sort(load_dataset("digits")["label"].to_numpy())
n_rows = len(y_digits)

rng = np.random.default_rng(1)
quality = rng.uniform(25, 45, 40)
valid_errors, test_errors = quality + rng.normal(0, 3, 40), quality + rng.normal(0, 0.5, 40)

rides = load_dataset("ridership")
stations = rides.loc[:, "austin":"california"].to_numpy()
working = np.flatnonzero(rides["date"].dt.day_of_week < 5)
X_rides, y_rides = stations[working], rides["ridership"].to_numpy()[working]
X_rides = (X_rides - X_rides[:3500].mean(axis=0)) / X_rides[:3500].std(axis=0)
X_days_valid, y_days_valid = X_rides[3510:3770], y_rides[3510:3770]
X_days_test, y_days_test = X_rides[3780:], y_rides[3780:]
keras.utils.set_random_seed(1)
hers = keras.Sequential(
    [keras.Input((20,)), keras.layers.Dense(32, "relu"), keras.layers.Dense(1)]
)
hers.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
her_history = hers.fit(
    X_rides[:3500], y_rides[:3500], validation_data=(X_days_test, y_days_test),
    callbacks=[keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)],
    batch_size=128, epochs=25, verbose=0,
)
curve = her_history.history["val_loss"]
answers_7 = len(curve), "validation", hers.evaluate(X_days_valid, y_days_valid, verbose=0)

explorer = explore_splits()
"""

KNOWN = "weekday = lag_14 = fixtures = 'yes'; lag_7 = weather = week_mean = 'no'\n"
RIGHT_7 = "epoch_looks, honest, promise = answers_7\n"


class TestLesson11(Proofs):
    lesson = 11
    setup = SETUP

    right = {
        "11.1": [
            "scaler = StandardScaler().fit(X_train)\n"
            "train_scaled, valid_scaled = scaler.transform(X_train), scaler.transform(X_valid)",
            "table = pd.DataFrame(X_train)\n"
            "train_scaled = (table - table.mean()) / table.std()\n"
            "valid_scaled = (pd.DataFrame(X_valid) - table.mean()) / table.std()",
            "layer = keras.layers.Normalization()\nlayer.adapt(X_train)\n"
            "train_scaled, valid_scaled = layer(X_train), layer(X_valid)",
            "mean, spread = np.mean(X_train, 0), np.sqrt(np.var(X_train, 0))\n"
            "train_scaled, valid_scaled = [((X - mean) / spread).tolist() "
            "for X in (X_train, X_valid)]",
        ],
        "11.2": [
            "missing = [9, 8]; order = np.random.default_rng(7).permutation(n_rows).tolist()",
            "missing = np.array([8, 9])\norder = np.arange(n_rows)\nnp.random.shuffle(order)",
            "missing = [8, 9]\norder = np.argsort(np.random.default_rng(2).uniform(size=n_rows))",
            "missing = np.setdiff1d(y_digits, y_digits[:1437])\n"
            "order = np.concatenate([np.arange(n_rows)[i::5] for i in range(5)])",
        ],
        "11.3": [
            "def split_by_time(n_days, n_valid, gap):\n"
            "    days = list(range(n_days))\n"
            "    return days[:n_days - n_valid - gap], days[n_days - n_valid:]",
            "def split_by_time(n_days, n_valid, gap):\n"
            "    splitter = TimeSeriesSplit(n_splits=2, test_size=n_valid, gap=gap)\n"
            "    return list(splitter.split(np.zeros(n_days)))[-1]",
            "split_by_time = lambda n, v, g: [np.arange(n - v - g)[::-1], np.arange(n)[-v:]]",
            "def split_by_time(n_days, n_valid, gap):\n"
            "    days = np.arange(n_days)\n"
            "    return days[days < n_days - n_valid - gap], days[days >= n_days - n_valid]",
        ],
        "11.4": [
            "k_folds = lambda n, k: [(np.flatnonzero(np.arange(n) % k != i), "
            "np.flatnonzero(np.arange(n) % k == i)) for i in range(k)]",
            "k_folds = lambda n, k: list(KFold(k).split(np.zeros(n)))",
            "def k_folds(n, k):\n"
            "    folds = np.array_split(np.arange(n), k)\n"
            "    return [[np.concatenate(folds[:i] + folds[i + 1:]), folds[i]] for i in range(k)]",
            "def k_folds(n, k):\n"
            "    pairs = []\n"
            "    for i in range(k):\n"
            "        aside = list(range(i, n, k))\n"
            "        pairs.append(([r for r in range(n) if r not in aside], aside))\n"
            "    return tuple(pairs)",
        ],
        "11.5": [
            "def best_of(looks, rows):\n"
            "    rng = np.random.default_rng()\n"
            "    return np.mean([max(rng.binomial(rows, 0.5, looks)) / rows for _ in range(1000)])",
            "def best_of(looks, rows):\n"
            "    best = [(np.random.rand(looks, rows) < 0.5).mean(axis=1).max()\n"
            "            for _ in range(1000)]\n"
            "    return sum(best) / len(best)",
            "best_of = lambda looks, rows: np.array([np.random.default_rng(3).binomial("
            "rows, 0.5, (looks, 4000)).max(axis=0).mean() / rows])",
            "import scipy.stats\n"
            "def best_of(looks, rows):\n"
            "    return float((1 - scipy.stats.binom.cdf(np.arange(rows), rows, 0.5) ** "
            "looks).sum() / rows)",
        ],
        "11.6": [
            "looks = 40; chosen = valid_errors.argmin(); report = test_errors[chosen]",
            "looks = valid_errors.size; chosen = int(np.argsort(valid_errors)[0])\n"
            "report = float(test_errors[chosen])",
            "looks = 40.0\nchosen = valid_errors.tolist().index(valid_errors.min())\n"
            "report = np.array([test_errors[chosen]])",
            "chosen = min(range(40), key=lambda i: valid_errors[i])\n"
            "looks, report = len(test_errors), round(test_errors[chosen], 3)",
        ],
        "11.7": [
            RIGHT_7,
            RIGHT_7 + "epoch_looks = her_history.epoch[-1] + 1; honest = ' Validation '",
            RIGHT_7 + "promise = np.mean(np.abs(hers.predict(X_days_valid, verbose=0)[:, 0] "
            "- y_days_valid))",
            RIGHT_7 + "promise = round(float(promise), 3)",
        ],
        "11.8": [
            KNOWN,
            KNOWN + "weekday = 'Yes'",
            KNOWN + "lag_7 = ' no '",
            KNOWN + "weather = 'NO'",
        ],
        "11.9": [
            "token = ' ' + token + ' '",
            "token = explorer.token(split='by time', leak='none', rows=400)",
            "token = 'splits rows=400 leak=none split=by_time'",
            "explorer = explore_splits()",
        ],
    }

    wrong = {
        "11.1": [
            (
                "train_scaled, valid_scaled = [StandardScaler().fit_transform(X) "
                "for X in (X_train, X_valid)]",
                "the same cereal would be another number",
            ),
            (
                "scaler = StandardScaler().fit(both)\n"
                "train_scaled, valid_scaled = scaler.transform(X_train), scaler.transform(X_valid)",
                "The mean of *all* rows went into it: in the training rows",
            ),
            (
                "scaler = MinMaxScaler().fit(X_train)\n"
                "train_scaled, valid_scaled = scaler.transform(X_train), scaler.transform(X_valid)",
                "To standardize",
            ),
            ("train_scaled, valid_scaled = X_train, X_valid", "the table as it was"),
            (
                "mean, spread = X_train.mean(), X_train.std()\n"
                "train_scaled, valid_scaled = (X_train - mean) / spread, (X_valid - mean) / spread",
                "Each column has its own",
            ),
            (
                "mean = X_train.mean(axis=0)\n"
                "train_scaled, valid_scaled = X_train - mean, X_valid - mean",
                "Now divide",
            ),
        ],
        "11.2": [
            ("missing = [8, 9]; order = np.arange(n_rows)", "have only the digits 7, 8, 9"),
            ("missing = [8, 9]; order = np.arange(n_rows)[::-1]", "have only the digits 0, 1"),
            ("missing = [7, 8, 9]; order = np.arange(n_rows)[::-1]", "as well"),
            ("missing = [9]; order = y_digits", "These are labels"),
            (
                "missing = [0, 1]; order = np.random.default_rng(1).integers(0, n_rows, n_rows)",
                "shuffle, do not draw",
            ),
        ],
        "11.3": [
            (
                "split_by_time = lambda n, v, g: (np.arange(n - v), np.arange(n - v, n))",
                "The gap is missing",
            ),
            (
                "def split_by_time(n_days, n_valid, gap):\n"
                "    days = np.random.default_rng(1).permutation(n_days)\n"
                "    return days[: n_days - n_valid - gap], days[n_days - n_valid :]",
                "Do not shuffle",
            ),
            (
                "split_by_time = lambda n, v, g: (np.arange(v + g, n), np.arange(v))",
                "You validate on the *first* days",
            ),
            (
                "split_by_time = lambda n, v, g: (np.arange(n - v), np.arange(n - v + g, n))",
                "costs you validation days",
            ),
            (
                "split_by_time = lambda n, v, g: (np.arange(n - v, n), np.arange(n - v - g))",
                "Training days come first",
            ),
            (
                "split_by_time = lambda n, v, g: (np.arange(n - v - g - 1), np.arange(n - v, n))",
                "The gap has 3 days in place of 2",
            ),
            ("split_by_time = lambda n, v, g: np.arange(n - v - g)", "two arrays of numbers"),
        ],
        "11.4": [
            (
                "def k_folds(n, k):\n"
                "    folds = np.arange(n // k * k).reshape(k, -1)\n"
                "    return [(np.setdiff1d(np.arange(n), fold), fold) for fold in folds]",
                "what is left over goes to some of the folds",
            ),
            (
                "k_folds = lambda n, k: [(np.arange(n), fold) "
                "for fold in np.array_split(np.arange(n), k)]",
                "all *others*",
            ),
            (
                "def k_folds(n, k):\n"
                "    rng = np.random.default_rng(1)\n"
                "    folds = [rng.permutation(n)[: n // k] for _ in range(k)]\n"
                "    return [(np.setdiff1d(np.arange(n), fold), fold) for fold in folds]",
                "Folds do not overlap",
            ),
            (
                "k_folds = lambda n, k: [(fold, np.setdiff1d(np.arange(n), fold)) "
                "for fold in np.array_split(np.arange(n), k)]",
                "The training rows come first in a pair",
            ),
            (
                "def k_folds(n, k):\n"
                "    size = n // k\n"
                "    cuts = [*range(0, size * k, size), n]\n"
                "    folds = [np.arange(a, b) for a, b in zip(cuts, cuts[1:])]\n"
                "    return [(np.setdiff1d(np.arange(n), fold), fold) for fold in folds]",
                "one row each",
            ),
            ("k_folds = lambda n, k: list(KFold(k).split(np.zeros(n)))[:-1]", "There are 3 folds"),
        ],
        "11.5": [
            (
                "best_of = lambda looks, rows: (np.random.default_rng(1).binomial("
                "rows, 0.5, (2000, looks)) / rows).mean()",
                "the score of an average coin",
            ),
            (
                "best_of = lambda looks, rows: np.random.default_rng(1).binomial("
                "rows, 0.5, (2000, looks)).max(axis=1).mean()",
                "Divide by `rows`",
            ),
            (
                "best_of = lambda looks, rows: 100 * np.random.default_rng(1).binomial("
                "rows, 0.5, (2000, looks)).max(axis=1).mean() / rows",
                "do not multiply it by 100",
            ),
            (
                "best_of = lambda looks, rows: np.random.default_rng(1).binomial("
                "rows, 0.5, (2000, looks)).min(axis=1).mean() / rows",
                "`max`, not `min`",
            ),
            (
                "best_of = lambda looks, rows: np.random.default_rng(1).binomial("
                "rows, 0.5, (2000, looks)).max() / rows",
                "the mean of that over many repetitions",
            ),
        ],
        "11.6": [
            (
                "looks = 1; chosen = valid_errors.argmin(); report = valid_errors.min()",
                "You looked 40 times and kept the best",
            ),
            (
                "looks = 80; chosen = valid_errors.argmin(); report = test_errors.min()",
                "a choice by test rows",
            ),
            (
                "looks = 39; chosen = test_errors.argmin(); report = test_errors[chosen]",
                "The test rows have chosen here",
            ),
            (
                "looks = 40; chosen = valid_errors.argmax(); report = test_errors.mean()",
                "the smallest wins",
            ),
        ],
        "11.7": [
            (
                "epoch_looks, honest, promise = 1, 'test', min(curve)",
                "asked whether to go on",
            ),
            (
                RIGHT_7 + "promise = min(curve); honest = 'test'",
                "which decided when to stop",
            ),
            (
                RIGHT_7 + "honest = 'none'; epoch_looks = int(np.argmin(curve)) + 1",
                "There is a third table",
            ),
            (
                "epoch_looks, honest, promise = 25, 'training', her_history.history['loss'][-1]",
                "learnt from",
            ),
            (
                RIGHT_7 + "honest = 'everything'; promise = 1000 * promise",
                "Write one of these words",
            ),
        ],
        "11.8": [
            (KNOWN + "lag_7 = week_mean = 'yes'", "Nobody has counted"),
            (KNOWN + "weather = 'yes'; fixtures = 'no'", "The plan of the season"),
            (KNOWN + "lag_14 = weekday = 'no'", "those people are counted"),
            ("weekday = lag_14 = fixtures = lag_7 = weather = week_mean = 'yes'", "at best"),
            (KNOWN + "lag_7 = 'perhaps'; lag_14 = 'no'", "Write one of these words"),
        ],
        "11.9": [
            ("token = explorer.token(split='by time', leak='scaler', rows=400)", "Take the leak"),
            ("token = explorer.token(split='random', leak='none', rows=400)", "too good"),
            ("token = explorer.token(split='by time', leak='none', rows=4000)", "too bad"),
            ("token = explorer.token(split='by week', leak='codes', rows=40)", "Take the leak"),
            ("token = 'splits rows=7'", "token"),
        ],
    }
