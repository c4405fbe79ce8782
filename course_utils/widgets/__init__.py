"""The frame of an explorer, the page that draws it, live training, and quiz items.

An explorer is a *spec* (`spec`): settings, measures, panels and every word, checked when it is made
(`validation`). A module of `explorers/` trains, keeps what it trained under its `spec_key`, and
hands its spec to the widget (`explorer`). That writes the measures into a few bytes (`transport`)
and the words into plain data (`page`), and sends both to the page once: small files of `static/`,
joined by `scripts`. The page only looks things up. The same page goes into a file of its own
(`export`) and into a saved notebook (`saved`); where no page can run, there is a still picture
(`still`, drawn by `small_multiples`).
A setting is written and read as a line of text (`token`), and numbers and sentences are the same
in Python as on the page (`words`). `live` watches a real `fit`, with the axes and tables of the
same page, beside the curves that an explorer `promised`, and `quiz` asks for a guess with its
elements. `digit_canvas` is paper to draw on: its page computes the network itself, from what
`dense_steps` wrote down of it.
"""
