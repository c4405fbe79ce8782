"""The course without its checkout: a learner's copy of the notebooks, and the course on a stick.

A wheel carries the notebooks; `course lab` copies them into a folder where they may be written to
(`working_folder`). `course bundle` writes a stick (`stick`): for each kind of machine (`targets`)
pip says which packages it needs (`locking`), and each is fetched, checked and kept whole
(`wheels`).
"""
