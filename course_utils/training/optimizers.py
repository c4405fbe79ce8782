"""From a Keras optimizer, or its name, to an update rule on arrays."""

import keras

from course_utils.errors import CourseError
from course_utils.networks import update_rules
from course_utils.networks.update_rules import UpdateRule

_NAMED = {
    "sgd": lambda: keras.optimizers.SGD(),
    "momentum": lambda: keras.optimizers.SGD(momentum=0.9),
    "nesterov": lambda: keras.optimizers.SGD(momentum=0.9, nesterov=True),
    "adagrad": lambda: keras.optimizers.Adagrad(),
    "rmsprop": lambda: keras.optimizers.RMSprop(),
    "adam": lambda: keras.optimizers.Adam(),
}

# Settings that would change an update, and the value at which they do nothing.
_OFF = {
    "weight_decay": None,
    "clipnorm": None,
    "clipvalue": None,
    "global_clipnorm": None,
    "use_ema": False,
    "gradient_accumulation_steps": None,
    "loss_scale_factor": None,
    "amsgrad": False,
    "centered": False,
}


def find_optimizer(optimizer: str | keras.optimizers.Optimizer) -> tuple[UpdateRule, float]:
    """Return the update rule and the learning rate of a Keras optimizer.

    Parameters
    ----------
    optimizer
        A name: "sgd", "momentum" and "nesterov" (SGD with a momentum of 0.9), "adagrad",
        "rmsprop", "adam"; or an optimizer with settings of its own.

    Returns
    -------
    UpdateRule
    float
        The optimizer's own learning rate.

    Raises
    ------
    CourseError
        There is no update rule for this optimizer, or for one of its settings.
    """
    if isinstance(optimizer, str) and optimizer.lower() in _NAMED:
        optimizer = _NAMED[optimizer.lower()]()
    if isinstance(optimizer, str) or type(optimizer) not in _RULES:
        raise _unsupported(repr(optimizer))
    config = optimizer.get_config()
    used = [name for name, off in _OFF.items() if config.get(name, off) != off]
    if isinstance(config["learning_rate"], dict):
        used.append("a learning rate schedule")
    if used or (isinstance(optimizer, keras.optimizers.RMSprop) and config["momentum"]):
        raise _unsupported(f"{type(optimizer).__name__} with {', '.join(used) or 'momentum'}")
    return _RULES[type(optimizer)](config), config["learning_rate"]


def _sgd(config):
    if not config["momentum"]:
        return UpdateRule(update_rules.sgd)
    function = update_rules.nesterov if config["nesterov"] else update_rules.momentum
    return UpdateRule(function, {"velocity": 0.0}, _taken(config, "momentum"))


def _adagrad(config):
    start = {"accumulator": config["initial_accumulator_value"]}
    return UpdateRule(update_rules.adagrad, start, _taken(config, "epsilon"))


def _rmsprop(config):
    return UpdateRule(update_rules.rmsprop, {"velocity": 0.0}, _taken(config, "rho", "epsilon"))


def _adam(config):
    start = {"momentum": 0.0, "velocity": 0.0}
    return UpdateRule(update_rules.adam, start, _taken(config, "beta_1", "beta_2", "epsilon"))


def _taken(config, *names):
    return {name: config[name] for name in names}


_RULES = {
    keras.optimizers.SGD: _sgd,
    keras.optimizers.Adagrad: _adagrad,
    keras.optimizers.RMSprop: _rmsprop,
    keras.optimizers.Adam: _adam,
}


def _unsupported(found):
    return CourseError(
        f"Expected an optimizer that a grid can train with: {', '.join(_NAMED)}, "
        f"found {found}. Choose one of these, or train this model with `fit`."
    )
