import stat

import pytest

from course_utils.errors import SetupError
from course_utils.warm.rendezvous import connect, listen, runtime_folder


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    return tmp_path / "runtime" / "course-warm"


def test_the_folder_is_private(folder):
    assert runtime_folder() == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_others_may_enter_is_refused(folder):
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    with pytest.raises(SetupError, match="a folder of yours alone, found drwxr-xr-x"):
        runtime_folder()


def test_a_link_is_refused(folder, tmp_path):
    folder.parent.mkdir()
    (tmp_path / "other").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "other")
    with pytest.raises(SetupError, match="found lrwxrwxrwx"):
        runtime_folder()


def test_a_file_in_its_place_is_a_sentence(folder):
    folder.parent.write_text("")
    with pytest.raises(SetupError, match="Set JUPYTER_RUNTIME_DIR to a folder you may write to"):
        runtime_folder()


def test_a_long_path_is_no_obstacle(tmp_path):
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    with listen(deep / "a.sock"), connect(deep / "a.sock") as connection:
        assert connection is not None


def test_nobody_listens_at_a_socket_left_behind(tmp_path):
    listen(tmp_path / "a.sock").close()
    assert (tmp_path / "a.sock").exists()
    assert connect(tmp_path / "a.sock") is None
    assert connect(tmp_path / "none.sock") is None
    with listen(tmp_path / "a.sock"), connect(tmp_path / "a.sock") as connection:
        assert connection is not None
