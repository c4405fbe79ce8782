"""What an exporter is given."""


def test_marks_are_scaled(mark):
    assert mark(marks=3, points=4).out_of(100) == 75
    assert mark(marks=0, points=0).out_of(100) == 0
