"""The map of misconceptions: which mistake, in which question, and how many made it.

Nothing here knows of pages: results go in, counts come out.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from course_utils.exercises.verdicts import Finding
from course_utils.grading.result import Result, question_sort_key


@dataclass(frozen=True)
class Misconception:
    """One mistake in one question.

    Attributes
    ----------
    question, title : str
        The question's id and heading.
    mistake : str
        Its short name, such as "bias-forgotten"; empty where the check has none for it.
    students : tuple of str
        Who made it, each once, in the order of the results.
    example : Finding
        As most of them were told it.
    example_of : str
        The first student who was told exactly this.
    """

    question: str
    title: str
    mistake: str
    students: tuple[str, ...]
    example: Finding
    example_of: str

    @property
    def count(self) -> int:
        """How many students made it."""
        return len(self.students)


def misconceptions(results: Iterable[Result]) -> list[Misconception]:
    """Count the mistakes that have a name.

    Returns
    -------
    list of Misconception
        One for each question and mistake; those of most students first. A student who made
        a mistake in several places of a question counts once.
    """
    return _grouped(results, lambda finding: finding.mistake)


def unnamed_findings(results: Iterable[Result]) -> list[Misconception]:
    """Count what went wrong without a name, by question and by where it was found.

    Returns
    -------
    list of Misconception
        With an empty `mistake`, sorted as in `misconceptions`.
    """
    return _grouped(results, lambda finding: "" if finding.mistake else finding.where)


def _grouped(results, name):
    """Gather failed findings by question and name; those with an empty name are left out."""
    groups, titles = {}, {}
    for result in results:
        for question in result.questions:
            titles.setdefault(question.verdict.question, question.title)
            for finding in question.verdict.failed:
                if called := name(finding):
                    group = groups.setdefault((question.verdict.question, called), [])
                    group.append((result.student, finding))
    counted = [_misconception(key[0], titles[key[0]], group) for key, group in groups.items()]
    return sorted(counted, key=_most_first)


def _misconception(question, title, group):
    told = Counter((finding.expected, finding.found) for _, finding in group)
    usual = max(told, key=told.get)
    student, example = next(
        (student, finding)
        for student, finding in group
        if (finding.expected, finding.found) == usual
    )
    students = tuple(dict.fromkeys(student for student, _ in group))
    return Misconception(question, title, example.mistake, students, example, student)


def _most_first(item):
    return -item.count, question_sort_key(item.question), item.mistake, item.example.where
