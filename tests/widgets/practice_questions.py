"""Three questions of practice, as the verb hands them to the page."""

BATCHES = {
    "id": "3.iterations",
    "lesson": 3,
    "question": "1,001 rows, batch size 10. How many iterations?",
    "kind": "number",
    "options": [
        {"text": "101", "value": 101.0, "reason": "The last batch has *one* row.", "right": True},
        {"text": "100", "value": 100.0, "reason": "One row is left over.", "right": False},
        {"text": "1,001", "value": 1001.0, "reason": "A step takes a batch.", "right": False},
    ],
    "tolerance": 0.05,
    "unit": "",
    "curves": None,
}
SHAPE = {
    "id": "0.shape",
    "lesson": 0,
    "question": "Which shape has `X.mean(axis=0)`?",
    "kind": "choice",
    "options": [
        {"text": "(3,)", "value": "(3,)", "reason": "That axis is gone.", "right": False},
        {"text": "(4,)", "value": "(4,)", "reason": "`axis=0` is gone <b>.", "right": True},
    ],
    "tolerance": 0.05,
    "unit": "",
    "curves": None,
}
CURVES = {
    **BATCHES,
    "id": "4.lowest",
    "lesson": 4,
    "question": "After which epoch?",
    "options": [
        {"text": "3", "value": 3.0, "reason": "There it is lowest.", "right": True},
        {"text": "5", "value": 5.0, "reason": "That is the last.", "right": False},
    ],
    "curves": {
        "title": "Losses",
        "x_label": "epoch",
        "y_label": "loss",
        "curves": {
            "training": [1.0, 0.7, 0.5, 0.4, 0.3],
            "validation": [1.1, 0.8, 0.7, 0.8, 0.9],
        },
    },
}
SHARE = {
    **BATCHES,
    "id": "6.share",
    "lesson": 6,
    "question": "What is the recall? Give 1 decimal.",
    "options": [
        {"text": "66.7 %", "value": 66.66666666666667, "reason": "2 of 3.", "right": True},
        {"text": "33.3 %", "value": 33.333333333333336, "reason": "The rest.", "right": False},
    ],
    "tolerance": 0.06,
    "unit": "%",
}
