"""What an honest case changes: code put somewhere, or the notebook as a whole."""

from collections.abc import Iterator

from benchmarks.honest_cases.case import HonestCase, cells_of, text_of
from benchmarks.red_team_cases.case import place_of_check

# Places: each takes code and returns a change.


def top(code):
    return lambda cells: cells.__setitem__(slice(0, 0), cells_of(code))


def above_imports(code):
    def change(cells):
        imports = next(cell for cell in cells if cell["cell_type"] == "code")
        imports["source"] = f"{code}\n{text_of(imports)}"

    return change


def above_answer(code):
    """In the cell of the answer to question 1.2: what it raises costs 3 marks."""

    def change(cells):
        answer = cells[place_of_check(cells, "1.2") - 1]
        answer["source"] = f"{code}\n{text_of(answer)}"

    return change


def _at(question, first, end):
    """In place of the cells from `first` to `end`, counted from a question's check."""

    def place(code):
        def change(cells):
            check = place_of_check(cells, question)
            cells[check + first : check + end] = cells_of(code) if code else []

        return change

    return place


def answer_of(question):
    return _at(question, -1, 0)


def check_of(question):
    return _at(question, 0, 1)


def below_check_of(question):
    return _at(question, 1, 1)


def cases(place, text) -> Iterator[HonestCase]:
    for part in text.split("\n### ")[1:]:
        name, _, code = part.partition("\n")
        yield HonestCase(name, place(code.strip("\n")))


# Changes of the whole notebook.


def all_of(*changes):
    return lambda cells: [change(cells) for change in changes]


def replaced(old, new):
    def change(cells):
        assert any(old in text_of(cell) for cell in cells), old
        for cell in cells:
            cell["source"] = text_of(cell).replace(old, new)

    return change


def each_cell(edit):
    return lambda cells: [edit(cell, text_of(cell)) for cell in cells]


def answer_below(question):
    """The answer in a new cell below its check, as after "Insert Cell Below"."""

    def change(cells):
        place = place_of_check(cells, question)
        answer = text_of(cells[place - 1])
        cells[place - 1]["source"] = answer.split("=")[0] + "= ...  # your answer"
        cells[place + 1 : place + 1] = cells_of(answer)

    return change


def checks_at(place):
    def change(cells):
        checks = [cell for cell in cells if text_of(cell).startswith("check(")]
        for cell in checks:
            cells.remove(cell)
        cells[place:place] = checks

    return change


def question_first(question):
    def change(cells):
        heads = [n for n, cell in enumerate(cells) if text_of(cell).startswith("## Question")]
        start = next(n for n in heads if text_of(cells[n]).startswith(f"## Question {question}"))
        part = cells[start:]
        del cells[start:]
        cells[heads[0] : heads[0]] = part

    return change


def only_code(cells):
    cells[:] = [cell for cell in cells if cell["cell_type"] == "code"]


def one_cell(cells):
    only_code(cells)
    cells[:] = cells_of("\n\n".join(map(text_of, cells)))
