"""The list of data sets, and names that are not on it."""

import pytest

from course_utils.data import list_datasets
from course_utils.data.catalogue import find_card
from course_utils.errors import DatasetError


def test_the_list_names_every_data_set():
    table = list_datasets().set_index("name")
    assert list(table.columns) == ["rows", "columns", "size", "used_for", "licence"]
    assert table.loc["concrete", ["rows", "columns"]].tolist() == [1030, 9]
    assert table.loc["concrete", "size"] == "48 kB"
    assert table.loc["red_wine", "size"] == "by download"
    assert len(table) == 13
    assert (table[["used_for", "licence"]] != "").all(axis=None)


def test_the_list_says_when_a_file_is_missing(datasets_copy):
    (datasets_copy / "digits.csv.gz").unlink()
    assert list_datasets().set_index("name").loc["digits", "size"] == "file missing"


@pytest.mark.parametrize("name", ["concrte", "Concrete", "concrete "])
def test_a_near_name_is_offered(name):
    with pytest.raises(DatasetError, match="Did you mean 'concrete'") as caught:
        find_card(name)
    assert f"There is no data set {name!r}" in str(caught.value)
    assert "The data sets are: cereals, concrete, " in str(caught.value)


@pytest.mark.parametrize("name", ["", "zzzzzz", None, 3, ["concrete", "churn"] * 40])
def test_a_name_far_from_all_gets_the_list_alone(name):
    with pytest.raises(DatasetError) as caught:
        find_card(name)
    assert "Did you mean" not in str(caught.value)
    assert "digits, ames, red_wine" in str(caught.value)
    assert len(str(caught.value)) < 300


def test_missing_cards_are_an_error_that_says_how_to_restore_them(datasets_copy):
    (datasets_copy / "README.md").unlink()
    with pytest.raises(DatasetError, match="git checkout -- datasets/README.md"):
        list_datasets()
