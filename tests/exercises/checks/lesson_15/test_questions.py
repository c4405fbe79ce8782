"""Every question of exercise 15: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
from keras import layers
from numpy.lib.stride_tricks import sliding_window_view

from course_utils import explore_recurrence, load_dataset

mw = load_dataset("demand")["demand"].to_numpy().astype(float)
WEEK = 336
mean, spread = mw[: 8 * WEEK].mean(), mw[: 8 * WEEK].std()
scaled = (mw - mean) / spread
pair = np.stack([scaled[WEEK - 1 :], scaled[: 1 - WEEK]], axis=1)
X = sliding_window_view(pair[:-1], 12, axis=0).transpose(0, 2, 1)
y = pair[12:, 0]
n_test, n_valid = 2 * WEEK, 4 * WEEK
X_train, y_train = X[:-n_valid:2], y[:-n_valid:2]
X_valid, y_valid = X[-n_valid:-n_test], y[-n_valid:-n_test]
X_test, y_test = X[-n_test:], y[-n_test:]

def naive_of(first, last, back=WEEK):
    return np.mean(np.abs(mw[first:last] - mw[first - back : last - back]))

def network(*steps, shape=(12, 2)):
    keras.utils.set_random_seed(1)
    return keras.Sequential([keras.Input(shape), *steps])

def compiled(model, loss="mean_absolute_error"):
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss=loss)
    return model

def train(model, epochs=3, loss="mean_absolute_error", validate=True):
    compiled(model, loss)
    rows = (X_valid, y_valid) if validate else None
    history = model.fit(
        X_train, y_train, validation_data=rows, epochs=epochs, batch_size=32, verbose=0)
    return model, history, error_of(model)

def forecasts(model, rows):
    return np.array(model(rows.astype("float32")))[:, 0]

def error_of(model, rows=(X_test, y_test)):
    return np.mean(np.abs(forecasts(model, rows[0]) - rows[1])) * spread

def simple(**settings):
    return layers.SimpleRNN(12, **settings)

def rnn_with(line, end="return state", first="state = np.zeros(len(bias))", rows="x"):
    body = (f"def run_rnn(x, kernel, recurrent_kernel, bias):\\n    {first}\\n"
            f"    for step in {rows}:\\n        {line}\\n    {end}")
    names = {"np": np}
    exec(body, names)
    return names["run_rnn"]

def stack_of(*steps, shape=(24, 1)):
    return lambda units: keras.Sequential([keras.Input(shape), *(step(units) for step in steps)])

def every(units):
    return layers.LSTM(units, return_sequences=True)

def one(units):
    return layers.Dense(1)

TANH = "state = np.tanh(step @ kernel + state @ recurrent_kernel + bias)"
explorer = explore_recurrence()
"""


def _windows(n="len(series) - length - ahead + 1", target="s + length + ahead - 1"):
    return (
        "windows = lambda series, length, ahead: np.array([\n"
        f"    np.append(series[s:s + length], series[{target}]) for s in range({n})])"
    )


