"""An invented class, for a first look at grading and for its tests."""

from course_utils.grading.sample_class.making import Expected, SampleClass, make_sample_class

__all__ = ["Expected", "SampleClass", "make_sample_class"]
