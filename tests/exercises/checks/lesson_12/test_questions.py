"""Every question of exercise 12: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, StandardScaler

from course_utils import explore_scaling, load_dataset

credit = load_dataset("credit")
order = np.random.default_rng(1).permutation(len(credit))
train, valid = order[:2454], order[2454:3454]
numbers = credit.select_dtypes("number")
bad = (credit["status"] == "bad").astype(int)
X_train, y_train = numbers.iloc[train], bad.iloc[train].to_numpy()
X_valid, y_valid = numbers.iloc[valid], bad.iloc[valid].to_numpy()
diamonds = load_dataset("diamonds")
lengths = diamonds[["carat", "depth", "price", "x", "y", "z"]]

def standardize(train, x):
    return (x - train.mean(axis=0)) / train.std(axis=0)

def ready(fill=None, told=True):
    fill = X_train.median() if fill is None else fill
    filled = [X.fillna(fill).to_numpy() for X in (X_train, X_valid)]
    scaled = [standardize(filled[0], x) for x in filled]
    if not told:
        return scaled
    return [np.column_stack([x, X["income"].isna()]).astype(float)
            for x, X in zip(scaled, (X_train, X_valid))]

def built(columns, *end):
    keras.utils.set_random_seed(1)
    end = end or [keras.layers.Dense(1, activation="sigmoid")]
    return keras.Sequential(
        [keras.Input((columns,)), keras.layers.Dense(16, activation="relu"), *end])

def trained(model, x, y=y_train, epochs=10, loss="binary_crossentropy"):
    model.compile(optimizer=keras.optimizers.Adam(0.005), loss=loss)
    model.fit(x, y, batch_size=64, epochs=epochs, verbose=0)
    return model

explorer = explore_scaling()
"""


