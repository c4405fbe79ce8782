"""The tables are what their sources give, byte for byte, and a check says if not."""

import subprocess
import sys
from pathlib import Path

import pytest

DATASETS = Path(__file__).parents[2] / "datasets"
SCRIPT = DATASETS / "build_datasets.py"


def run(*arguments):
    """Run the script as an author does."""
    return subprocess.run(
        [sys.executable, SCRIPT, *map(str, arguments)], capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The files of a build in a folder of its own."""
    folder = tmp_path_factory.mktemp("build")
    assert run("--folder", folder).returncode == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_committed_files_are_what_the_sources_give():
    result = run("--check")
    assert result.stdout == ""
    assert result.returncode == 0, result.stderr


def test_a_second_build_gives_the_same_bytes(built):
    assert len(built) == 13
    for name, content in built.items():
        if name.endswith(".gz"):
            assert content[3:8] == bytes(5), "a gzip header with a file name or a time"
        elif name.endswith(".csv"):
            assert content == (DATASETS / name).read_bytes()


def test_a_check_names_each_file_that_differs(built, tmp_path):
    for name, content in built.items():
        (tmp_path / name).write_bytes(content)
    edited = tmp_path / "cereals.csv"
    edited.write_bytes(edited.read_bytes().replace(b"Kelloggs", b"Kellogs", 1))
    cut = tmp_path / "diamonds.csv.gz"
    cut.write_bytes(cut.read_bytes()[:1000])
    (tmp_path / "demand.csv").unlink()
    result = run("--check", "--folder", tmp_path)
    assert result.returncode == 1
    named = [line.partition(" differs")[0] for line in result.stdout.splitlines()]
    assert named == ["cereals.csv", "diamonds.csv.gz", "demand.csv", "SHA256SUMS"]


def test_the_data_sets_stay_small():
    assert sum(path.stat().st_size for path in DATASETS.iterdir()) < 8_000_000
