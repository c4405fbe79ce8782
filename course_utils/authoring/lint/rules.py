"""The list of rules, filled by the decorator `rule`."""

RULES = {}


def rule(*kinds):
    """Put a function on the list of rules, for pages of these kinds (none given: for all).

    The function's name is the rule's name. It takes a `Page` and yields
    (line, message); the message says what was expected, what was found, what to do.
    """

    def register(function):
        def on_its_kinds(page):
            return function(page) if not kinds or page.kind in kinds else ()

        RULES[function.__name__] = on_its_kinds
        return function

    return register
