"""What a person is told where pip fails."""

import pytest

from course_utils.distribution.pip_runs import run_pip
from course_utils.errors import SetupError


def test_what_it_prints_is_returned():
    assert run_pip("--version").startswith("pip ")


def test_no_network_is_a_sentence(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # nobody listens there
    monkeypatch.setenv("PIP_RETRIES", "1")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.setenv(name, "")
    with pytest.raises(SetupError, match="is this machine online") as caught:
        run_pip("download", "--no-deps", "no-such-package-of-the-course", "-d", ".")
    assert "pip's last lines:" in str(caught.value)
