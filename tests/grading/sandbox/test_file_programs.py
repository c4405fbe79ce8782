"""Programs that only make, move and remove files, done in Python."""

import pytest

from course_utils.grading.sandbox.file_programs import (
    is_file_program,
    run_file_program,
    split_commands,
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(line):
    """The return codes of the commands of a line."""
    return [run_file_program(words) for _, words in split_commands(line)]


def tree(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_lines_are_split_into_commands():
    assert split_commands("mkdir -p 'a b' && touch x; ls || rm x  # why\ncp x y") == [
        ("", ["mkdir", "-p", "a b"]),
        ("&&", ["touch", "x"]),
        (";", ["ls"]),
        ("||", ["rm", "x"]),
        ("", ["cp", "x", "y"]),
    ]
    assert split_commands("# a comment\n\n") == []


@pytest.mark.parametrize(
    "line",
    ["mkdir $HOME/x", "mkdir out/{a,b}", "ls | rm x", "mkdir a > log", "mkdir `date`", "mkdir 'a"],
)
def test_what_only_a_shell_can_read_is_left_to_it(line):
    assert split_commands(line) == []


def test_folders_and_files_are_made(folder):
    assert run("mkdir out && mkdir -p out deep/er --parents && touch out/a.txt") == [0, 0, 0]
    assert tree(folder) == ["deep", "deep/er", "out", "out/a.txt"]


def test_files_and_folders_are_copied_moved_and_removed(folder):
    assert run("mkdir out new; touch a.csv b.csv x; cp *.csv out; cp -r out new") == [0] * 4
    assert run("mv a.csv out/c.csv; mv out/b.csv x new; rm -f b.csv nobody") == [0] * 3
    assert tree(folder / "out") == ["a.csv", "c.csv"]
    assert tree(folder / "new") == ["b.csv", "out", "out/a.csv", "out/b.csv", "x"]
    assert run("rm -rf out new/out && rm new/* && rmdir new") == [0] * 3
    assert tree(folder) == []


def test_a_link_is_removed_and_what_it_leads_to_stays(folder):
    (folder / "data").mkdir()
    (folder / "link").symlink_to(folder / "data")
    assert run("rm -r link") == [0] and tree(folder) == ["data"]


@pytest.mark.parametrize("line", ["mkdir a/b", "rm nobody", "cp nobody x", "cp", "rmdir x", "mv y"])
def test_what_fails_says_why_and_has_a_code(line, capsys):
    assert run(line) == [1]
    assert capsys.readouterr().err.startswith(f"{line.split()[0]}: ")


def test_other_programs_are_none_of_these():
    assert is_file_program(["mkdir"]) and not is_file_program(["ls", "mkdir"])
