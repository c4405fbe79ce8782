"""One case through `diagnose` and its rivals; what was done already is read again."""

import hashlib
import json
import time
import warnings
import zlib
from pathlib import Path

import numpy as np

from benchmarks.diagnosis.cases import run_of
from benchmarks.diagnosis.processes import quick_pool
from benchmarks.diagnosis.rivals import rival_findings
from course_utils.source.course_map import root
from course_utils.storage.folders import cache_folder

_ONLY_COUNTING = ("command", "draws", "scores")


def judge(cases, seconds, experiments, processes, show):
    """Return a row for each case; those of an earlier run with the same code are not run again.

    Parameters
    ----------
    cases : sequence of Case
    seconds : float
        For one diagnosis.
    experiments : bool
    processes : int
    show : callable
        (row, done, total), as each comes in.
    """
    place = _place(seconds, experiments)
    rows = {name: row for name, row in _read(place).items() if name in {c.name for c in cases}}
    left = [(case, seconds, experiments) for case in cases if case.name not in rows]
    left.sort(key=lambda task: zlib.crc32(task[0].name.encode()))  # some of all kinds, early
    if left:
        place.parent.mkdir(parents=True, exist_ok=True)
        with quick_pool(processes) as pool, place.open("a") as file:
            for row in pool.imap_unordered(_judge_one, left):
                rows[row["case"]] = row
                file.write(json.dumps(row) + "\n")
                file.flush()
                show(row, len(rows), len(cases))
    return [rows[case.name] for case in cases]


def _place(seconds, experiments):
    """Where rows are kept, by all the code that they depend on: not that which only counts."""
    digest = hashlib.sha256(f"{seconds} {experiments}".encode())
    folders = root() / "course_utils", Path(__file__).parent
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        if path.stem not in _ONLY_COUNTING:
            digest.update(path.read_bytes())
    return cache_folder() / "diagnosis_benchmark" / f"{digest.hexdigest()[:16]}.jsonl"


def _read(place):
    if not place.exists():
        return {}
    rows = {}
    for line in place.read_text().splitlines():
        try:
            row = json.loads(line)
        except ValueError:  # the last line of a run that was broken off
            continue
        rows[row["case"]] = row
    return rows


def _judge_one(task):
    case, seconds, experiments = task
    warnings.simplefilter("ignore")
    found, causes = run_of(case)
    said, taken, raised, changed = _diagnose(found, seconds, experiments)
    return {
        "case": case.name,
        "kind": case.kind,
        "cause": case.cause,
        "causes": causes,
        "said": said,
        "seconds": round(taken, 2),
        "raised": raised,
        "changed": changed,
        "rivals": rival_findings(found),
    }


def _diagnose(found, seconds, experiments):
    """What is said, after how long, what was raised, and whether the model was changed."""
    from course_utils.diagnosis import diagnose

    before = _state(found.model)
    start, said, raised = time.perf_counter(), [], ""
    try:
        report = diagnose(
            found.model,
            history=found.history,
            X=found.X,
            y=found.y,
            validation_data=found.validation_data,
            experiments=experiments,
            seconds=seconds,
        )
        said = [str(finding.cause) for finding in report.findings]
    except Exception as error:
        raised = f"{type(error).__name__}: {error}"[:300]
    taken = time.perf_counter() - start
    after = _state(found.model)
    same = len(before) == len(after) and all(
        np.array_equal(one, other, equal_nan=True) for one, other in zip(before, after, strict=True)
    )
    return said, taken, raised, not same


def _state(model):
    variables = [*model.variables, *model.optimizer.variables]
    return [np.array(variable) for variable in variables if "seed" not in variable.path]
