"""What student and instructor read after grading: pages that need nothing but a browser.

In the order of the work: `feedback` gathers what is said to one student, in `excerpts` where a text
is long; `statistics` and `misconceptions` count over the class. `student` and `classroom` put this
into `words` and into the `templates`, by `templating`, which escapes all of it. `writing` writes
the files.
"""

from course_utils.grading.pages.classroom import Notice, class_page
from course_utils.grading.pages.student import student_page, student_text
from course_utils.grading.pages.writing import write_pages

__all__ = ["Notice", "class_page", "student_page", "student_text", "write_pages"]
