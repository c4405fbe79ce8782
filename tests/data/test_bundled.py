"""Every bundled table is what its card says, and a damaged file is an error."""

import gzip
import re

import pandas as pd
import pytest

from course_utils.data import list_datasets, load_dataset, verify_datasets
from course_utils.errors import DatasetError

# The curriculum's table; breast_cancer and digits have one column more, the answer.
SHAPES = {
    "cereals": (65, 11),
    "concrete": (1030, 9),
    "fuel_economy": (392, 9),
    "diamonds": (53940, 10),
    "hotel_rates": (15402, 28),
    "churn": (7043, 20),
    "credit": (4454, 14),
    "ridership": (5698, 50),
    "demand": (4032, 2),
    "breast_cancer": (569, 31),
    "digits": (1797, 65),
    "ames": (2930, 74),
}
IS_KIND = {
    "int": pd.api.types.is_integer_dtype,
    "float": pd.api.types.is_float_dtype,
    "date": pd.api.types.is_datetime64_dtype,
    "text": pd.api.types.is_string_dtype,
    "category": lambda dtype: isinstance(dtype, pd.CategoricalDtype),
}


@pytest.fixture(params=SHAPES)
def table(request):
    return load_dataset(request.param)


def test_every_bundled_data_set_is_tested():
    listed = list_datasets().query("size != 'by download'")
    assert listed["name"].tolist() == list(SHAPES)


def test_rows_and_columns_are_the_cards(table):
    card = table.attrs["card"]
    assert table.shape == card.shape == SHAPES[card.name]
    assert card.target in table


def test_columns_and_types_are_the_cards(table):
    card = table.attrs["card"]
    for name, dtype in table.dtypes.items():
        kind = card.column(name).kind.partition(":")[0]
        assert IS_KIND[kind](dtype), f"{name} is {dtype}, the card says {kind}"
    patterns = [c.name for c in card.columns if "*" not in c.name and c.kind != "index"]
    assert [name for name in table if name in patterns] == patterns


def test_missing_values_are_the_cards(table):
    card = table.attrs["card"]
    found = table.isna().sum().to_dict()
    assert found == {name: card.column(name).missing for name in table}


def test_repeated_rows_are_the_cards(table):
    text = " ".join(table.attrs["card"].oddities)
    said = re.search(r"([\d,]+) rows repeat an earlier row in every column", text)
    assert table.duplicated().sum() == (int(said[1].replace(",", "")) if said else 0)


def test_rows_are_sorted_where_the_card_says_so(table):
    text = " ".join(table.attrs["card"].oddities)
    columns = table.reset_index()
    for name in re.findall(r"rows are sorted by (\w+)", text):
        assert columns[name].is_monotonic_increasing


def test_ordered_categories_keep_their_order():
    cut = load_dataset("diamonds")["cut"]
    assert cut.min() == "Fair"
    assert cut.max() == "Ideal"
    assert (cut >= "Premium").sum() == 35342


def test_cereals_are_labelled_by_name():
    cereals = load_dataset("cereals")
    assert cereals.loc["Grape-Nuts", "calories"] == 440
    assert cereals["vitamins"].value_counts()["none"] == 3


def test_digits_become_images():
    df = load_dataset("digits")
    images = df.drop(columns="label").to_numpy().reshape(-1, 8, 8, 1)
    assert images[0, 2, 3, 0] == df.loc[0, "pixel_2_3"]
    assert (images.min(), images.max()) == (0, 16)


def test_two_loads_share_no_rows():
    first = load_dataset("concrete")
    first.loc[0, "cement"] = -1
    assert load_dataset("concrete").loc[0, "cement"] == 540


def test_red_wine_comes_by_download():
    with pytest.raises(DatasetError, match=r"Get it with: fetch_dataset\('red_wine'\)"):
        load_dataset("red_wine")


def test_all_files_verify():
    verdicts = verify_datasets()
    assert [name for name, ok, _ in verdicts if ok] == list(SHAPES)
    assert "concrete.csv: 48,478 bytes, checksum right" in [message for *_, message in verdicts]


def _edit(path):
    path.write_bytes(path.read_bytes().replace(b"540.0", b"541.0", 1))


def _cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def _windows_line_ends(path):
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("damage", [_edit, _cut, _windows_line_ends])
def test_a_damaged_file_is_never_read(datasets_copy, damage):
    damage(datasets_copy / "concrete.csv")
    with pytest.raises(DatasetError) as caught:
        load_dataset("concrete")
    message = str(caught.value)
    assert re.search(r"Expected: sha256 [0-9a-f]{64}\nFound: sha256 [0-9a-f]{64}", message)
    assert "git checkout -- datasets/concrete.csv" in message
    assert "python datasets/build_datasets.py" in message


def test_damage_shows_in_the_list_of_verdicts(datasets_copy):
    (datasets_copy / "digits.csv.gz").write_bytes(gzip.compress(b"pixel_0_0\n0\n"))
    (datasets_copy / "churn.csv.gz").unlink()
    bad = {name: message for name, ok, message in verify_datasets() if not ok}
    assert set(bad) == {"digits", "churn"}
    assert "git checkout -- datasets/digits.csv.gz" in bad["digits"]
    assert "No such file" in bad["churn"]


def test_missing_checksums_are_an_error(datasets_copy):
    (datasets_copy / "SHA256SUMS").unlink()
    with pytest.raises(DatasetError, match="git checkout -- datasets/SHA256SUMS"):
        load_dataset("concrete")


def test_a_file_without_a_checksum_is_not_read(datasets_copy):
    sums = datasets_copy / "SHA256SUMS"
    lines = [line for line in sums.read_text().splitlines() if "concrete" not in line]
    sums.write_text("\n".join(lines))
    with pytest.raises(DatasetError, match=r"has no checksum for concrete\.csv"):
        load_dataset("concrete")
    assert load_dataset("cereals").shape == (65, 11)
