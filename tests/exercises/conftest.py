"""Hands the tests of `Proofs` their cases, one test for each question and case."""

import pytest

from course_utils.exercises.questions import find_question, question_ids
from course_utils.progress import database


def pytest_collection_modifyitems(items):
    """Keep the proofs of a lesson on one worker: its setup trains networks, once is enough."""
    for item in items:
        if hasattr(getattr(item, "cls", None), "lesson"):
            item.add_marker(pytest.mark.xdist_group(item.cls.__name__))


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A progress record of its own: the learner's data folder, not made yet."""
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    database._unsaved.clear()
    return tmp_path / "home"


def pytest_generate_tests(metafunc):
    cls = metafunc.cls
    if cls is None or not hasattr(cls, "lesson"):
        return
    names = [name for name in metafunc.fixturenames if name in _ARGUMENTS]
    if not names:
        return
    cases = list(_CASES.get(metafunc.function.__name__, _each_question)(cls))
    metafunc.parametrize(names, [pytest.param(*case[1:], id=case[0]) for case in cases])


_ARGUMENTS = ("question", "name", "code", "fragment")


def _each_question(cls):
    return [(id, id) for id in question_ids(cls.lesson)]


def _right(cls):
    for id, codes in cls.right.items():
        for number, code in enumerate(codes, start=1):
            yield f"{id} spelling {number}", id, code


def _wrong(cls):
    for id, cases in cls.wrong.items():
        for number, (code, fragment) in enumerate(cases, start=1):
            yield f"{id} mistake {number}", id, code, fragment


def _malformed(cls):
    for id in question_ids(cls.lesson):
        for name in find_question(id).answers:
            yield f"{id} {name}", id, name


_CASES = {
    "test_right_in_another_spelling": _right,
    "test_known_mistake": _wrong,
    "test_malformed": _malformed,
}
