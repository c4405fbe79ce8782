"""What a list of requirements asks for, without its comments and options."""


def requirement_lines(text: str) -> list[str]:
    r"""Return the requirements in the text of a file such as requirements.txt, one a line.

    Examples
    --------
    >>> requirement_lines("# for tables\npandas>=2  # or 3\n\n-e .\n")
    ['pandas>=2']
    """
    lines = (line.partition(" #")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and line[0] not in "#-"]
