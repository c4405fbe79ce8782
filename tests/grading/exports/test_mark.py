"""What an exporter is given."""


def test_marks_are_scaled(mark):
    assert mark(marks=3, points=4).out_of(100) == 75
    assert mark(marks=0, points=0).out_of(100) == 0


def test_who_is_not_on_the_roster_is_named_by_the_id(mark):
    assert mark("ada", name="").name == "ada"
