"""The course map with the learner's progress, for a notebook and for a terminal."""

from dataclasses import dataclass
from html import escape
from typing import Any

from course_utils.errors import CourseError
from course_utils.progress.database import is_recording, kept_aside, last_problem
from course_utils.progress.deck import Deck, read_deck
from course_utils.progress.quiz_answers import read_quiz_answers
from course_utils.progress.record import read_progress
from course_utils.source.course_map import Lesson, lessons, notebook_path
from course_utils.source.questions import QuestionTitle

_ROW = """<tr>
<th scope="row" style="text-align: left">{number}. <a href="{link}">{title}</a></th>
<td style="text-align: left">{minutes} minutes</td>
<td style="text-align: left">{exercise}</td>
<td style="text-align: left">{bar} {state}</td>
</tr>"""
_BAR = """<progress value="{done}" max="{all}" aria-label="Lesson {number}: questions done"
 style="accent-color: var(--jp-brand-color1, #1976d2)"></progress>"""
_PAGE = """<div class="course-progress">
{notes}
<table style="margin-left: 0">
<caption style="text-align: left">{total}</caption>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>"""


@dataclass(frozen=True)
class LessonProgress:
    """A lesson of the map, with the learner's questions in it.

    Attributes
    ----------
    lesson
        As on the course map.
    done, retry, open
        Answered correctly; tried without success so far; everything not done, retries included.
    """

    lesson: Lesson
    done: tuple[QuestionTitle, ...]
    retry: tuple[QuestionTitle, ...]
    open: tuple[QuestionTitle, ...]

    @property
    def state(self) -> str:
        """In words: ``"2 of 4 done, 1.3 to try again"``."""
        if not self.lesson.questions:
            return "no questions yet"
        again = ", ".join(question.id for question in self.retry)
        words = f"{len(self.done)} of {len(self.lesson.questions)} done"
        return f"{words}, {again} to try again" if again else words


@dataclass(frozen=True, repr=False)
class CourseProgress:
    """The course map with progress; shows itself as HTML in a notebook, else as text.

    Attributes
    ----------
    lessons
        In the order of the course.
    problem
        Why the record is missing or incomplete; usually empty.
    guesses
        Whether each guess was right, the first one that was made for it.
    deck
        What may be practised now.
    """

    lessons: tuple[LessonProgress, ...]
    problem: str = ""
    guesses: tuple[bool, ...] = ()
    deck: Deck = Deck()

    @property
    def total(self) -> str:
        """In words: ``"The course: 5 of 40 questions done"``."""
        done = sum(len(lesson.done) for lesson in self.lessons)
        asked = sum(len(lesson.lesson.questions) for lesson in self.lessons)
        return f"The course: {done} of {asked} questions done"

    @property
    def next_step(self) -> str:
        """What to do next, in a sentence: the first lesson that has an open question."""
        here = self._next()
        if not any(row.lesson.questions for row in self.lessons):
            return "No exercise is written yet."
        if here is None:
            return "You have answered every question of the course. Well done!"
        number, question = here.lesson.number, here.open[0]
        if not here.done and not here.retry:
            return (
                f"Next: read lesson {number}, {here.lesson.title} ({here.lesson.minutes} minutes), "
                f"then answer question {question.id}."
            )
        return f"Next: exercise {number}, question {question.id}: {question.title}."

    @property
    def foresight(self) -> str:
        """In words: how many of the first guesses were right; empty before there is one."""
        made, right = len(self.guesses), sum(self.guesses)
        return f"You foresaw {right} of the {made} answers you guessed." if made else ""

    @property
    def practice(self) -> str:
        """In words: how many questions are due for practice; empty where there is none."""
        due, new = len(self.deck.due), len(self.deck.new)
        counts = [f"{due} due"] * bool(due) + [f"{new} new"] * bool(new)
        return f"To practise: {' and '.join(counts)}. Run `practice()`." if counts else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the map as plain lists and dictionaries, ready for JSON."""
        rows = [
            {
                "lesson": row.lesson.number,
                "title": row.lesson.title,
                "minutes": row.lesson.minutes,
                "done": [question.id for question in row.done],
                "open": [question.id for question in row.open],
            }
            for row in self.lessons
        ]
        return {
            "next": self.next_step,
            "due": len(self.deck.due),
            "problem": self.problem,
            "lessons": rows,
        }

    def _next(self):
        return next((lesson for lesson in self.lessons if lesson.open), None)

    def __repr__(self):
        width = max([len(row.lesson.title) for row in self.lessons], default=0)
        lines = [
            f"{row.lesson.number:>3}. {row.lesson.title:<{width}}  "
            f"{row.lesson.minutes:>3} minutes  {row.state}"
            for row in self.lessons
        ]
        terminal = self.practice.replace("`practice()`", "`course practice`")
        notes = [note for note in (terminal, self.foresight, self.problem) if note]
        return "\n".join([self.total, *lines, self.next_step, *notes])

    def _repr_html_(self):
        notes = [f"<p><strong>{escape(self.next_step)}</strong></p>"]
        if self.practice:
            notes.append(
                f"<p>{self.practice.replace('`practice()`', '<code>practice()</code>')}</p>"
            )
        if self.foresight:
            notes.append(f"<p>{self.foresight}</p>")
        if self.problem:
            notes.append(f'<p role="status">{escape(self.problem)}</p>')
        heads = ("Lesson", "Time", "Exercise", "Questions")
        return _PAGE.format(
            notes="\n".join(notes),
            total=escape(self.total),
            heads="".join(
                f'<th scope="col" style="text-align: left">{head}</th>' for head in heads
            ),
            rows="\n".join(map(_row, self.lessons)),
        )


def show_progress() -> CourseProgress:
    """Show the map of the course, what is done, and what to do next.

    Returns
    -------
    CourseProgress
        A table in a notebook, lines of text elsewhere. Its links are those of the start page.
        Where the record cannot be read, the map comes without progress and says why; with
        ``COURSE_PROGRESS=off`` it says that recording is off.
    """
    guesses: tuple[bool, ...] = ()
    deck = Deck()
    record, problem = {}, "Recording is off (COURSE_PROGRESS=off)."
    if is_recording():
        try:
            record = read_progress()
            guesses = tuple(answers[0].right for answers in read_quiz_answers().values())
            deck = read_deck()
            problem = last_problem() or kept_aside()
        except CourseError as error:
            problem = str(error)
    rows = tuple(_lesson(lesson, record) for lesson in lessons())
    return CourseProgress(rows, problem, guesses, deck)


def _lesson(lesson, record):
    status = {
        question.id: record[question.id].status
        for question in lesson.questions
        if question.id in record
    }
    done = tuple(q for q in lesson.questions if status.get(q.id) == "correct")
    retry = tuple(q for q in lesson.questions if status.get(q.id) in ("incorrect", "cannot check"))
    return LessonProgress(lesson, done, retry, tuple(q for q in lesson.questions if q not in done))


def _row(row):
    """One lesson as a table row; the bar repeats what the words beside it say."""
    lesson = row.lesson
    bar = exercise = ""
    if lesson.questions:
        bar = _BAR.format(done=len(row.done), all=len(lesson.questions), number=lesson.number)
        link = notebook_path("exercise", lesson.stem)
        exercise = f'<a href="{link}">Exercise {lesson.number}</a>'
    return _ROW.format(
        number=lesson.number,
        link=notebook_path("lesson", lesson.stem),
        title=escape(lesson.title),
        minutes=lesson.minutes,
        exercise=exercise,
        bar=bar,
        state=escape(row.state),
    )
