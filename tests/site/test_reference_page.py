"""Tests for the reference: every name that a notebook may import, once."""

import re

import pytest

import course_utils
from course_utils.site.reference_page import reference_text


def test_every_name_is_described_once():
    names = re.findall(r"\.\. auto\w+:: course_utils\.(\w+)", reference_text())
    assert sorted(names) == sorted(course_utils.__all__)
    assert ".. autoclass:: course_utils.LiveTraining\n   :members:" in reference_text()


def test_a_name_without_a_group_is_an_error(monkeypatch):
    monkeypatch.setattr(course_utils, "__all__", [*course_utils.__all__, "zebra"])
    with pytest.raises(KeyError, match="zebra"):
        reference_text()
