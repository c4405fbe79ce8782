"""Importing the data package is cheap: nothing heavy comes with it."""

import subprocess
import sys


def test_nothing_heavy_is_imported():
    program = (
        "import sys; import course_utils.data; "
        "heavy = {'pooch', 'requests', 'sklearn', 'tensorflow', 'keras', 'matplotlib'}; "
        "print(sorted(heavy & set(sys.modules)), 'pandas' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.stdout == "[] True\n", result.stderr