class TestLesson15(Proofs):
    lesson = 15
    setup = SETUP

    right = {
        "15.1": [
            _windows(),
            "def windows(series, length, ahead):\n"
            "    views = sliding_window_view(series, length + ahead)\n"
            "    return np.column_stack([views[:, :length], views[:, -1]])",
            "def windows(series, length, ahead):\n"
            "    series = list(series)\n"
            "    ends = range(length, len(series) - ahead + 1)\n"
            "    return [series[e - length:e] + [series[e + ahead - 1]] for e in ends]",
            "def windows(series, length, ahead):\n"
            "    n = len(series) - length - ahead + 1\n"
            "    columns = [series[i:i + n] for i in range(length)]\n"
            "    return np.stack([*columns, series[length + ahead - 1:]], axis=1)",
        ],
        "15.2": [
            "first_valid, first_test, naive = 2688, 3360, 752.2",
            "first_valid, first_test = 9 * WEEK, 11 * WEEK\n"
            "naive = naive_of(first_valid, first_test)",
            "first_valid, first_test = int(0.7 * len(mw)), int(0.85 * len(mw))\n"
            "naive = pd.Series(mw).diff(336).abs()[first_valid:first_test].mean()",
            "first_valid, first_test = 6 * WEEK, 7 * WEEK\n"
            "naive = np.array([naive_of(first_valid, first_test)])",
        ],
        "15.3": [
            "run_rnn = rnn_with(TANH)",
            "def run_rnn(x, kernel, recurrent_kernel, bias):\n"
            "    h = np.zeros((1, bias.size))\n"
            "    for row in x:\n"
            "        h = np.tanh(row[None] @ kernel + h @ recurrent_kernel + bias)\n"
            "    return h",
            "def run_rnn(x, kernel, recurrent_kernel, bias):\n"
            "    layer = layers.SimpleRNN(len(bias))\n"
            "    layer.build((None, *x.shape))\n"
            "    layer.set_weights([kernel, recurrent_kernel, bias])\n"
            "    return layer(x[None])[0]",
            "def run_rnn(x, kernel, recurrent_kernel, bias):\n"
            "    both = np.concatenate([kernel, recurrent_kernel])\n"
            "    state = 0 * bias\n"
            "    for t in range(len(x)):\n"
            "        state = np.tanh(np.concatenate([x[t], state]) @ both + bias)\n"
            "    return state",
        ],
        "15.4": [
            "rnn, lstm, gru = 96, 384, 312",
            "rnn, lstm, gru = 96.0, 384.0, 312.0",
            "sizes = []\n"
            "for kind in (layers.SimpleRNN, layers.LSTM, layers.GRU):\n"
            "    sizes.append(network(kind(8), shape=(7, 3)).count_params())\n"
            "rnn, lstm, gru = sizes",
            "rnn = np.array([96]); lstm = 4 * 8 * 12; gru = 3 * (3 * 8 + 8 * 8 + 16)",
        ],
        "15.5": [
            "build_stack = stack_of(every, layers.LSTM, one)",
            "def build_stack(units):\n"
            "    inputs = keras.Input((24, 1))\n"
            "    x = layers.LSTM(units, return_sequences=True)(inputs)\n"
            "    return keras.Model(inputs, layers.Dense(1)(layers.LSTM(units)(x)))",
            "def build_stack(units, steps=24):\n"
            "    model = keras.Sequential()\n"
            "    model.add(keras.Input(shape=(steps, 1)))\n"
            "    model.add(layers.LSTM(units, return_sequences=True))\n"
            "    model.add(layers.LSTM(units))\n"
            "    model.add(layers.Dense(1, activation='linear'))\n"
            "    return model",
            "build_stack = stack_of(every, layers.LSTM, one, shape=(None, 1))",
        ],
        "15.6": [
            "many_to_one = [32, 8]",
            "many_to_many = np.zeros((32, 24, 1)).shape",
            "one_to_many = np.array([32, 5, 8])",
            "many_to_one = layers.GRU(8)(np.zeros((32, 24, 3))).shape",
        ],
        "15.7": [
            "ann = 'Leak'",
            "ben = ' clean '",
            "cleo = dan = 'LEAK'",
            "eva = 'Clean'",
        ],
        "15.8": [
            "model, history, test_error = train(network(simple(), layers.Dense(1)), 4)",
            "model, history, test_error = train(\n"
            "    network(layers.LSTM(8), layers.Dense(1)), loss='mse')",
            "model, history, test_error = train(network(\n"
            "    simple(return_sequences=True), layers.GRU(8), layers.Dense(1)), 3, 'mae')",
            "history = pd.DataFrame(history.history)",
        ],
        "15.9": [
            "token = ' ' + token + ' '",
            "token = explorer.token(w_in=1.5, w_back=0.0, gate='on', openness=0.1, step=3)",
            "token = explorer.token(pattern='level', gate='on', openness=0.0)",
            "explorer = explore_recurrence()",
        ],
    }

    wrong = {
        "15.1": [
            (_windows("len(series) - length - ahead"), "The last window is missing"),
            (_windows(target="s + length + ahead - 2"), "what it is shown"),
            (
                _windows("len(series) - length - ahead + 2", "s + length + ahead - 2"),
                "what it is shown",
            ),
            (_windows("len(series) - length - ahead", "s + length + ahead"), "a step too late"),
            (_windows("len(series) - length", "s + length"), "whatever `ahead` is"),
            (_windows(target="s + length"), "whatever `ahead` is"),
            (
                "windows = lambda series, length, ahead: np.array([series[s:s + length] for s in "
                "range(len(series) - length - ahead + 1)])",
                "without their targets",
            ),
            (
                _windows("0, len(series) - length - ahead + 1, length"),
                "lie side by side",
            ),
            (_windows("len(series) - length + 1"), "IndexError"),
            (
                _windows("len(series) - length + 1", "(s + length + ahead - 1) % len(series)"),
                "from the beginning of the series",
            ),
        ],
        "15.2": [
            ("naive = naive_of(first_test, len(mw))", "over the *test* rows"),
            ("naive = naive_of(WEEK, len(mw))", "all twelve weeks"),
            ("naive = naive_of(WEEK, first_valid)", "over the training rows"),
            ("naive = naive_of(first_valid, first_test, 48)", "*as yesterday*"),
            ("naive = naive_of(first_valid, first_test, 1)", "*as half an hour ago*"),
            ("naive = naive_of(first_valid, first_test, 7)", "seven *half hours*"),
            ("naive = np.mean(mw[rows] - mw[rows - WEEK])", "cancel each other"),
            ("naive = np.sqrt(np.mean((mw[rows] - mw[rows - WEEK]) ** 2))", "the mean square"),
            ("first_valid, first_test = first_test, first_valid", "come last in time"),
            ("first_valid, first_test = 8, 10", "An index counts half hours"),
            ("first_valid, first_test = 0.7, 0.85", "An index counts half hours"),
            ("first_valid, first_test = 3000, 4000", "left behind `first_test`"),
            ("first_valid, first_test = 4 * WEEK, 8 * WEEK", "at least six weeks"),
        ],
        "15.3": [
            ("run_rnn = rnn_with(TANH.replace('+ bias', '+ bias + bias'))", "in there twice"),
            ("run_rnn = rnn_with(TANH.replace('state @', '0 * state @'))", "Your state forgets"),
            ("run_rnn = rnn_with(TANH.replace('np.tanh', ''))", "The tanh is missing"),
            (
                "run_rnn = rnn_with(TANH.replace('np.tanh', ''), 'return np.tanh(state)')",
                "once, at the end",
            ),
            ("run_rnn = rnn_with(TANH.replace(' + bias', ''))", "The bias is missing"),
            ("run_rnn = rnn_with(TANH, rows='x[::-1]')", "You begin with the last step"),
            ("run_rnn = rnn_with(TANH + '; return state')", "not into it"),
            ("run_rnn = rnn_with(TANH.replace('kernel +', 'kernel + state +'))", "np.tanh"),
            (
                "run_rnn = rnn_with(TANH.replace('state =', 'state = state +'))",
                "to the old one",
            ),
            (
                "run_rnn = rnn_with(TANH.replace('recurrent_kernel', 'recurrent_kernel.T'))",
                "kernel is turned",
            ),
            ("run_rnn = rnn_with(TANH, 'pass')", "Without `return`"),
        ],
        "15.4": [
            ("rnn, lstm, gru = 88, 352, 264", "each of the 8 units has one"),
            ("rnn, lstm, gru = 32, 128, 96", "Each unit also has a weight"),
            ("lstm, gru = 288, 288", "these are the three gates"),
            ("lstm, gru = 96, 288", "so it is with one bias"),
            ("lstm, gru = 416, 208", "What is new has weights"),
            ("rnn, gru = 40, 384", "at its own alone"),
        ],
        "15.5": [
            (
                "build_stack = stack_of(layers.LSTM, layers.LSTM, one)",
                "write `return_sequences=True`",
            ),
            ("build_stack = stack_of(every, every, one)", "an answer for every step"),
            ("build_stack = stack_of(every, layers.LSTM)", "Put `Dense(1)` behind"),
            ("build_stack = stack_of(layers.LSTM, one)", "on top of another"),
            ("build_stack = stack_of(layers.GRU, one)", "on top of another"),
            (
                "build_stack = stack_of(every, layers.LSTM, one, shape=(1, 24))",
                "The steps come first",
            ),
            (
                "build_stack = stack_of(lambda u: every(12), lambda u: layers.LSTM(12), one)",
                "Hand `units` on",
            ),
            (
                "build_stack = stack_of(layers.LSTM, lambda u: layers.RepeatVector(24), "
                "layers.LSTM, one)",
                "nothing between the two",
            ),
            (
                "def build_stack(units):\n    stack_of(every, layers.LSTM, one)(units)",
                "Write `return`",
            ),
        ],
        "15.6": [
            ("many_to_one = (32, 24, 8); many_to_many = (32, 1)", "only the last state"),
            ("many_to_many, one_to_many = (32, 24, 8), (32, 5, 6)", "one number of each 8"),
            ("many_to_one = (8,); many_to_many = (24, 1)", "The first axis is the batch"),
            ("many_to_one, one_to_many = (32, 24), (32, 24, 8)", "8 units come out"),
            ("many_to_many, one_to_many = (32, 24), (32, 8)", "an axis of length 1"),
        ],
        "15.7": [
            ("ann = 'clean'; ben = 'leak'", "they share nearly all"),
            ("ben = 'leak'; eva = 'leak'", "are the past"),
            ("cleo = 'clean'; dan = 'clean'", "know the last two weeks"),
            ("dan = 'clean'; cleo = 'clean'; eva = 'leak'", "At seven in the morning"),
            ("ann = ben = cleo = dan = eva = 'no'", "Write one of these words"),
        ],
        "15.8": [
            ("test_error = test_error / spread", "Multiply it by `spread`"),
            ("test_error = error_of(model, (X_valid, y_valid))", "*validation* rows"),
            (
                "test_error = np.mean(np.abs(forecasts(model, X_test)[:, None] - y_test)) * spread",
                "each forecast with each target",
            ),
            (
                "test_error = np.mean(forecasts(model, X_test) - y_test) * spread",
                "cancel each other",
            ),
            (
                "model = compiled(network(simple(return_sequences=True), layers.Dense(1)))",
                "answers at every step",
            ),
            ("model = compiled(network(layers.Flatten(), layers.Dense(1)))", "reads step by step"),
            ("model = compiled(network(simple(), layers.Dense(1)))", "Train it"),
            ("model = network(simple(), layers.Dense(1))", "no `compile` yet"),
            (
                "model = compiled(network(simple(), layers.Dense(1, activation='relu')))",
                "out of a part of the line",
            ),
            (
                "model = compiled(network(simple(), layers.Dense(1), shape=(2, 12)))",
                "12 steps of 2 features",
            ),
            (
                "model, history, test_error = train(\n"
                "    network(simple(), layers.Dense(1)), validate=False)",
                "Hand the validation rows to `fit`",
            ),
        ],
        "15.9": [
            ("token = explorer.token(w_back=1.0)", "Switch the gate on"),
            ("token = explorer.token(gate='on', openness=0.5)", "The pulse leaks out"),
            ("token = explorer.token(gate='on', openness=0.0, w_back=1.0)", "piles up"),
            ("token = explorer.token(gate='on', openness=0.0, w_in=0.5)", "more weight"),
            ("token = 'recurrence gate=ajar'", "token"),
        ],
    }
