"""How often `diagnose` names the right cause: faults planted in sound trainings, and sound ones.

In the order of the work: `tables` and `bases` draw sound trainings, `soundness` looks whether they
are, `plants` breaks them in some forty ways (`plants_data`, `plants_structure`, `plants_run`),
`draws` finds those in which the fault shows, `training` trains each once, `judging` puts them
before `diagnose` and before simpler `rivals`, `scores` counts. `course_models` has the course's own
sound trainings, and `beginners` the scripts of a held-out set.
"""
