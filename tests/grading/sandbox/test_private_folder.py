"""Whatever a child filled its folder with, it goes."""

import os
from pathlib import Path

from course_utils.grading.sandbox.private_folder import private_folder, remove_left_behind


def test_a_folder_is_there_and_then_gone_with_all_in_it(temporary):
    with private_folder() as folder:
        assert Path(folder).parent == temporary and not os.listdir(folder)
        assert Path(folder).stat().st_mode & 0o777 == 0o700
        Path(folder, "file").touch()
    assert not os.listdir(temporary)


def test_folders_of_dead_graders_are_removed_and_no_others(temporary):
    mine = {number: temporary / f"course-grading-{number}-x" for number in (99999999, os.getpid())}
    for folder in mine.values():
        folder.mkdir()
    elsewhere = temporary / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").touch()
    (temporary / "course-grading-99999998-x").symlink_to(elsewhere)
    remove_left_behind()
    assert not mine[99999999].exists() and mine[os.getpid()].exists()
    assert (elsewhere / "file").exists()


def test_any_folder_can_be_removed(temporary):
    """Deeper than a path may be long, closed to its own user, with links to outside."""
    (temporary / "outside").mkdir()
    (temporary / "outside/file").touch()
    here = os.getcwd()
    with private_folder() as folder:
        Path(folder, "link").symlink_to(temporary / "outside")
        try:
            os.chdir(folder)
            for _ in range(1200):
                os.mkdir("deep")
                os.chdir("deep")
                Path("file").touch()
        finally:
            os.chdir(here)
        os.chmod(Path(folder, "deep"), 0)
    assert os.listdir(temporary) == ["outside"] and (temporary / "outside/file").exists()
