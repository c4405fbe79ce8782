"""A large class of short notebooks that train nothing, and the marks that each should get."""

from random import Random

from course_utils.exercises.questions import find_question
from course_utils.grading.sample_class.answers import mistakes, right_answers
from course_utils.grading.sample_class.notebooks import blank_notebook, to_bytes, write_answers

STEM = "01_single_neuron"
_QUESTIONS = ("1.1", "1.2", "1.3", "1.4")


def make_class(folder, number, seed):
    """Write the notebooks of a class: exercise 1, cut behind question 1.4.

    Parameters
    ----------
    folder : Path
        It is made, and gets one notebook a student.
    number : int
    seed : int

    Returns
    -------
    dict of str to float
        The marks that each student should get.
    """
    folder.mkdir(parents=True)
    random, marks = Random(seed), {}
    for place in range(number):
        student, answers = f"student{place:03}", _answers(random)
        (folder / f"{student}.ipynb").write_bytes(_notebook(answers))
        credits = {question: answer.credit for question, answer in answers.items()}
        marks[student] = sum(find_question(q).points * credit for q, credit in credits.items())
    return marks


def _answers(random):
    """Half are right, a third are known mistakes, and the rest stay blank."""
    answers = {}
    for question in _QUESTIONS:
        draw = random.random()
        if draw < 5 / 6:
            choices = right_answers(question) if draw < 1 / 2 else mistakes(question)
            answers[question] = random.choice(choices)
    if "1.2" not in answers:  # without a model there are no weights to take out
        answers.pop("1.3", None)
    return answers


def _notebook(answers):
    notebook = blank_notebook(STEM)
    write_answers(notebook, {question: answer.code for question, answer in answers.items()})
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    last = next(n for n, text in enumerate(sources) if text.startswith('check("1.4"'))
    del notebook["cells"][last + 1 :]
    return to_bytes(notebook)
