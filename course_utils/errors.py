"""The errors this course raises, each a sentence that says what to do next."""


class CourseError(Exception):
    """Anything the course itself found wrong: catch this to catch them all."""


class DatasetError(CourseError):
    """A data set is unknown, damaged, or cannot be downloaded."""


class SealError(CourseError):
    """Rows that are kept for one look cannot be sealed, or are asked for a second one."""


class AuthoringError(CourseError):
    """A notebook's source breaks a rule of the course."""


class QuestionError(CourseError):
    """A question is not known, or its answer is not correct in strict mode."""


class SetupError(CourseError):
    """The machine cannot run the course as it is."""


class GradingError(CourseError):
    """Submissions cannot be graded, or what belongs to them cannot be read or written."""
