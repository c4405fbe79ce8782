"""Data sets: `load_` reads what ships, `fetch_` downloads, `make_` invents with a seed.

Splits are scikit-learn's: `train_test_split`, `GroupShuffleSplit` and `TimeSeriesSplit`.
`seal_rows` puts test rows aside for one look.
"""

from course_utils.data.bundled import load_dataset, verify_datasets
from course_utils.data.cards import Column, DataCard
from course_utils.data.catalogue import list_datasets
from course_utils.data.photos import load_photo
from course_utils.data.remote import RemoteDataset, fetch_dataset
from course_utils.data.sealed import SealedRows, seal_rows
from course_utils.data.synthetic import curve, make_curve

__all__ = [
    "Column",
    "DataCard",
    "RemoteDataset",
    "SealedRows",
    "curve",
    "fetch_dataset",
    "list_datasets",
    "load_dataset",
    "load_photo",
    "make_curve",
    "seal_rows",
    "verify_datasets",
]
