"""One module a lesson; nothing is shared between them."""
