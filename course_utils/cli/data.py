"""`course data`: the data sets of the course and their cards."""

from typing import Annotated

import typer


def data(
    name: Annotated[str, typer.Argument(help="A data set; without it, all are listed.")] = "",
    verify: Annotated[bool, typer.Option("--verify", help="Compare with the checksums.")] = False,
) -> None:
    """List the data sets, show one, or verify that all are as they were published.

    For example:

      course data
      course data concrete         its card and first rows
      course data --verify         exit status 1 if a file is damaged
    """
    if verify:
        raise typer.Exit(not _verified())
    _show(name) if name else _list()


def _list():
    from course_utils.data import list_datasets

    table = list_datasets()[["name", "rows", "columns", "size", "used_for"]]
    typer.echo(table.to_string(index=False))
    typer.echo("The card of one, its licence included: course data concrete")


def _show(name):
    from course_utils.data.catalogue import find_card

    card = find_card(name)
    typer.echo(card)
    if not card.file:
        typer.echo(f'It comes by download: fetch_dataset("{name}") in a notebook.')
        return
    from course_utils.data import load_dataset

    typer.echo(load_dataset(name).head().to_string())


def _verified():
    from course_utils.data import verify_datasets

    results = verify_datasets()
    for name, ok, message in results:
        typer.echo(f"{'ok' if ok else 'damaged':<8} {name}: {message}")
    return all(ok for _, ok, _ in results)
