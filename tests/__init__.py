"""The tests; a package, because others install a `tests` of their own beside it."""
