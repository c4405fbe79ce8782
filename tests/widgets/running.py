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


def predict_without(model, layer, unit, X):
    """What a model of dense layers predicts when a unit of one of its hidden layers is silent."""
    kernel = next_dense(model, layer).kernel
    weights = kernel.numpy()
    silent = weights.copy()
    silent[unit] = 0
    kernel.assign(silent)
    predicted = model.predict(X, verbose=0)[:, 0]
    kernel.assign(weights)
    return predicted


def next_dense(model, layer):
    """The dense layer behind the hidden layer of this number, counted from 1."""
    return [one for one in model.layers if hasattr(one, "kernel")][layer]
