"""Expectations of `compile`: loss, optimizer and metrics, in whatever spelling."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from course_utils.exercises.expect.models import same_setting
from course_utils.exercises.expect.values import expect
from course_utils.exercises.records import NamedRecord


@dataclass(frozen=True)
class Part:
    """A loss, optimizer or metric that is wanted: its possible names, and settings that matter."""

    names: tuple[str, ...]
    settings: Mapping = field(default_factory=dict)

    def __str__(self):
        return _shown(" or ".join(f"`{name}`" for name in self.names), self.settings)


def part(*names, **settings):
    """Describe a part for `expect_compiled`: `part("sgd", learning_rate=0.1)`.

    Parameters
    ----------
    *names : str
        As records name them: "mean_absolute_error", "adam". Any one of them will do.
    **settings
        Only those that must match; floats are compared with a tolerance.

    Returns
    -------
    Part
    """
    return Part(names, settings)


def expect_compiled(model, *, loss=None, optimizer=None, metrics=(), instead=()):
    """Expect how a model was compiled.

    A text, a function and an object of Keras are one: only what they do counts. More metrics
    than wanted do no harm, for training does not depend on them.

    Parameters
    ----------
    model : ModelRecord
    loss, optimizer : str or Part, optional
        What is wanted; left out, anything will do.
    metrics : sequence of str or Part
        All of them are wanted, in any order.
    instead : sequence of Instead
        Wrong losses, optimizers and metrics that are recognised, each by its name as `value`.

    Yields
    ------
    Finding
        One for each part wanted; a single one for a model that is not compiled.
    """
    compiled = model.compiled
    if compiled is None:
        yield expect(
            False,
            "the model",
            "a compiled model",
            "no `compile` yet: it has neither a loss nor an optimizer",
            "Call `model.compile(optimizer=..., loss=...)` on this model.",
            "not-compiled",
        )
        return
    if loss is not None:
        yield _expect_part("loss", _as_part(loss), compiled.loss, instead)
    if optimizer is not None:
        yield _expect_part("optimizer", _as_part(optimizer), compiled.optimizer, instead)
    for metric in map(_as_part, metrics):
        yield _expect_metric(metric, compiled.metrics, instead)


def _as_part(wanted):
    return wanted if isinstance(wanted, Part) else part(wanted)


def _expect_part(role, wanted, found, instead):
    """Compare the one loss, or the one optimizer."""
    if found is None:
        return expect(False, f"the {role}", str(wanted), "none", _write(role, wanted), f"no-{role}")
    if found.name not in wanted.names:
        return _another(role, wanted, f"`{found.name}`", [found], instead)
    differing = _differing(wanted, found)
    advice = f"Make it an object, for an object takes settings: {_as_object(role, wanted, found)}."
    return expect(
        not differing,
        f"the {role}",
        str(wanted),
        _shown(f"`{found.name}`", differing),
        advice,
        "other-settings",
    )


def _expect_metric(wanted, found, instead):
    """Look for a metric among those there are."""
    named = [metric for metric in found if metric.name in wanted.names]
    if any(not _differing(wanted, metric) for metric in named):
        return expect(True, "the metrics", str(wanted), "", "")
    if named:
        return _expect_part("metric", wanted, named[0], instead)
    said = ", ".join(f"`{metric.name}`" for metric in found) or "none"
    return _another("metrics", wanted, said, found, instead)


def _another(role, wanted, said, found, instead):
    """Something else was found: say what is known of it, or how to write what is wanted."""
    names = {part.name for part in found}
    hit = next((known for known in instead if known.value in names), None)
    step, mistake = (hit.says, hit.mistake) if hit else (_write(role, wanted), f"another-{role}")
    return expect(False, f"the {role}", str(wanted), said, step, mistake)


def _differing(wanted, found):
    """The settings that are not as wanted, with what they are."""
    return {
        key: found.settings.get(key)
        for key, value in wanted.settings.items()
        if not same_setting(found.settings.get(key), value)
    }


def _shown(name, settings):
    """A name and its settings, as one says it: `sgd` with `learning_rate=0.1`."""
    said = [f"`{key}={_plain(value)}`" for key, value in settings.items()]
    return f"{name} with {' and '.join(said)}" if said else name


def _plain(value):
    """A setting in a few characters; float32 makes 0.1 into 0.10000000149."""
    if isinstance(value, NamedRecord):
        return value.name
    return f"{value:.6g}" if isinstance(value, float) else repr(value)


def _write(role, wanted):
    """How to say it in `compile`."""
    name = wanted.names[0]
    if wanted.settings:
        return f"Write `{role}=` and {_as_object(role, wanted, None)} in `compile`."
    given = f'["{name}"]' if role == "metrics" else f'"{name}"'
    return f"Write `{role}={given}` in `compile`."


_MODULES = {"loss": "losses", "optimizer": "optimizers", "metric": "metrics", "metrics": "metrics"}
_CLASS_NAMES = {"sgd": "SGD", "rmsprop": "RMSprop", "adamw": "AdamW", "auc": "AUC"}


def _as_object(role, wanted, found):
    """The object with its settings, as Keras code."""
    name = found.name if found is not None else wanted.names[0]
    known = _CLASS_NAMES.get(name, name.title().replace("_", ""))
    settings = ", ".join(f"{key}={_plain(value)}" for key, value in wanted.settings.items())
    return f"`keras.{_MODULES[role]}.{known}({settings})`"
