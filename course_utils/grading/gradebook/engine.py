"""From a path or a URL to a connection: SQLite by default, PostgreSQL through psycopg."""

import os
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from course_utils.errors import SetupError
from course_utils.grading.gradebook.failures import as_sentences

_NEEDS_PSYCOPG = (
    "A gradebook in PostgreSQL needs the package psycopg, and it could not be imported ({}). "
    'Install it: pip install "psycopg[binary]"'
)
_EXPECTED = (
    "Expected a gradebook as a path, as sqlite:///path or as "
    "postgresql://user:password@host/database, found {!r}."
)


def make_engine(place: str | Path, wait: float) -> tuple[Engine, str]:
    """Return an engine for a gradebook, and how to speak of it.

    Nothing stays open between two transactions, so a process may fork at any time.

    Parameters
    ----------
    place : str or Path
        A path, ``sqlite:///path`` or ``postgresql://user@host/database``.
    wait : float
        Seconds to wait for another process that writes.

    Returns
    -------
    engine : sqlalchemy.Engine
        Give it ``execution_options(writes=True)`` for transactions that write.
    name : str
        The path, or the URL without its password.

    Raises
    ------
    SetupError
        It is neither; or the driver is missing; or the file cannot be made.
    """
    url = _url(place)
    if url.get_backend_name() == "sqlite":
        path = str(Path(url.database).absolute())  # the process may go to another folder
        return _sqlite(path, wait), path
    return _postgresql(url, wait), url.render_as_string(hide_password=True)


def _url(place):
    text = str(place)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise SetupError(_EXPECTED.format(text)) from None
    name = url.get_backend_name()
    if name == "postgresql" and url.drivername in ("postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if name == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise SetupError(_EXPECTED.format(url.render_as_string(hide_password=True)))


def _sqlite(path, wait):
    with as_sentences(path):
        _make_private(Path(path))
    url = URL.create("sqlite", database=path)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": wait})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(path):
    """Make the file, if there is none, for its owner's eyes only; SQLite would ask the umask."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))


def _prepare_sqlite(connection, record):
    connection.isolation_level = None  # the driver's own BEGIN comes too late for tables and reads
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection):
    # Who will write says so at once: two that read first and then both want to write would each
    # wait for the other, and SQLite gives up on one of them without waiting.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url, wait):
    try:
        engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 10})
    except ImportError as error:
        raise SetupError(_NEEDS_PSYCOPG.format(error)) from error

    def begin(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(round(1000 * wait), 1)}")

    event.listen(engine, "begin", begin)
    return engine
