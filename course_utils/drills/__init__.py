"""Small questions with fresh numbers: a family draws one, `judged` says why an answer is right.

Each module of `families/` has the families of one lesson. A family is a pure function from a random
generator to a `Drill` (`drill.py`); its id is the lesson and its name, such as ``"3.iterations"``.
"""

from course_utils.drills.drill import Drill, DrillAnswer, DrillCurves
from course_utils.drills.judging import Judgement, judged
from course_utils.drills.registry import DrillFamily, draw_drill, drill_families

__all__ = [
    "Drill",
    "DrillAnswer",
    "DrillCurves",
    "DrillFamily",
    "Judgement",
    "draw_drill",
    "drill_families",
    "judged",
]
