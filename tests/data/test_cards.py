"""Cards are read as written, travel with a table, and bad ones are named."""

import copy
import pickle

import pandas as pd
import pytest

from course_utils.data import load_dataset
from course_utils.data.cards import Column, parse_cards
from course_utils.errors import DatasetError

CARD = """# Some text before

## boats

- **File:** `boats.csv`
- **Origin:** the harbour.
- **Citation:** A. Sailor (2001). Boats.
- **Licence:** CC0.
- **Rows and columns:** 1,234 × 3
- **Target:** `speed`
- **Used for:** nothing
- **What is odd:**
  - No boat is green.
  - Two boats share a name.

| column | type | unit | missing | meaning |
|---|---|---|---|---|
| `size` | category: small < large | | 2 | how large |
| `sail_*` | float | m² | 0 | area of a sail |
| `speed` | float | kn | 0 | speed |
"""


def test_a_card_is_read_as_written():
    card = parse_cards(CARD)["boats"]
    assert (card.name, card.file, card.shape) == ("boats", "boats.csv", (1234, 3))
    assert (card.target, card.licence) == ("speed", "CC0.")
    assert card.oddities == ("No boat is green.", "Two boats share a name.")
    assert card.columns[2] == Column("speed", "float", "kn", 0, "speed")
    assert card.column("sail_7").unit == "m²"
    assert card.column("size").levels == ("small", "large")
    assert card.column("speed").levels == ()
    with pytest.raises(KeyError):
        card.column("colour")


def test_cards_follow_each_other():
    text = CARD + CARD.replace("## boats", "## ships").replace("`boats.csv`", "by download")
    cards = parse_cards(text)
    assert list(cards) == ["boats", "ships"]
    assert cards["ships"].file == ""
    assert len(cards["boats"].columns) == 3


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("- **Licence:** CC0.\n", "", "'boats' in datasets/README.md lacks: Licence"),
        ("1,234 × 3", "many", "'many'. Expected a form like '1,030 × 9'"),
        ("| kn | 0 |", "| kn |", "cannot be read: '| `speed` | float | kn | speed |'"),
        ("| kn | 0 |", "| kn | few |", "Expected: | `column` | type | unit | missing | meaning |"),
    ],
)
def test_a_card_that_breaks_the_form_is_named(good, bad, message):
    with pytest.raises(DatasetError) as caught:
        parse_cards(CARD.replace(good, bad))
    assert message in str(caught.value)


def test_a_card_shows_itself():
    card = parse_cards(CARD)["boats"]
    assert card._repr_markdown_() == str(card) == CARD.partition("\n\n")[2]
    assert repr(card) == "<DataCard boats: 1,234 × 3>"


@pytest.mark.parametrize(
    "again",
    [
        copy.copy,
        copy.deepcopy,
        lambda df: pickle.loads(pickle.dumps(df)),
        lambda df: df.head(10),
        lambda df: df.drop(columns="age"),
        lambda df: df.sample(frac=1, random_state=0),
        lambda df: pd.concat([df, df]),
    ],
)
def test_the_card_travels_with_its_table(again):
    df = load_dataset("concrete")
    assert again(df).attrs["card"] == df.attrs["card"]


def test_the_card_stands_in_nobodys_way():
    concrete, churn = load_dataset("concrete"), load_dataset("churn")
    bare = concrete.copy()
    bare.attrs = {}
    assert concrete.equals(bare)
    assert "card" not in pd.concat([concrete, churn]).attrs
    assert len(concrete.merge(churn, left_index=True, right_index=True)) == len(concrete)
    assert repr(concrete) == repr(bare)
