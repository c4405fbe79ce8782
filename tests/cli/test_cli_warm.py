"""`course warm` trains what is not trained yet, and says where; all of it is in Binder's test."""

from typer.testing import CliRunner

import course_utils
from course_utils.cli import app


def test_the_explorers_are_trained_into_the_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    monkeypatch.setattr(course_utils, "__all__", ["check", "explore_losses", "explore_neuron"])
    done = CliRunner().invoke(app, ["warm"])
    assert done.exit_code == 0
    *names, end = done.stdout.replace("\n", " ").split(maxsplit=2)
    assert names == ["explore_losses", "explore_neuron"]
    assert end.split() == ["2", "explorers", "are", "ready:", str(tmp_path / "cache")]
    (trained,) = (tmp_path / "cache" / "training").iterdir()
    before = trained.stat().st_ino
    quiet = CliRunner().invoke(app, ["warm", "--quiet"])
    assert quiet.stdout.startswith("2 explorers") and trained.stat().st_ino == before
