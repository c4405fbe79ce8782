"""Every question of exercise 0: other spellings, named mistakes, malformed answers."""

from tests.exercises.proofs import Proofs

SETUP = """
from course_utils import load_dataset

cereals = load_dataset("cereals")
nutrients = ["fat", "carbohydrates", "protein"]
X = cereals[nutrients].to_numpy()
y = cereals["calories"].to_numpy()
"""


def energy(result):
    return f"def energy(X, w):\n    return {result}"


def shares(*lines):
    return "\n    ".join(["def shares(X):", *lines])


def share_right(*lines):
    return "\n    ".join(["def share_right(p, y):", *lines])


def mean_energy(*lines):
    return "\n    ".join(["def mean_energy(calories, sugars, fibre):", *lines])


class TestLesson00(Proofs):
    lesson = 0
    setup = SETUP

    right = {
        "0.1": [
            "row, column, kept, five = (3,), (65,), (65, 1), (5, 3)",
            "row, column, kept, five = [3], [65], [65, 1], [5, 3]",
            "row, column, kept, five = map(np.shape, (X[0], X[:, 0], X[:, [0]], X[:5]))",
            "row, column, kept, five = map(np.array, ((3,), (65,), (65, 1), (5, 3)))",
        ],
        "0.2": [
            "means, grams = np.mean(X, 0), np.sum(X, 1)",
            "means, grams = cereals[nutrients].mean(), cereals[nutrients].sum(axis=1)",
            "means, grams = X.sum(axis=0) / len(X), X[:, 0] + X[:, 1] + X[:, 2]",
            "means, grams = [X[:, i].mean() for i in range(3)], [sum(row) for row in X]",
            "means, grams = X.mean(axis=-2), X @ np.ones(3)",
        ],
        "0.3": [
            energy("(X * w).sum(axis=1)"),
            energy("np.dot(X, w)"),
            energy("w @ X.T"),
            energy("np.einsum('ij,j->i', X, w)"),
            energy("[sum(a * b for a, b in zip(row, w)) for row in X]"),
            energy("(X @ w.reshape(-1, 1)).ravel()"),
        ],
        "0.4": [
            shares("return X / X.sum(axis=1)[:, None]"),
            shares("return X / X.sum(1).reshape(-1, 1)"),
            shares("return (X.T / X.sum(axis=1)).T"),
            shares("return np.array([row / row.sum() for row in X])"),
            shares("X = X.copy()", "X /= X.sum(axis=1, keepdims=True)", "return X"),
        ],
        "0.5": [
            share_right("return np.mean((p.ravel() > 0.5) == y)"),
            share_right("return ((p > 0.5) == y[:, np.newaxis]).mean()"),
            share_right("return float(np.mean(np.squeeze(p).round() == y))"),
            share_right("return np.sum((p.flatten() > 0.5).astype(int) == y) / len(y)"),
            share_right("return np.array([np.mean((p[:, 0] > 0.5) == y)])"),
        ],
        "0.6": [
            mean_energy("return np.mean(calories[(sugars > 10) & (fibre < 2)])"),
            mean_energy("return calories[np.logical_and(sugars > 10, fibre < 2)].mean()"),
            mean_energy("return calories[(fibre < 2) * (sugars > 10)].mean()"),
            mean_energy(
                "rows = zip(calories, sugars, fibre)",
                "picked = [c for c, s, f in rows if s > 10 and f < 2]",
                "return sum(picked) / len(picked)",
            ),
            mean_energy("return np.average(calories, weights=(sugars > 10) & (fibre < 2))"),
        ],
    }

    wrong = {
        "0.1": [
            ("row = (1, 3)", "picks one place along its axis, so the axis disappears"),
            ("row = (65,)", "`X[0]` is one cereal"),
            ("row = X.shape", "That is all of `X`"),
            ("row = 3", "Then it has a comma"),
            ("row = X[0]", "These are numbers of the array. Its shape is in `X[0].shape`"),
            # (65, 1) and (65, 3) are in test_shapes: with a number less they are right, not worse.
            ("column = (1, 65)", "NumPy does not turn a column into a row"),
            ("column = (3,)", "takes all 65 rows"),
            ("column = 65", "A shape is a tuple"),
            ("kept = (65,)", "A slice keeps its axis"),
            ("kept = (1, 3)", "it belongs to the columns"),
            ("kept = (65, 2)", "`:1` is place 0 alone"),
            ("kept = (1, 65)", "Rows come first: 65 of them"),
            ("five = (3, 5)", "Rows come first, then the columns"),
            ("five = (65, 5)", "That would be five columns"),
            ("five = (6, 3)", "`:5` is 0 to 4"),
            ("five = (5,)", "each row still has its columns"),
            ("five = (60, 3)", "what is left after five rows"),
            ("five = (7, 7)", "Which axes are left"),
            ("row, column = (65,), (3,)", "takes all 65 rows"),
        ],
        "0.2": [
            ("means = X.mean(axis=1)", "That is a mean for each cereal"),
            ("means = X.mean()", "all numbers go into one mean"),
            ("means = X.sum(axis=0)", "take the mean"),
            ("means = X.mean(axis=0, keepdims=True)", "shape (1, 3). Leave out `keepdims`"),
            ("means = np.median(X, axis=0)", "the cereal in the middle"),
            ("means = X.mean(axis=0)[::-1]", "in another order"),
            ("means = X.mean(axis=0).round(1)", "These are rounded"),
            ("grams = X.sum(axis=0)", "That is a sum for each nutrient"),
            ("grams = X.sum()", "go into one sum"),
            ("grams = X.mean(axis=1)", "take their sum"),
            ("grams = X.sum(axis=1, keepdims=True)", "shape (65, 1)"),
            ("means, grams = X.mean(axis=1), X.sum(axis=0)", "here the rows should disappear"),
        ],
        "0.3": [
            (energy("X * w"), "it gives a table"),
            (energy("(X * w).sum()"), "one number for the whole table"),
            (energy("(X * w).sum(axis=0)"), "You added up down the columns"),
            (energy("w @ X"), "In `A @ B` the columns of `A` meet the rows of `B`"),
            (energy("X.T @ w"), "it comes first, as it is"),
            (energy("X @ w.reshape(-1, 1)"), "as a column of shape (n, 1)"),
            (energy("(X * w).mean(axis=1)"), "mean of each row's products"),
            (energy("X.sum(axis=1)"), "You add up the grams"),
            (energy("X @ np.array([9, 4, 4])"), "You wrote the weights into the function"),
        ],
        "0.4": [
            (shares("return X / X.sum(axis=0)"), "Each *column* adds up to 1"),
            (shares("return X / X.sum()"), "the sum of the whole table"),
            (shares("return X / X.sum(axis=1)"), "Your sums have the shape (n,)"),
            (shares("return X.sum(axis=1, keepdims=True) / X"), "This is upside down"),
            (shares("return X / X.mean(axis=1, keepdims=True)"), "Divide by the sum"),
            (shares("return X / X.max(axis=1, keepdims=True)"), "the largest of the row"),
            (shares("return X.sum(axis=1, keepdims=True)"), "Divide `X` by them"),
            (shares("return X.sum(axis=1)"), "as a column"),
            (shares("return 100 * X / X.sum(axis=1, keepdims=True)"), "These are percent"),
            (shares("return X.T / X.sum(axis=1)"), "rows and columns have changed places"),
            (shares("X /= X.sum(axis=1, keepdims=True)", "return X"), "changed by the call"),
            (shares("X / X.sum(axis=1, keepdims=True)"), "Without `return`"),
        ],
        "0.5": [
            (share_right("return np.mean((p > 0.5) == y)"), "you compared each prediction with"),
            (share_right("return (p.round() == y).mean()"), "make a table of n × n"),
            (share_right("return np.sum((p[:, 0] > 0.5) == y)"), "That is how many are right"),
            (share_right("return np.mean((p[:, 0] > 0.5) != y)"), "the share of the wrong ones"),
            (share_right("return np.mean(p[:, 0] == y)"), "You compare probabilities with 0 and 1"),
            (share_right("return np.mean(p > 0.5)"), "Compare them with `y`"),
            (share_right("return (p[:, 0] > 0.5) == y"), "`True` or `False` for each row"),
            (share_right("return 100 * np.mean((p[:, 0] > 0.5) == y)"), "These are percent"),
            (share_right("return np.mean(p[:, 0].astype(int) == y)"), "0.9 becomes 0"),
        ],
        "0.6": [
            (
                mean_energy("return calories[sugars > 10 and fibre < 2].mean()"),
                "Between masks write `&`",
            ),
            (
                mean_energy("return calories[sugars > 10 & fibre < 2].mean()"),
                "Python begins with `10 & fibre`",
            ),
            (
                mean_energy("return calories[(sugars > 10) | (fibre < 2)].mean()"),
                "`|` is *or*",
            ),
            (
                mean_energy("return np.mean(calories * ((sugars > 10) & (fibre < 2)))"),
                "the others become 0",
            ),
            (mean_energy("return calories[sugars > 10].mean()"), "The condition on the fibre"),
            (mean_energy("return calories[fibre < 2].mean()"), "The condition on the sugars"),
            (
                mean_energy("return calories[(sugars >= 10) & (fibre <= 2)].mean()"),
                "A cereal on the border counts",
            ),
            (
                mean_energy("return calories[(sugars >= 10) & (fibre < 2)].mean()"),
                "with exactly 10 g of sugars counts",
            ),
            (
                mean_energy("return calories[(sugars > 10) & (fibre <= 2)].mean()"),
                "with exactly 2 g of fibre counts",
            ),
            (
                mean_energy("return calories[~((sugars > 10) & (fibre < 2))].mean()"),
                "the mask is inverted",
            ),
            (
                mean_energy("return calories[(sugars < 10) & (fibre > 2)].mean()"),
                "Both comparisons are reversed",
            ),
            (
                mean_energy("return calories[(sugars > 10) & (fibre < 2)]"),
                "the calories of the picked cereals",
            ),
            (
                mean_energy("return calories[(sugars > 10) & (fibre < 2)].sum()"),
                "That is their sum",
            ),
            (
                mean_energy("return np.mean((sugars > 10) & (fibre < 2))"),
                "the share that is picked",
            ),
            (mean_energy("return calories.mean()"), "the mean of all"),
        ],
    }
