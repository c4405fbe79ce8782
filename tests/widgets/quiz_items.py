"""Two small quiz items, as the verbs hand them to the page."""

LOSS = {
    "id": "3.a",
    "question": "Which `loss` follows the mean?",
    "options": [
        {"text": "`mae`", "reason": "It follows the *middle*: 5.", "right": False},
        {"text": "mse", "reason": "The mean is 17.6 & no more.", "right": True},
        {"text": "<b>huber</b>", "reason": "It stays near 5.", "right": False},
    ],
}
LAYERS = {
    "id": "3.b",
    "question": "Two linear layers in a row?",
    "options": [
        {"text": "They bend", "reason": "A line of a line is a line.", "right": False},
        {"text": "They are one", "reason": "Their product is one matrix.", "right": True},
    ],
}
