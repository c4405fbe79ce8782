"""Watches a grader from outside: what it runs, what it leaves behind; and kills parts of it."""

import contextlib
import os
import time

import psutil

GRADER, WORKER, SERVER, WARM = KINDS = ("grader", "worker", "fork server", "warm process")

_NAMES = {SERVER: "course-server", WARM: "course-warm"}
# How many notebooks are run again when one of these is killed. A warm process takes its child
# along, and its worker asks for another one; those a fork server has forked live on without it.
_RUN_AGAIN = {SERVER: 0, WARM: 1}

_SETTLE = 0.3  # seconds: what has died is noticed, and nothing new has started yet


class Watch:
    """Sees each notebook that is started by the private folder that is made for it.

    This process must have adopted orphans: whatever a grader leaves behind is its own child then.

    Parameters
    ----------
    folder : Path
        The grader's folder for temporary files.
    stored : callable
        () -> how many submissions are in the gradebook.
    random : random.Random
        Chooses whom to kill among several.

    Attributes
    ----------
    runs : set of str
        The folders of all notebooks that were started.
    killed : dict of str to int
        How many of each kind.
    in_flight : list of int
        For each kill, how many were started and not stored yet, and so may be run again.
    """

    def __init__(self, folder, stored, random):
        self.folder, self.stored, self.random = folder, stored, random
        self.runs, self.killed, self.in_flight = set(), dict.fromkeys(KINDS, 0), []

    def look(self, grader=None):
        """Note new folders, and bury orphans that have ended: a process id must not linger.

        Parameters
        ----------
        grader : subprocess.Popen, optional
            It is waited for by whoever started it.
        """
        self.runs.update(self.folders())
        with contextlib.suppress(ChildProcessError):
            while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if grader and ended.si_pid == grader.pid:
                    break
                os.waitpid(ended.si_pid, 0)

    def folders(self):
        """The private folders that there are now."""
        return [path.name for path in self.folder.glob("course-grading-*")]

    def kill(self, grader, kind):
        """Kill one process of a kind; return whether there was one."""
        victims = self._find(grader, kind)
        try:
            self.random.choice(victims).kill()
        except (IndexError, psutil.NoSuchProcess):  # there is none, or it has just ended
            return False
        self.killed[kind] += 1
        if kind in _RUN_AGAIN:
            self.in_flight.append(_RUN_AGAIN[kind])
            return True
        time.sleep(_SETTLE)
        self.look(grader)
        self.in_flight.append(len(self.runs) - sum(self.in_flight) - self.stored())
        return True

    def _find(self, grader, kind):
        leader = psutil.Process(grader.pid)
        if kind == GRADER:
            return [leader]
        if kind == WORKER:
            return _those(leader.children(), lambda one: "spawn_main" in " ".join(one.cmdline()))
        # Not below the grader: a warm process whose fork server was killed is an orphan.
        family = psutil.Process().children(recursive=True)
        return _those(family, lambda one: one.name() == _NAMES[kind])

    def descendants(self):
        """Every process that this one started, or that was left to it."""
        self.look()
        return psutil.Process().children(recursive=True)


def _those(processes, wanted):
    """Those of the processes that are wanted and still there."""
    found = []
    for process in processes:
        with contextlib.suppress(psutil.Error):
            if wanted(process):
                found.append(process)
    return found
