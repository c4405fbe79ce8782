"""Make or upgrade the tables, by the migrations in this package.

A new edition of the tables: change `tables.py`, add a file to `migrations/versions/` after the
pattern of the last one, and add its revision to `REVISIONS`. A test compares tables and
migrations.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from course_utils.errors import SetupError

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = ("0001", "0002", "0003")  # oldest first; the last one is what this edition writes
VERSION_TABLE = "gradebook_version"

_LOCK = 4_811_327_056_001  # any number: PostgreSQL's advisory locks are named so


def ensure_schema(engine: Engine, place: str) -> None:
    """Make the tables in a new database, upgrade older ones, refuse newer and foreign ones.

    Parameters
    ----------
    place : str
        For the messages.

    Raises
    ------
    SetupError
        It was written by a later edition of the course, or is something else altogether.
    """
    with engine.begin() as connection:
        if revision_of(connection) == REVISIONS[-1]:
            return
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        _upgrade_if_ours(connection, place)


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database's tables, or None where there is no gradebook."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to a revision, within the connection's transaction."""
    from alembic import command  # half a second that only a new or old gradebook waits for

    command.upgrade(alembic_config(connection), revision)


def alembic_config(connection: Connection | None = None) -> "Config":
    """Return Alembic's settings for this package: no file, no logging of its own."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection, "version_table": VERSION_TABLE})
    folder = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config


def _upgrade_if_ours(connection, place):
    """Look again, now that nobody else can be upgrading: it may have happened meanwhile."""
    revision = revision_of(connection)
    if revision is None:
        _expect_empty(connection, place)
    elif revision not in REVISIONS:
        raise SetupError(
            f"The gradebook {place} was written by a later edition of the course (its tables are "
            f"of revision {revision}, this edition knows {REVISIONS[-1]}). Update the course."
        )
    if revision != REVISIONS[-1]:
        upgrade(connection)


def _expect_empty(connection, place):
    tables = inspect(connection).get_table_names()
    if tables:
        raise SetupError(
            f"Expected a gradebook or an empty database in {place}, found the tables "
            f"{', '.join(sorted(tables)[:5])}. Give the gradebook a database of its own."
        )
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SHOW server_encoding")).scalar()
        if encoding != "UTF8":
            raise SetupError(
                f"Expected a database in UTF8, for any name a student may have; {place} is in "
                f"{encoding}. Make one: createdb --encoding=UTF8 --template=template0 NAME"
            )
