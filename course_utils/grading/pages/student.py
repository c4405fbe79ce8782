"""The feedback to one student, as a page and as text."""

from course_utils.exercises import rendering
from course_utils.grading.pages.feedback import feedback
from course_utils.grading.pages.templating import fill_template
from course_utils.grading.result import Result


def student_page(result: Result, *, mark: float | None = None, comment: str = "") -> str:
    """Lay out the feedback to one student as one HTML file.

    It runs no script and loads nothing. Whatever a student wrote is shown, never obeyed.

    Parameters
    ----------
    mark : float, optional
        The mark that counts after the late policy and overrides; that of the checks if left out.
    comment : str
        The instructor's.

    Returns
    -------
    str
        It can be encoded as UTF-8, whatever is in the result.
    """
    return fill_template("student.html", feedback=feedback(result, mark, comment))


def student_text(result: Result, *, mark: float | None = None, comment: str = "") -> str:
    """Lay out the same for a terminal or an e-mail.

    No character in it moves a cursor, changes a colour or turns the direction of writing
    round. Code and output have a bar in front, so that they cannot pass for anything else.
    Mark and comment are as in `student_page`; the text ends in a newline.
    """
    said = feedback(result, mark, comment)
    parts = [_head(said)]
    if said.comment:
        parts.append(["From your instructor", *_barred(said.comment)])
    if said.questions:
        parts.append(["Questions", *map(_line, said.questions)])
    parts += map(_question, said.questions)
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head(said):
    lines = [said.title, "=" * len(said.title), f"Student: {said.student}", f"Mark: {said.mark}"]
    lines += [said.why] if said.why else []
    lines += [said.ended, *([said.note] if said.note else [])]
    return lines + [f"{label}: {text}" for label, text in said.facts]


def _line(question):
    sign, words = question.look
    return f"  {sign} {question.verdict.question} {question.title}: {words}, {question.marks}"


def _question(question):
    heading, *lines = rendering.to_text(question.verdict).split("\n")
    lines = [heading, f"  {question.title}", *lines]
    for label, part in (("Your code", question.code), ("Its output", question.output)):
        if part:
            lines += ["", f"  {label}", *_barred(part)]
    return lines


def _barred(part):
    lines = [f"  | {line}".rstrip() for line in part.text.split("\n")]
    return [*lines, f"  {part.cut}"] if part.cut else lines
