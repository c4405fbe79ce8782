"""What a warm process is good for: a kernel forked from it must be the one asked for.

Whatever the libraries read when they are imported, and whatever a child inherits without being
asked, goes into one number. Two requests with the same number may share a warm process.
"""

import hashlib
import json
import os
import resource
import sys
from pathlib import Path

# Settings that libraries read when they are imported.
_READ_ON_IMPORT = (
    *("ABSL_", "CUDA_", "KERAS_", "LC_", "LD_", "MALLOC_", "MKL_", "MPLCONFIGDIR", "NPY_"),
    *("NUMPY_", "NVIDIA_", "OMP_", "OPENBLAS_", "PANDAS_", "PYTHON", "SCIPY_", "SKLEARN_", "TF_"),
    *("XLA_", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HOME", "LANG", "TZ"),
)
_LIMITS = [name for name in dir(resource) if name.startswith("RLIMIT_")]
_NAMESPACES = Path("/proc/self/ns")


def fingerprint(environment):
    """Return the number of the warm process that suits a kernel with this environment.

    Parameters
    ----------
    environment : mapping of str to str
        The environment variables that the kernel shall see.

    Returns
    -------
    str
        32 hexadecimal digits.
    """
    facts = [_python(), _settings(environment), _inherited()]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


def _python():
    """Which Python, with which packages: a folder's time changes when a package comes or goes."""
    own = sorted(Path(__file__).parent.glob("*.py"))
    folders = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    times = [(str(path), path.stat().st_mtime_ns) for path in [*own, *folders] if path.exists()]
    return [sys.executable, sys.version, times]


def _settings(environment):
    return sorted(item for item in environment.items() if item[0].startswith(_READ_ON_IMPORT))


def _inherited():
    """What a child has from its parent: limits, processors, and the world it sees."""
    limits = [(name, resource.getrlimit(getattr(resource, name))) for name in _LIMITS]
    worlds = [os.readlink(path) for path in sorted(_NAMESPACES.iterdir())]
    return [os.getuid(), os.getgid(), sorted(os.sched_getaffinity(0)), limits, worlds]
