"""Every question of exercise 16: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
from keras import layers
from course_utils import explore_attention, load_dataset

names = load_dataset("fuel_economy")["name"].drop_duplicates()
names = names[names.str.len() <= 24].to_numpy()
order = np.random.default_rng(1).permutation(len(names))
tokens = ["|", *sorted(set("".join(names)))]

def letters_of(some_names):
    return np.array([tokens.index(sign) for name in some_names for sign in name + "|"])

train_letters = letters_of(names[order[:-100]])
valid_letters = letters_of(names[order[-100:-50]])

def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)

def bits(shares, letters):
    return -np.log2(shares[letters]).mean()

def shares_of(letters, first=1):
    counts = np.bincount(letters, minlength=45) + first
    return counts / counts.sum()

keras.utils.set_random_seed(1)
inputs = keras.Input((5, 8))
look = keras.Model(inputs, layers.MultiHeadAttention(num_heads=2, key_dim=4)(inputs, inputs))
rng = np.random.default_rng(1)
word = rng.normal(size=(1, 5, 8)).astype("float32")
places = rng.normal(size=(5, 8)).astype("float32")
mixed = [3, 0, 4, 1, 2]

def out(x):
    return np.array(look(x))

angles = np.arange(25)[:, np.newaxis] / 10_000 ** (np.arange(16) / 16)
letter_places = np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype("float32")
TRIANGLE = np.tril(np.ones((25, 25), bool))

def around(x, change, road):
    return layers.Add()([x, change]) if road else change

def network(mask={"use_causal_mask": True}, places=True, road=True,
            normal=layers.LayerNormalization, bend="relu", end=lambda x: layers.Dense(45)(x)):
    inputs = keras.Input((25,))
    x = layers.Embedding(45, 32)(inputs)
    x = x + letter_places if places else x
    change = normal()(x)
    x = around(x, layers.MultiHeadAttention(4, 8)(change, change, **mask), road)
    change = layers.Dense(64, bend)(normal()(x))
    x = around(x, layers.Dense(32)(change), road)
    return keras.Model(inputs, end(normal()(x)))

class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.first, self.second = layers.LayerNormalization(), layers.LayerNormalization()
        self.look = layers.MultiHeadAttention(2, 16, dropout=0.1)
        self.wide, self.narrow = layers.Dense(64, "gelu"), layers.Dense(32)
    def call(self, x):
        y = self.first(x)
        x = x + self.look(query=y, value=y, key=y, use_causal_mask=True)
        return x + self.narrow(self.wide(self.second(x)))

explorer = explore_attention()
"""


