"""Where things are kept: a learner's folders, results found again by their content, whole files."""

from course_utils.storage.atomic import write_whole
from course_utils.storage.cache import cached_arrays, content_key
from course_utils.storage.folders import cache_folder, data_folder

__all__ = ["cache_folder", "cached_arrays", "content_key", "data_folder", "write_whole"]
