"""The list of rules, filled by the decorator `rule`."""

from collections.abc import Callable, Iterable

from course_utils.authoring.pages import Page

# What a rule yields: the line in the source, and what was expected, what was found, what to do.
Breaches = Iterable[tuple[int, str]]
PageRule = Callable[[Page], Breaches]

RULES: dict[str, PageRule] = {}


def rule(*kinds: str) -> Callable[[PageRule], PageRule]:
    """Put a function on the list of rules, for pages of these kinds (none given: for all).

    The function's name is the rule's name.
    """

    def register(function):
        def on_its_kinds(page):
            return function(page) if not kinds or page.kind in kinds else ()

        RULES[function.__name__] = on_its_kinds
        return function

    return register