class TestLesson16(Proofs):
    lesson = 16
    setup = SETUP

    right = {
        "16.1": [
            "bits_per_letter = lambda p, letters: "
            "-np.log2(np.take_along_axis(p, letters[:, None], 1)).mean()",
            "def bits_per_letter(p, letters):\n"
            "    return sum(-np.log2(row[letter]) for row, letter in zip(p, letters)) / len(p)",
            "bits_per_letter = lambda p, letters: "
            "keras.ops.mean(keras.losses.sparse_categorical_crossentropy(letters, p)) / np.log(2)",
            "bits_per_letter = lambda p, letters: np.array([np.mean("
            "-np.log(p[range(len(p)), letters]) / np.log(2))])",
        ],
        "16.2": [
            "baseline = bits(shares_of(train_letters), valid_letters)",
            "baseline = np.mean([-np.log2((np.sum(train_letters == c) + 1) / "
            "(len(train_letters) + 45)) for c in valid_letters])",
            "baseline = keras.losses.sparse_categorical_crossentropy(valid_letters, "
            "np.tile(shares_of(train_letters), (len(valid_letters), 1))).numpy().mean() / "
            "np.log(2)",
            "baseline = -(np.bincount(valid_letters, minlength=45) / len(valid_letters) "
            "* np.log2(shares_of(train_letters))).sum()",
        ],
        "16.3": [
            "tempered = lambda logits, temperature: softmax(logits / temperature)",
            "tempered = lambda logits, temperature: keras.ops.softmax(logits / temperature)",
            "def tempered(logits, temperature):\n"
            "    p = np.exp(logits) ** (1 / temperature)\n"
            "    return (p / p.sum()).tolist()",
            "import scipy.special\n"
            "tempered = lambda logits, temperature: scipy.special.softmax(logits / temperature)",
        ],
        "16.4": [
            "attention = lambda q, k, v: softmax(q @ k.T / np.sqrt(q.shape[-1])) @ v",
            "attention = lambda q, k, v: softmax(np.einsum('nd,md->nm', q, k) * "
            "len(k[0]) ** -0.5) @ v",
            "attention = lambda q, k, v: keras.ops.dot_product_attention("
            "*(a[None, :, None] for a in (q, k, v)))[0, :, 0] if k.shape == v.shape else "
            "softmax(q @ k.T / np.sqrt(k.shape[1])) @ v",
            "attention = lambda q, k, v: [softmax(k @ row / np.sqrt(len(row))) @ v for row in q]",
        ],
        "16.5": [
            "look_back = lambda s: softmax(s + np.triu(np.full(s.shape, -1e9), 1))",
            "def look_back(scores):\n"
            "    masked = scores.copy()\n"
            "    masked[np.triu_indices(len(scores), 1)] = -np.inf\n"
            "    return softmax(masked)",
            "def look_back(scores):\n"
            "    e = np.tril(np.exp(scores))\n"
            "    return e / e.sum(axis=1, keepdims=True)",
            "def look_back(scores):\n"
            "    out = np.zeros_like(scores)\n"
            "    for i, row in enumerate(scores):\n"
            "        out[i, :i + 1] = softmax(row[:i + 1])\n"
            "    return out",
        ],
        "16.6": [
            "without = 0",
            "without = np.abs(out(word[:, mixed])[:, np.argsort(mixed)] - out(word)).max()",
            "with_places = np.max(np.abs(out(word + places)[:, mixed] - "
            "out(word[:, mixed] + places)))",
            "alone = ' A bag'",
        ],
        "16.7": [
            "of_attention, of_block = 4224, 8544",
            "of_attention = layers.MultiHeadAttention(4, 8)\n"
            "of_attention.build((1, 9, 32), (1, 9, 32))\n"
            "of_attention = of_attention.count_params()",
            "of_block = network().count_params() - 45 * 32 - 64 - 45 * 33",
            "of_attention = np.array([4224.0])",
        ],
        "16.8": [
            "model = network()",
            "model = network(mask={'attention_mask': TRIANGLE}, bend='gelu')",
            "inputs = keras.Input((25,))\n"
            "x = layers.Embedding(45, 32)(inputs) + letter_places\n"
            "x = layers.LayerNormalization()(Block()(x))\n"
            "model = keras.Model(inputs, layers.Dense(45)(x))",
            "model = network(); model.compile('adam', "
            "keras.losses.SparseCategoricalCrossentropy(from_logits=True))",
            "inputs = keras.Input((25,))\n"
            "x = layers.Dropout(0.1)(layers.Embedding(45, 48)(inputs))\n"
            "x = layers.Add()([x, np.pad(letter_places, ((0, 0), (0, 16)))[np.newaxis]])\n"
            "for _ in range(2):\n"
            "    y = layers.LayerNormalization()(x)\n"
            "    x = x + layers.MultiHeadAttention(4, 12)(y, y, use_causal_mask=True)\n"
            "    y = layers.LayerNormalization()(x)\n"
            "    x = x + layers.Dense(48)(layers.ReLU()(layers.Dense(96)(y)))\n"
            "model = keras.Model(inputs, layers.Dense(45)(layers.LayerNormalization()(x)))",
        ],
        "16.9": [
            "token = ' ' + token + ' '",
            "token = explorer.token(word=5, mask='on', scaling='off', temperature=0.5)",
            "token = explorer.token(word=5, mask='on', scaling='off', temperature=0.25)",
            "explorer = explore_attention()",
        ],
    }

    wrong = {
        "16.1": [
            (
                "bits_per_letter = lambda p, y: -np.log(p[np.arange(len(y)), y]).mean()",
                "That is in nats",
            ),
            (
                "bits_per_letter = lambda p, y: -np.log2(p[np.arange(len(y)), y]).sum()",
                "Divide by their number",
            ),
            (
                "bits_per_letter = lambda p, y: np.log2(p[np.arange(len(y)), y]).mean()",
                "Turn the sign",
            ),
            (
                "bits_per_letter = lambda p, y: -np.log2(p[np.arange(len(y)), y].mean())",
                "then one logarithm",
            ),
            ("bits_per_letter = lambda p, y: -np.log2(p.max(axis=1)).mean()", "*likeliest*"),
            (
                "bits_per_letter = lambda p, y: -np.log2(p[:, y]).mean()",
                "a whole column for each letter",
            ),
        ],
        "16.2": [
            ("baseline = bits(shares_of(valid_letters), valid_letters)", "validation letters"),
            ("baseline = np.log2(45)", "all tokens are alike"),
            ("baseline = bits(shares_of(train_letters), valid_letters) * np.log(2)", "in nats"),
            ("baseline = bits(shares_of(train_letters), train_letters)", "Ask `valid_letters`"),
            ("baseline = 2 ** bits(shares_of(train_letters), valid_letters)", "*perplexity*"),
            ("baseline = 4.0", "counted from 1"),
        ],
        "16.3": [
            ("tempered = lambda z, t: softmax(z * t)", "Divide by it"),
            ("tempered = lambda z, t: np.eye(len(z))[z.argmax()]", "`argmax`"),
            ("tempered = lambda z, t: softmax(z)", "changes nothing"),
            ("tempered = lambda z, t: softmax(z) / t", "Divide the *logits*"),
            ("tempered = lambda z, t: softmax(z) ** (1 / t)", "Divide by their sum"),
            ("tempered = lambda z, t: z / t", "divided logits"),
        ],
        "16.4": [
            ("attention = lambda q, k, v: softmax(q @ k.T) @ v", "not scaled"),
            (
                "attention = lambda q, k, v: softmax(q @ k.T / np.sqrt(k.shape[1]), 0) @ v",
                "along the columns",
            ),
            (
                "attention = lambda q, k, v: softmax(q @ k / np.sqrt(k.shape[1])) @ v",
                "keys are not transposed",
            ),
            ("attention = lambda q, k, v: softmax(q @ k.T / k.shape[1]) @ v", "its square root"),
            (
                "attention = lambda q, k, v: softmax(q @ k.T / np.sqrt(k.shape[1]))",
                "These are the weights",
            ),
            ("attention = lambda q, k, v: q @ k.T / np.sqrt(k.shape[1]) @ v", "softmax is missing"),
            (
                "attention = lambda q, k, v: softmax(q @ k.T) / np.sqrt(k.shape[1]) @ v",
                "behind the softmax",
            ),
        ],
        "16.5": [
            (
                "look_back = lambda s: softmax(np.where(np.triu(np.ones_like(s)) > 0, s, -np.inf))",
                "comes *later*",
            ),
            ("look_back = lambda s: softmax(np.tril(s))", "e⁰ is 1"),
            ("look_back = lambda s: np.tril(softmax(s))", "no longer add up to 1"),
            (
                "look_back = lambda s: softmax(np.where(np.tril(np.ones_like(s), -1) > 0, s, "
                "-np.inf))",
                "Keep the diagonal",
            ),
            ("look_back = lambda s: softmax(s)", "Nothing is hidden"),
            (
                "look_back = lambda s: softmax(np.where(np.tril(np.ones_like(s)) > 0, s, -np.inf), "
                "axis=0)",
                "along the columns",
            ),
        ],
        "16.6": [
            (
                "without = np.abs(out(word[:, mixed]) - out(word)).max(); alone = 'a row'",
                "same *place*",
            ),
            (
                "with_places = np.abs(out((word + places)[:, mixed]) - "
                "out(word + places)[:, mixed]).max(); alone = 'a row'",
                "moved along",
            ),
            (
                "with_places = np.abs(out(word[:, mixed] + places) - out(word + places)).max()\n"
                "alone = 'a row'",
                "same *place*",
            ),
            (
                "with_places = np.abs(out(word[:, mixed] + places) - "
                "out(word + places)[:, mixed]).mean(); alone = 'a row'",
                "Take the largest",
            ),
            ("alone = 'a row'; without = 1", "Look at `without`"),
            ("alone = 'letters'; without = 1", "Write one of these words"),
        ],
        "16.7": [
            ("of_attention, of_block = 4096, 8320", "each of the four has 32"),
            ("of_attention, of_block = 3168, 8416", "A fourth matrix"),
            ("of_attention, of_block = 16896, 4192", "in the 32 × 32 already"),
            ("of_attention, of_block = 1056, 4320", "one of the four"),
            ("of_attention, of_block = 1080, 11533", "Count the block alone"),
        ],
        "16.8": [
            ("model = network(mask={})", "use_causal_mask=True"),
            ("model = network(road=False)", "layers.Add()([x, change])"),
            ("model = network(places=False)", "letter_places"),
            ("model = network(normal=layers.Identity)", "Begin each half"),
            ("model = network(normal=layers.BatchNormalization)", "over a batch"),
            (
                "model = network(end=lambda x: layers.Dense(45, 'softmax')(x))",
                "Leave the activation",
            ),
            (
                "model = network(end=lambda x: layers.Dense(45)(layers.Flatten()(x)))",
                "one guess for the whole name",
            ),
            ("model = network(end=layers.Dense(1))", "`Dense(45)`"),
            (
                "model = keras.Sequential([keras.Input((25,)), layers.Embedding(45, 32), "
                "layers.GRU(64, return_sequences=True), layers.Dense(45)])",
                "no attention",
            ),
            ("model = network(bend=None)", "no activation"),
        ],
        "16.9": [
            ("token = explorer.token(word=2)", "Choose the pronoun"),
            ("token = explorer.token(word=5, head='place')", "places only"),
            (
                "token = explorer.token(word=5, mask='off', temperature=0.25)",
                "Hide what comes later",
            ),
            ("token = explorer.token(word=5, mask='on')", "surer"),
            ("token = 'attention word=9'", "token"),
        ],
    }
