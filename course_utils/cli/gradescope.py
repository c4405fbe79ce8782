"""`course gradescope` and `course gradescope-results`: the course as Gradescope's autograder."""

from pathlib import Path
from typing import Annotated

import typer


def gradescope(
    to: Annotated[Path, typer.Argument(help="The zip to write.")] = Path("autograder.zip"),
) -> None:
    """Make the zip to upload as a Gradescope autograder. It has no solutions in it.

    For example:

      course gradescope autograder.zip
    """
    from course_utils.grading.exports.autograder import make_autograder_zip

    typer.echo(f"Wrote {make_autograder_zip(to)}. Upload it under Configure Autograder.")


def gradescope_results(
    submission: Annotated[Path, typer.Argument(help="Folder with the student's notebook.")],
    to: Annotated[Path, typer.Argument(help="results.json")],
) -> None:
    """Grade one submission and write what Gradescope reads; its autograder calls this.

    For example:

      course gradescope-results /autograder/submission /autograder/results/results.json
    """
    from course_utils.grading.exports.gradescope import write_results
    from course_utils.grading.intake import read_submissions
    from course_utils.grading.sandbox.seal import Limits
    from course_utils.grading.submission import Submission
    from course_utils.grading.work import work

    submissions = read_submissions([submission])
    if len(submissions) != 1:
        problem = f"Expected one notebook, the exercise's own, found {len(submissions)}."
        submissions = [Submission("", str(submission), problem=problem)]
    # For one submission a warm process would not pay.
    write_results(work(submissions[0], Limits(), cold=True), to)
