"""The website: from the notebooks to a folder of pages that works without a network.

In the order of the work: `executed` keeps executed copies of the notebooks, found again by their
content (`course_content`), and `executing` runs those that are missing. `gathering` brings together
what the pages are made of: `lesson_pages` makes a page of an executed copy, with its explorers
(`live_pages`) and its quizzes (`mounts`) alive; README and its like get links that hold here
(`repository_links`); `contents`, `explorers_page`, `glossary_page`, `practice_page` and
`reference_page` list what the course has. `building` hands all of it to Sphinx (the project in
`docs/`, the extension `for_sphinx` with the buttons of `launching`), and puts the finished site in
its place.
"""
