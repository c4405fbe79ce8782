"""What the text sources of the notebooks say.

A source is split into cells (`cells`). The headings among them say where a question begins and
which cells are its own (`questions`). In these, marks show what is an answer (`solution_marks`),
and one cell holds the hints and the insight (`hints`). All lessons together with their questions
are the map of the course, where the answer or the help of a question is looked up (`course_map`).
A lesson's guesses and recall questions are read from cells of their own (`quizzes`).
"""
