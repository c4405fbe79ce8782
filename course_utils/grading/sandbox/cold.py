"""A child without a warm process: `python -m course_utils.grading.sandbox.cold FD REQUEST`."""

import contextlib
import json
import socket
import sys

from course_utils.errors import SetupError
from course_utils.grading.sandbox.child import live
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.sandbox.seal.syscalls import die_with_parent
from course_utils.warm.preload import preload


def main(descriptor, request):
    """Import what there is to import while files can be read, then be a child."""
    # Elsewhere than on Linux there is no seal, and nothing to import before it.
    with contextlib.suppress(SetupError):
        if sys.platform == "linux":
            die_with_parent()
        preload(prove=False)
    request = json.loads(request)
    limits = Limits(**request["limits"])
    live(socket.socket(fileno=descriptor), request["folder"], request["explorers"], limits)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
