"""Download a data set once, verify it, and read it from the cache afterwards."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike

import pandas as pd

from course_utils.data.catalogue import all_cards, find_card
from course_utils.errors import DatasetError
from course_utils.storage.folders import cache_folder

TIMEOUT = 20.0  # seconds without a byte from the server


@dataclass(frozen=True)
class RemoteDataset:
    """A file somewhere on the web, and how to read it.

    Parameters
    ----------
    name
        What `fetch_dataset` calls it.
    url
        Its address. The part after the last slash names the file in the cache.
    sha256
        Checksum of the right bytes, 64 hexadecimal digits.
    read
        Takes the path of the file, gives a pandas.DataFrame.
    """

    name: str
    url: str
    sha256: str
    read: Callable[[str], pd.DataFrame]

    @property
    def file(self) -> str:
        """The file's name."""
        return self.url.rpartition("/")[2]


def read_wine(path: str | PathLike[str]) -> pd.DataFrame:
    """The table in a wine quality file: ';' between fields, names become snake_case."""
    table = pd.read_csv(path, sep=";")
    return table.rename(columns=lambda name: name.replace(" ", "_").lower())


REMOTE = {
    "red_wine": RemoteDataset(
        name="red_wine",
        url="https://archive.ics.uci.edu/ml/machine-learning-databases/wine-quality/winequality-red.csv",
        sha256="4a402cf041b025d4566d954c3b9ba8635a3a8a01e039005d97d6a710278cf05e",
        read=read_wine,
    )
}


def fetch_dataset(name: str, *, url: str | None = None, timeout: float = TIMEOUT) -> pd.DataFrame:
    """Read a data set by download; the network is needed the first time only.

    Parameters
    ----------
    name
        "red_wine".
    url, timeout
        As for `fetch`.

    Returns
    -------
    pandas.DataFrame
        Shape (n_rows, n_columns) as in the card, which is in `df.attrs["card"]`.

    Raises
    ------
    DatasetError
        The name is unknown or is a bundled data set's; else as for `fetch`.
    """
    card = find_card(name)
    if name not in REMOTE:
        raise DatasetError(
            f"The data set {name!r} ships with the course, no download is needed. "
            f"Get it with: load_dataset({name!r})"
        )
    table = fetch(REMOTE[name], url=url, timeout=timeout)
    table.attrs["card"] = card
    return table


def fetch(
    remote: RemoteDataset, *, url: str | None = None, timeout: float = TIMEOUT
) -> pd.DataFrame:
    """Read a remote file from the cache, after a download if it is not there.

    Each reading verifies the checksum. A damaged file in the cache is downloaded again.
    A download is kept only when its checksum is right; whatever else arrives is deleted.

    Parameters
    ----------
    remote
        What to fetch.
    url
        Another address of the same bytes, such as a school's mirror. Without it, the
        environment variable COURSE_MIRROR may give a base address, to which the file's
        name is added; else the data set's own address is used.
    timeout
        Seconds to wait for the server's next byte.

    Returns
    -------
    pandas.DataFrame
        What `remote.read` makes of the file.

    Raises
    ------
    DatasetError
        There is no network, the server does not know the file or does not answer in
        time, the connection was cut, the bytes are not the right ones, or the cache
        cannot be written. The message says which, and what to do instead.
    """
    import pooch  # late: only a download needs it

    address = url or _mirrored(remote) or remote.url
    try:
        path = pooch.retrieve(
            address,
            known_hash=f"sha256:{remote.sha256}",
            fname=remote.file,
            path=cache_folder(),
            downloader=pooch.HTTPDownloader(timeout=timeout),
        )
    # requests' errors are OSErrors; a wrong checksum or address is a ValueError.
    except (OSError, ValueError) as error:
        raise DatasetError(_explain(remote, address, timeout, error)) from error
    return remote.read(path)


def _mirrored(remote):
    """The file's address on the mirror of COURSE_MIRROR, None if there is no mirror."""
    mirror = os.environ.get("COURSE_MIRROR")
    return f"{mirror.rstrip('/')}/{remote.file}" if mirror else None


def _explain(remote, address, timeout, error):
    """The message of a failed download: expected, found, what to do."""
    bundled = ", ".join(card.name for card in all_cards().values() if card.file)
    return (
        f"The data set {remote.name!r} could not be fetched from {address}\n"
        f"Expected: the file {remote.file} with sha256 {remote.sha256}\n"
        f"Found: {_what_happened(error, timeout)}\n"
        "What to do: check the network and try again; or give another address, with "
        f"fetch_dataset({remote.name!r}, url=...) or the environment variable "
        "COURSE_MIRROR; or take a data set that ships with the course: "
        f'load_dataset("concrete"). There are {bundled}.'
    )


def _what_happened(error, timeout):
    """One sentence for each way a download fails."""
    from requests import exceptions

    if isinstance(error, exceptions.HTTPError):
        return f"the server answered {error.response.status_code} {error.response.reason}"
    # A server that falls silent half-way gives a ConnectionError that says so.
    if isinstance(error, exceptions.Timeout) or "timed out" in str(error):
        return f"no answer from the server within {timeout:g} seconds"
    if isinstance(error, exceptions.ChunkedEncodingError):
        return "the connection was cut before the whole file had arrived"
    if isinstance(error, exceptions.ConnectionError):
        return "no connection to the server; is there a network, and is the address right?"
    if isinstance(error, exceptions.RequestException):
        return f"the address cannot be used ({error})"
    if isinstance(error, ValueError):
        return f"other bytes than expected ({error})"
    return f"the file cannot be written to the cache ({error})"
