"""What student and instructor read after grading: pages that need nothing but a browser."""

from course_utils.grading.pages.classroom import class_page
from course_utils.grading.pages.student import student_page, student_text
from course_utils.grading.pages.writing import write_pages

__all__ = ["class_page", "student_page", "student_text", "write_pages"]
