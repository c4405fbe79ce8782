"""Where a submission runs: a process of its own, sealed, that can only send answers."""