class TestLesson12(Proofs):
    lesson = 12
    setup = SETUP

    right = {
        "12.1": [
            "min_max = lambda train, x: MinMaxScaler().fit(train).transform(x)",
            "def min_max(train, x):\n"
            "    columns = []\n"
            "    for a, b in zip(train.T, x.T):\n"
            "        columns.append((b - a.min()) / ((a.max() - a.min()) or 1))\n"
            "    return np.array(columns).T",
            "def min_max(train, x):\n"
            "    span = np.ptp(train, axis=0)\n"
            "    span[span == 0] = 1\n"
            "    return pd.DataFrame((x - train.min(axis=0)) / span)",
            "def min_max(train, x):\n"
            "    low, high = np.percentile(train, [0, 100], axis=0)\n"
            "    return ((x - low) / np.where(high == low, 1, high - low)).tolist()",
        ],
        "12.2": [
            "standardize = lambda train, x: StandardScaler().fit(train).transform(x)",
            "def standardize(train, x):\n"
            "    table = pd.DataFrame(train)\n"
            "    return (pd.DataFrame(x) - table.mean()) / table.std().replace(0, 1)",
            "def standardize(train, x):\n"
            "    s = np.sqrt(((train - train.mean(axis=0)) ** 2).mean(axis=0))\n"
            "    return (x - train.mean(axis=0)) / (s + (s == 0))",
            "def standardize(train, x):\n"
            "    layer = keras.layers.Normalization()\n"
            "    layer.adapt(train)\n"
            "    return layer(x)",
        ],
        "12.3": [
            "wrong_cells = 'abef'",
            "wrong_cells = 'A, B, E, F'",
            "wrong_cells = 'FEBA'",
            "wrong_cells = ' A B  E F. '",
        ],
        "12.4": [
            "def impute(train, x):\n"
            "    gap = pd.isna(x)\n"
            "    filled = pd.Series(x).fillna(pd.Series(train).median())\n"
            "    return pd.DataFrame({'x': filled, 'gap': gap.astype(int)})",
            "def impute(train, x):\n"
            "    known = train[train == train]\n"
            "    return [[np.median(known), 1] if np.isnan(v) else [v, 0] for v in x]",
            "def impute(train, x):\n"
            "    imputer = SimpleImputer(strategy='median', add_indicator=True)\n"
            "    return imputer.fit(train[:, None]).transform(x[:, None])",
            "impute = lambda train, x: np.array("
            "[np.nan_to_num(x, nan=np.nanmedian(train)), np.isnan(x)]).T",
        ],
        "12.5": [
            "ready_train, ready_valid = ready()\n"
            "model = trained(built(10, keras.layers.Dense(8, 'relu'), "
            "keras.layers.Dense(1, 'sigmoid')), ready_train)",
            "ready_train, ready_valid = ready()\n"
            "ready_train, ready_valid = ready_train.astype('float32'), pd.DataFrame(ready_valid)\n"
            "model = trained(built(10), ready_train, epochs=15)",
            "def both(X):\n"
            "    low, high = X_train.min(), X_train.max()\n"
            "    x = (X.fillna(X_train.median()) - low) / (high - low)\n"
            "    return np.c_[x, X[['income', 'assets', 'debt']].isna()].astype(float)\n"
            "ready_train, ready_valid = both(X_train), both(X_valid)\n"
            "model = trained(built(12), ready_train, epochs=20)",
            "ready_train, ready_valid = ready(0.0, told=False)\n"
            "model = trained(built(9), ready_train, epochs=15)",
        ],
        "12.6": [
            "def downsample(y, factor):\n"
            "    zeros = np.flatnonzero(y == 0)[::factor]\n"
            "    rows = np.sort(np.concatenate([np.flatnonzero(y == 1), zeros]))\n"
            "    return rows, 1 + (factor - 1) * (y[rows] == 0)",
            "def downsample(y, factor):\n"
            "    rows, seen = [], 0\n"
            "    for place, label in enumerate(y):\n"
            "        if label == 1 or seen % factor == 0:\n"
            "            rows.append(place)\n"
            "        seen += label == 0\n"
            "    return rows, [1 if y[row] else factor for row in rows]",
            "def downsample(y, factor):\n"
            "    keep = (y == 1) | ((np.cumsum(y == 0) - 1) % factor == 0)\n"
            "    return np.where(keep)[0], np.where(y == 1, 1.0, factor)[keep]",
            "def downsample(y, factor):\n"
            "    s = pd.Series(y)\n"
            "    kept = pd.concat([s[s == 0].iloc[::factor], s[s == 1]])\n"
            "    return kept.index, kept.map({0: float(factor), 1: 1.0})",
        ],
        "12.7": [
            "leaves = 6 / (6 + 4 * 4)",
            "leaves = 0.27",
            "leaves = 0.6 / (0.6 + 4 * (1 - 0.6))",
            "leaves = np.array([3 / 11])",
        ],
        "12.8": [
            "impossible = 'z, y, x'",
            "impossible = 'x y z'",
            "impossible = ' X, Y, Z. '",
            "impossible = ', '.join(lengths.columns[3:])",
        ],
        "12.9": [
            "one_hot = lambda levels, x: (x[:, None] == levels).astype(int)",
            "one_hot = lambda levels, x: OneHotEncoder(categories=[levels], "
            "handle_unknown='ignore', sparse_output=False).fit(levels[:, None])"
            ".transform(x[:, None])",
            "one_hot = lambda levels, x: pd.DataFrame({level: x == level for level in levels})",
            "def one_hot(levels, x):\n"
            "    columns = np.zeros((len(x), len(levels)))\n"
            "    for row, word in enumerate(x):\n"
            "        if word in levels:\n"
            "            columns[row, list(levels).index(word)] = 1\n"
            "    return columns",
        ],
        "12.10": [
            "token = ' ' + token + ' '",
            "token = explorer.token(column='outlier', scaler='log', model='network')",
            "token = explorer.token(column='outlier', scaler='log', model='network', epoch=2)",
            "explorer = explore_scaling()",
        ],
    }

    wrong = {
        "12.1": [
            (
                "min_max = lambda train, x: StandardScaler().fit(train).transform(x)",
                "That is standardization",
            ),
            (
                "min_max = lambda train, x: (x - train.min(axis=0)) / np.ptp(train, axis=0)",
                "0 / 0 is NaN",
            ),
            (
                "min_max = lambda train, x: MinMaxScaler(clip=True).fit(train).transform(x)",
                "cut off at 0 and 1",
            ),
            (
                "min_max = lambda train, x: MinMaxScaler().fit_transform(x)",
                "learn them from `train",
            ),
            ("min_max = lambda train, x: (x - train.min()) / np.ptp(train)", "add `axis=0`"),
            (
                "min_max = lambda train, x: "
                "MinMaxScaler().fit(np.concatenate([x, train])).transform(x)",
                "from both arrays together",
            ),
            ("min_max = lambda train, x: x / train.max(axis=0)", "First take off the smallest"),
        ],
        "12.2": [
            (
                "standardize = lambda train, x: MinMaxScaler().fit(train).transform(x)",
                "That is normalization",
            ),
            (
                "standardize = lambda train, x: (x - train.mean(axis=0)) / train.std(axis=0)",
                "0 / 0 is NaN",
            ),
            (
                "standardize = lambda train, x: "
                "np.clip(StandardScaler().fit(train).transform(x), -1, 1)",
                "no end: leave it",
            ),
            ("standardize = lambda train, x: StandardScaler().fit_transform(x)", "from `train`"),
            ("standardize = lambda train, x: (x - train.mean()) / train.std()", "add `axis=0`"),
            (
                "standardize = lambda train, x: "
                "(x - train.mean(axis=0)) / np.where(train.var(axis=0) > 0, train.var(axis=0), 1)",
                "not `var`",
            ),
            ("standardize = lambda train, x: x - train.mean(axis=0)", "Now divide"),
        ],
        "12.3": [
            ("wrong_cells = 'AB'", "Which of the two does so?"),
            ("wrong_cells = 'EF'", "needs no mean"),
            ("wrong_cells = 'CD'", "C is right"),
            ("wrong_cells = 'ABEFG'", "G is right"),
            ("wrong_cells = 'A B H F'", "H is right"),
            ("wrong_cells = '1, 2'", "letters from A to H"),
        ],
        "12.4": [
            (
                "impute = lambda train, x: np.c_[np.where(np.isnan(x), np.nanmean(train), x), "
                "np.isnan(x)]",
                "You fill in the mean",
            ),
            (
                "impute = lambda train, x: np.c_[np.where(np.isnan(x), "
                "np.nanmean(np.r_[train, x]), x), np.isnan(x)]",
                "mean of both arrays",
            ),
            ("impute = lambda train, x: np.c_[np.nan_to_num(x), np.isnan(x)]", "You fill in 0"),
            ("impute = lambda train, x: x[~np.isnan(x)]", "Rows with a gap are gone"),
            (
                "impute = lambda train, x: np.nan_to_num(x, nan=np.nanmedian(train))",
                "nobody can tell where they were",
            ),
            (
                "impute = lambda train, x: np.c_[np.nan_to_num(x, nan=np.nanmedian(train)), "
                "~np.isnan(x)]",
                "1 where a value was known",
            ),
            (
                "impute = lambda train, x: np.c_[np.nan_to_num(x, nan=np.nanmedian(x)), "
                "np.isnan(x)]",
                "is that of `x`",
            ),
            (
                "impute = lambda train, x: np.c_[np.nan_to_num(x, nan=np.median(train)), "
                "np.isnan(x)]",
                "np.nanmedian",
            ),
        ],
        "12.5": [
            (
                "ready_train, ready_valid = ready()\n"
                "raw = np.c_[standardize(X_train, X_train), X_train['income'].isna()]\n"
                "model = trained(built(10), raw.astype(float), epochs=2)",
                "empty cells in `X_train`: `income` ",
            ),
            (
                "ready_train, ready_valid = (standardize(X_train, X) for X in (X_train, X_valid))",
                "in `income`",
            ),
            (
                "complete = X_train.notna().all(axis=1)\n"
                "ready_train, ready_valid = ready(told=False)\n"
                "model = trained(built(9), ready_train[complete], y_train[complete])",
                "people with a usual income",
            ),
            (
                "ready_train, ready_valid = ready(told=False)\n"
                "model = trained(built(9), ready_train, epochs=5)",
                "people with a usual income",
            ),
            (
                "ready_train, ready_valid = ready()\nready_train = ready_train[:2000]",
                "No loan may be lost",
            ),
            (
                "ready_train, ready_valid = ready()\nmodel = built(10)\n"
                "model.compile(optimizer='adam', loss='binary_crossentropy')",
                "Is it trained",
            ),
            (
                "ready_train, ready_valid = ready()\n"
                "model = built(10, keras.layers.Dense(1))\n"
                "model = trained(model, ready_train, epochs=1, loss='mse')",
                "one probability for each loan",
            ),
        ],
        "12.6": [
            (
                "def downsample(y, factor):\n"
                "    rows = np.r_[np.flatnonzero(y == 0), np.flatnonzero(y == 1)[::factor]]\n"
                "    return rows, np.where(y[rows] == 1, factor, 1.0)",
                "thinned out the ones",
            ),
            (
                "def downsample(y, factor):\n"
                "    rows = np.r_[np.flatnonzero(y == 1), np.flatnonzero(y == 0)[::factor]]\n"
                "    return rows, np.where(y[rows] == 1, 1.0, 1 / factor)",
                "Your weight is 1 / factor",
            ),
            (
                "def downsample(y, factor):\n"
                "    rows = np.r_[np.flatnonzero(y == 1), np.flatnonzero(y == 0)[::factor]]\n"
                "    return rows, np.where(y[rows] == 1, factor, 1.0)",
                "The ones have the weight",
            ),
            (
                "def downsample(y, factor):\n"
                "    rows = np.r_[np.flatnonzero(y == 1), np.flatnonzero(y == 0)[::factor]]\n"
                "    return rows, np.ones(len(rows))",
                "All weights are 1",
            ),
            (
                "def downsample(y, factor):\n"
                "    rows = np.arange(len(y))[::factor]\n"
                "    return rows, np.where(y[rows] == 1, 1.0, factor)",
                "thinned out both classes",
            ),
            (
                "def downsample(y, factor):\n"
                "    rows = np.r_[np.flatnonzero(y == 1), np.flatnonzero(y == 0)[::factor]]\n"
                "    return rows, np.full(len(rows), factor)",
                "Only zeros are missing",
            ),
        ],
        "12.7": [
            ("leaves = 0.6 / 4", "You divide the probability"),
            ("leaves = 0.6 / 0.4 / 4", "These are the odds"),
            ("leaves = 0.6", "So it is in her table"),
            ("leaves = 6 / 7", "It became more"),
            ("leaves = 1 - 6 / 22", "that the customer stays"),
        ],
        "12.8": [
            ("impossible = 'y, z'", "Look at the smallest x"),
            ("impossible = 'x, y, z, price'", "prices have a long tail"),
            ("impossible = 'carat, price'", "Such stones are rare and real"),
            ("impossible = 'y'", "at the smallest"),
            ("impossible = 'width'", "names of columns"),
            ("impossible = 'x, y, z, depth'", "The depth is in percent"),
        ],
        "12.9": [
            (
                "one_hot = lambda levels, x: (x[:, None] == np.unique(x)).astype(float)",
                "made from the words in `x`",
            ),
            (
                "one_hot = lambda levels, x: "
                "np.c_[x[:, None] == levels, ~np.isin(x, levels)].astype(float)",
                "as many columns as levels",
            ),
            (
                "one_hot = lambda levels, x: np.eye(len(levels))["
                "[list(levels).index(word) for word in x]]",
                "give it a row of zeros",
            ),
            (
                "one_hot = lambda levels, x: np.eye(len(levels))["
                "[(list(levels) + [word]).index(word) if word in levels else -1 for word in x]]",
                "was taken for one of them",
            ),
            ("one_hot = lambda levels, x: (levels[:, None] == x).astype(float)", "changed places"),
            ("one_hot = lambda levels, x: (x[:, None] != levels).astype(float)", "other way round"),
        ],
        "12.10": [
            ("token = explorer.token(column='width', scaler='log')", "58.9 in it"),
            ("token = explorer.token(column='outlier', scaler='log', model='linear')", "can bend"),
            ("token = explorer.token(column='outlier', scaler='robust')", "shift and stretch"),
            ("token = 'scaling column=length'", "token"),
        ],
    }
