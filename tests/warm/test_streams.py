import io
import logging
import sys

from course_utils.warm.streams import LateStream


def test_a_logger_made_early_writes_to_the_stream_of_the_day(monkeypatch):
    monkeypatch.setattr(sys, "stderr", LateStream("stderr"))
    handler = logging.StreamHandler()
    notebook = io.StringIO()
    monkeypatch.setattr(sys, "stderr", notebook)
    handler.emit(logging.makeLogRecord({"msg": "retracing"}))
    assert notebook.getvalue() == "retracing\n"


def test_until_then_it_is_the_process_own(monkeypatch):
    own = io.StringIO()
    monkeypatch.setattr(sys, "__stdout__", own)
    monkeypatch.setattr(sys, "stdout", LateStream("stdout"))
    print("hello", flush=True)
    assert own.getvalue() == "hello\n"
    assert sys.stdout.isatty() is False
    monkeypatch.setattr(sys, "__stdout__", sys.__stderr__)
    assert sys.stdout.fileno() == sys.__stderr__.fileno()
