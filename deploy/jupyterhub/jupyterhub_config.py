"""JupyterHub for a class on one Linux machine: docs/teaching/jupyterhub.md has the commands.

Everybody with an account on the machine may log in. Each has notebooks and a progress record of
their own, at home; the course and the explorers' trainings are shared, and only root writes there.
"""

import os
from pathlib import Path
from urllib.parse import urlencode

c = get_config()  # noqa: F821 (JupyterHub gives it)

COURSE = Path(__file__).resolve().parents[2]  # this clone, with its .venv
REPOSITORY = os.environ.get("COURSE_REPOSITORY", f"file://{COURSE}")
BRANCH = os.environ.get("COURSE_BRANCH", "main")
SHARED_CACHE = os.environ.get("COURSE_SHARED_CACHE", "/srv/course/cache")
GIGABYTES = 4  # of address space that one process may have; a kernel with TensorFlow needs 3

# Who: every account of the machine, with its password (PAM). Name a class here instead:
# c.Authenticator.allowed_users = {"ada", "grace"}
c.Authenticator.allow_all = True

# Where: in front, the proxy from npm; behind it, one JupyterLab a learner.
c.ConfigurableHTTPProxy.command = str(COURSE / ".venv/node_modules/.bin/configurable-http-proxy")
c.Spawner.cmd = [
    # The hub's own spawner promises a limit and sets none. This one holds for each process.
    *("prlimit", f"--as={GIGABYTES * 2**30}"),
    str(COURSE / ".venv/bin/jupyterhub-singleuser"),
]
c.Spawner.environment = {"COURSE_SHARED_CACHE": SHARED_CACHE}
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # seconds; a class comes all at once
c.Spawner.args = [
    # As `course lab` does: no sources in the file browser, code from an explorer into a cell.
    "--ServerApp.contents_manager_class=course_utils.cli.contents.LearnersContents",
    "--LabApp.expose_app_in_browser=True",
    # A notebook that nobody looks at gives its memory back, and then the whole server does.
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--ServerApp.shutdown_no_activity_timeout=7200",
]

# What: at each start of a server, nbgitpuller brings the newest course and keeps the answers.
FOLDER = "deep-learning-course"
c.Spawner.default_url = "/git-pull?" + urlencode(
    {
        "repo": REPOSITORY,
        "branch": BRANCH,
        "targetPath": FOLDER,
        "urlpath": f"lab/tree/{FOLDER}/notebooks/00_start_here.ipynb",
    }
)
