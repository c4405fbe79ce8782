"""An invented class, for a first look at grading and for its tests.

`students` says who is in it, `answers` what they answer, `notebooks` writes that into the course's
own notebooks as students do, and `making` writes the class and the marks that it should get.
"""

from course_utils.grading.sample_class.making import ExpectedMark, SampleClass, make_sample_class

__all__ = ["ExpectedMark", "SampleClass", "make_sample_class"]
