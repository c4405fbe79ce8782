"""`course warm`: every explorer trained now, so that nobody waits for it later."""

from typing import Annotated

import typer


def warm(
    quiet: Annotated[bool, typer.Option("--quiet", help="Name no explorer, only the end.")] = False,
) -> None:
    """Train all explorers and keep the results, before a class comes.

    They go to your cache, or to the folder `cache` in COURSE_HOME. Whoever has that folder's path
    in COURSE_SHARED_CACHE reads them there. What is there already is not trained again.

    For example:

      course warm
      COURSE_HOME=/srv/course course warm                      for many learners on one machine
      COURSE_SHARED_CACHE=/srv/course/cache course lab          one of them
    """
    import course_utils
    from course_utils.storage.folders import cache_folder

    names = [name for name in course_utils.__all__ if name.startswith("explore_")]
    for name in names:
        getattr(course_utils, name)()
        if not quiet:
            typer.echo(name)
    typer.echo(f"{len(names)} explorers are ready: {cache_folder()}")
