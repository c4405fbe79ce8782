"""Grades all notebooks of a folder as otter-grader does without a container.

Run by `benchmarks.grading` with the Python of otter's own environment, one process for all.
"""

import json
import sys
from pathlib import Path

from otter.api import grade_submission


def main(folder):
    """Print one JSON object behind all that otter prints: the marks of each, by file."""
    folder = Path(folder)
    marks = {}
    for path in sorted(folder.glob("*.ipynb")):
        graded = grade_submission(str(path), str(folder / "autograder.zip"), quiet=True)
        (folder / f"{path.stem}.txt").write_text(graded.summary(), encoding="utf-8")
        marks[path.stem] = {name: test.score for name, test in graded.results.items()}
    print(f"\n{json.dumps(marks)}")


if __name__ == "__main__":
    main(sys.argv[1])
