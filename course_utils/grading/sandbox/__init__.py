"""Where a submission runs: a process of its own, sealed, that can only send answers.

The grader opens a `host`. That starts the `forkserver`, which imports everything (`preload`), has a
`canary` prove that its children can train, and forks (`forking`) a `warm` process. That one forks a
`child` for each notebook, in a `private_folder` and behind the `seal`. The child runs the cells in
a `shell` and writes the `answers` down. They all talk over a `channel`. Where no process can be
forked, a child is a fresh process (`cold`).
"""
