"""Tests for `course data`."""

import shutil
from pathlib import Path

DATASETS = Path(__file__).parents[2] / "datasets"


def test_the_list(course):
    lines = course("data").stdout.splitlines()
    assert lines[0].split() == ["name", "rows", "columns", "size", "used_for"]
    assert any(line.split()[:3] == ["concrete", "1030", "9"] for line in lines)


def test_a_card_and_first_rows(course):
    done = course("data", "concrete")
    assert done.stdout.startswith("## concrete")
    assert done.stdout.splitlines()[-5].split()[0] == "0"
    assert done.stdout.splitlines()[-1].split()[0] == "4"


def test_a_data_set_by_download_is_not_downloaded(course):
    done = course("data", "red_wine")
    assert done.returncode == 0
    assert 'fetch_dataset("red_wine")' in done.stdout.splitlines()[-1]


def test_verify_finds_a_damaged_file(course, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(DATASETS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    good = course("data", "--verify", COURSE_DATASETS=str(folder))
    assert good.returncode == 0
    assert "damaged" not in good.stdout
    with (folder / "concrete.csv").open("a") as file:
        file.write("1,2,3\n")
    bad = course("data", "--verify", COURSE_DATASETS=str(folder))
    assert bad.returncode == 1
    assert "damaged  concrete: " in bad.stdout
    assert "ok       cereals: " in bad.stdout
