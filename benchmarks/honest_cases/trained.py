"""Whole exercises, with other rows than the course's."""

from benchmarks.honest_cases.case import CHURN, HonestCase
from benchmarks.honest_cases.changes import replaced

_SPLIT_CARS = """from sklearn.model_selection import train_test_split
order = np.concatenate(train_test_split(range(len(cars)), train_size=300, random_state=9))"""
_SPLIT_CUSTOMERS = """from sklearn.model_selection import train_test_split
train, others = train_test_split(order, train_size=5000, random_state=3)
valid, test = others[:1000], others[1000:]"""

CASES = (
    HonestCase("exercise 1 as it is", lambda cells: None, until=""),
    HonestCase("another seed in 1", replaced("default_rng(1)", "default_rng(3)"), until=""),
    HonestCase(
        "train_test_split in 1",
        replaced("order = np.random.default_rng(1).permutation(len(cars))", _SPLIT_CARS),
        until="",
    ),
    HonestCase("exercise 6 as it is", lambda cells: None, CHURN, ""),
    HonestCase("another seed in 6", replaced("default_rng(1)", "default_rng(7)"), CHURN, ""),
    HonestCase(
        "train_test_split in 6",
        replaced("train, valid, test = np.split(order, [5000, 6000])", _SPLIT_CUSTOMERS),
        CHURN,
        "",
    ),
    HonestCase(
        "customers shuffled",
        replaced('load_dataset("churn")', 'load_dataset("churn").sample(frac=1, random_state=5)'),
        CHURN,
        "",
    ),
)
