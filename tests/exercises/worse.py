"""Worse versions of an answer, made mechanically from the kind of its record."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from course_utils.exercises.questions import Question
from course_utils.exercises.records import (
    ArrayRecord,
    CallResult,
    ExplorerRecord,
    FunctionRecord,
    HistoryRecord,
    ModelRecord,
    NamedRecord,
    NoneRecord,
    NumberRecord,
    Record,
    SequenceRecord,
    TextRecord,
)


def worsened(
    question: Question, records: Sequence[Record], malformed: Sequence[Record] = ()
) -> Iterator[tuple[str, list[Record]]]:
    """Yield an answer again and again, each time with one part of it made worse.

    Parameters
    ----------
    records
        One for each name that the question asks for.
    malformed
        Records that are put in the place of each of them as well.

    Yields
    ------
    tuple of str and list of Record
        What was done, and the answer.
    """
    for index, name in enumerate(question.answers):
        for part in [*worse(records[index]), *malformed]:
            said = f"{name} is {part.describe()} in place of {records[index].describe()}"
            yield said, [*records[:index], part, *records[index + 1 :]]


def worse(record: Record) -> Iterator[Record]:
    """Yield what is left of a record when something of it is lost."""
    match record:
        case ArrayRecord(values) if values.ndim:
            yield replace(record, values=values[:0])
            yield replace(record, values=values[: len(values) // 2])
        case SequenceRecord(items):
            yield replace(record, items=())
            yield replace(record, items=items[:-1])
        case HistoryRecord():
            yield HistoryRecord({})
            yield replace(
                record, metrics={name: curve[:0] for name, curve in record.metrics.items()}
            )
        case ModelRecord():
            yield ModelRecord((), (), built=False)
            yield _unbuilt(record)
        case NumberRecord():
            yield NumberRecord(float("nan"))
        case TextRecord():
            yield TextRecord("")
        case NamedRecord():
            yield NamedRecord(record.role, "another")
            yield replace(record, settings={})
        case ExplorerRecord():
            yield replace(record, name="another")
        case FunctionRecord(name, parameters):
            yield FunctionRecord(name, parameters, lambda *_, **__: CallResult(error="ValueError"))
            yield FunctionRecord(name, parameters, lambda *_, **__: CallResult(NoneRecord()))


def _unbuilt(model):
    """The same layers before their first input: without weights and shapes."""
    steps = tuple(replace(step, weights={}, output_shape=None) for step in model.operations)
    return ModelRecord(steps, model.outputs, built=False, compiled=model.compiled)
