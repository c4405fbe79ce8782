"""A PostgreSQL server of the tests' own, in a temporary folder, reached by a socket in it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from tools.database import ADVICE, find_server

SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 60
shared_buffers = 16MB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
"""


class Server:
    """A running server and new databases on it."""

    def __init__(self, folder):
        self.folder = folder
        self._numbers = count(1)

    def url(self, database, **options):
        pairs = {"host": self.folder, "user": "course"} | options
        query = "&".join(f"{key}={value}" for key, value in pairs.items())
        return f"postgresql:///{database}?{query}"

    def new_database(self, how=""):
        name = f"grades_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} {how}")
        return self.url(name)

    def new_schema(self):
        """As good as a new database for a gradebook, and a hundred times faster to make."""
        name = f"grades_{next(self._numbers)}"
        self.run(f"CREATE SCHEMA {name}")
        return self.url("postgres", options=f"-csearch_path%3D{name}")

    def run(self, statement, database="postgres"):
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            answer = connection.execute(statement)
            return answer.fetchall() if answer.description else None


@contextmanager
def running_server():
    """Start a server, yield it, stop it and delete its folder."""
    programs = find_server()
    assert programs, ADVICE
    # Not in pytest's folder: a socket's path must be short, and the server's user must get there.
    folder = tempfile.mkdtemp(prefix="course-")
    data = f"{folder}/data"
    who = _user_of_its_own(folder)

    def start(program, *arguments):
        command = [f"{programs}/{program}", *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **who)

    try:
        options = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        start("initdb", f"--pgdata={data}", "--username=course", *options)
        with Path(data, "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS.format(folder=folder))
        start("pg_ctl", "start", "--wait", f"--pgdata={data}", f"--log={folder}/log")
        try:
            yield Server(folder)
        finally:
            start("pg_ctl", "stop", "--mode=immediate", f"--pgdata={data}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user_of_its_own(folder):
    """The server refuses to run as root: then it is Debian's postgres, or nobody."""
    if os.geteuid():
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
