"""Runs the Keras code of an explorer, as a learner would who copied it."""


def run_code(explorer, **settings):
    """Run the code of a setting; return the names it leaves behind."""
    names = {}
    exec(compile(explorer.code(**settings), "<code of the explorer>", "exec"), names)
    return names


def at(spec, measure, **settings):
    """A measure at these settings, looked up by their values."""
    numbers = spec.measures[measure]
    values = {setting.name: setting.values for setting in spec.settings}
    return numbers.values[tuple(values[axis].index(settings[axis]) for axis in numbers.axes)]
