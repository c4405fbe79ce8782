"""A child without a warm process: `python -m course_utils.grading.sandbox.cold FD REQUEST`."""

import contextlib
import json
import socket
import sys

from course_utils.errors import SetupError
from course_utils.grading.sandbox.child import live
from course_utils.grading.sandbox.preload import preload
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.sandbox.seal.syscalls import die_with_parent


def main(descriptor: int, request: str) -> None:
    """Import what there is to import while files can be read, then be a child."""
    # Elsewhere than on Linux there is no seal, and nothing to import before it.
    with contextlib.suppress(SetupError):
        if sys.platform == "linux":
            die_with_parent()
        preload(prove=False)
    asked = json.loads(request)
    limits = Limits(**asked["limits"])
    live(socket.socket(fileno=descriptor), asked["folder"], asked["explorers"], limits)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
