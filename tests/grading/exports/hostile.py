"""What a student may write in a name, an answer or an output."""

# No line of it may reach a file as a formula, as a control character or as HTML.
HOSTILE = (
    "=HYPERLINK(\"evil\")\r\n+1;=2,\x00\x07\x1b[31m\udcff\u202e<script>alert('x')</script>\t\"'"
)


def is_clean(text):
    """Tell whether a text has none of what no program should be handed."""
    return not set(text) & {"\0", "\x07", "\x1b", "\udcff", "\u202e", "\r"}
