"""Files that are broken, or that are no longer the course's exercise."""

import copy
import json

from benchmarks.red_team_cases.case import (
    FULL,
    RIGHT,
    UNREADABLE,
    Case,
    exercise,
    place_of_check,
)

_SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def _changed(change):
    """A notebook with all right answers, changed by a function of its cells and itself."""

    def data():
        notebook = exercise(RIGHT)
        change(notebook["cells"], notebook)
        return json.dumps(notebook).encode()

    return data


def _right(name, tries, change, mark=FULL, why="all is answered rightly"):
    return Case(name, tries, mark=mark, why=why, data=_changed(change))


def _unreadable(name, tries, data):
    return Case(name, tries, mark=UNREADABLE, why="no notebook can be read", data=data)


def _delete_checks(cells, notebook):
    cells[:] = [cell for cell in cells if not "".join(cell["source"]).startswith("check(")]


def _double_checks(cells, notebook):
    at = place_of_check(cells, "1.1")
    cells[:] = [*cells, *[copy.deepcopy(cells[at]) for _ in range(200)]]


def _edit_checks(cells, notebook):
    for question in ("1.1", "1.2", "1.4"):
        cells[place_of_check(cells, question)]["source"] = f'check("{question}", "yes")'


def _check_something_else(cells, notebook):
    cells[place_of_check(cells, "1.1")]["source"] = 'check("1.1", (6,))'
    cells[place_of_check(cells, "1.1") - 1]["source"] = "input_shape = (7,)"


def _same_ids(cells, notebook):
    for cell in cells:
        cell["id"] = "same"


def _no_ids(cells, notebook):
    for cell in cells:
        cell.pop("id", None)


def _odd_ids(cells, notebook):
    for number, cell in enumerate(cells):
        cell["id"] = [None, 7, {"a": 1}, "x" * 10_000, "../../etc"][number % 5]


def _other_kernel(cells, notebook):
    notebook["metadata"]["kernelspec"] = {"name": "../../ir", "language": "R"}


def _fat(cells, notebook):
    fat = {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
    cells[-1]["outputs"] = [fat]


def _script(cells, notebook):
    shown = {"text/html": _SCRIPT, "application/javascript": "alert(3)"}
    place = place_of_check(cells, "1.1") - 1
    cells[place]["source"] += f"\nfrom IPython.display import HTML\nprint({_SCRIPT!r})\nHTML('x')"
    cells[place]["outputs"] = [{"output_type": "display_data", "data": shown, "metadata": {}}]
    cells[0]["source"] = _SCRIPT


def _raw(cells, notebook):
    for cell in cells:
        cell["cell_type"] = "raw"


def _old(notebook):
    return {"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": notebook["cells"]}]}


def _syntax(cells, notebook):
    cells[place_of_check(cells, "1.2") - 1]["source"] = "model = (\0 \ud800"


def _many(cells, notebook):
    cells += [{"cell_type": "markdown", "source": "x", "metadata": {}} for _ in range(20_000)]


def _wide_heading(cells, notebook):
    cells.insert(0, {"cell_type": "markdown", "source": f"#{150_000 * ' '}x", "metadata": {}})


def _fat_code(cells, notebook):
    cells.append({"cell_type": "code", "source": f"x = [{2_500_000 * '1, '}]", "metadata": {}})


def _minus_signs(cells, notebook):
    cells[place_of_check(cells, "1.1")]["source"] = f'check("1.1", {600 * "-"}input_shape)'


def _loud(cells, notebook):
    cell = {"cell_type": "code", "source": "print('x' * 1_000_000)", "metadata": {}}
    cells += [cell] * 300


def _deep_code(cells, notebook):
    cells[place_of_check(cells, "1.2") - 1]["source"] = "(" * 100_000


def _named(name, student):
    tries = "a path, a formula or a script in place of a name"
    why = "all is answered rightly"
    return Case(name, tries, mark=FULL, why=why, data=_changed(_other_kernel), student=student)


CASES = (
    _unreadable("empty file", "nothing", lambda: b""),
    _unreadable("truncated", "half a file", lambda: json.dumps(exercise(RIGHT)).encode()[:3000]),
    _unreadable("no text", "bytes that are no Unicode", lambda: b"\xff\xfe\x00" * 1000),
    _unreadable("deep JSON", "lists inside one another", lambda: b"[" * 1_000_000),
    _unreadable("cells of numbers", "no cells", lambda: b'{"cells": [1, null, {"a": 2}]}'),
    _unreadable(
        "format 3", "the format of 2013", lambda: json.dumps(_old(exercise(RIGHT))).encode()
    ),
    _right("raw cells", "no code at all", _raw, 0.0, "raw cells are not run"),
    _right("checks deleted", "no question is asked", _delete_checks),
    _right("checks doubled", "a question asked 200 times", _double_checks),
    _right("checks edited", "ask for something else", _edit_checks),
    _right(
        "answer in the check",
        "check a right answer, give a wrong one",
        _check_something_else,
        why="what the notebook's own check called right counts",
    ),
    _right("one id for all", "the same id for every cell", _same_ids),
    _right("no ids", "no ids at all", _no_ids),
    _right("odd ids", "ids of other types", _odd_ids),
    _right("other kernel", "a kernel that is a path", _other_kernel),
    _right("50 MB", "a notebook with 50 MB of output", _fat),
    _right("20,000 cells", "a notebook without end", _many),
    _right("script", "a script in outputs, prints and headings", _script),
    _right(
        "half a character", "code that is no Unicode", _syntax, 3.0, "1.2 and 1.3 are not right"
    ),
    _right("deep code", "100,000 parentheses", _deep_code, 3.0, "1.2 and 1.3 are not right"),
    _right("wide heading", "a heading with 150,000 spaces", _wide_heading),
    _right("7.5 MB of code", "a cell that takes a parser's memory", _fat_code),
    _right("600 minus signs", "a check that cannot be written down", _minus_signs),
    _right("300 loud cells", "cells that print a million letters each", _loud),
    _named("path for a name", "../../../../tmp/mallory\0"),
    _named("script for a name", _SCRIPT),
    _named("formula for a name", '=HYPERLINK("http://192.0.2.1","x")'),
)
