#!/usr/bin/env bash
# Runs once, as root, when Gradescope builds the image: an environment for the course.
set -euo pipefail

autograder="${AUTOGRADER_FOLDER:-/autograder}"
source="${AUTOGRADER_SOURCE:-$autograder/source}"

can_make_environments() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in "${AUTOGRADER_PYTHON:-python3}" python3.13 python3.12 python3.11; do
        if can_make_environments "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

if ! python="$(find_python)"; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get install -y python3 python3-venv
    can_make_environments python3 || apt-get install -y python3.11 python3.11-venv
    python="$(find_python)"
fi

"$python" -m venv "$autograder/environment"
"$autograder/environment/bin/python" -m pip install -r "$source/requirements.txt"
