"""Expectations of `compile`: loss, optimizer and metrics, in whatever spelling."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from course_utils.exercises.expect.models import same_setting
from course_utils.exercises.expect.values import Instead, expect
from course_utils.exercises.records import ModelRecord, NamedRecord
from course_utils.exercises.verdicts import Finding


@dataclass(frozen=True)
class Part:
    """A loss, optimizer or metric that is wanted: its possible names, and settings that matter."""

    names: tuple[str, ...]
    settings: Mapping = field(default_factory=dict)

    def __str__(self):
        return _shown(" or ".join(f"`{name}`" for name in self.names), self.settings)


def part(*names: str, **settings: Any) -> Part:
    """Describe a part for `expect_compiled`: `part("sgd", learning_rate=0.1)`.

    Parameters
    ----------
    *names
        As records name them: "mean_absolute_error", "adam". Any one of them will do.
    **settings
        Only those that must match; floats are compared with a tolerance.
    """
    return Part(names, settings)


def expect_compiled(
    model: ModelRecord,
    *,
    loss: str | Part | None = None,
    optimizer: str | Part | None = None,
    metrics: Sequence[str | Part] = (),
    instead: Sequence[Instead] = (),
) -> Iterator[Finding]:
    """Expect how a model was compiled.

    A text, a function and an object of Keras are one: only what they do counts. More metrics
    than wanted do no harm, for training does not depend on them.

    Parameters
    ----------
    loss, optimizer
        What is wanted; left out, anything will do.
    metrics
        All of them are wanted, in any order.
    instead
        Wrong losses and optimizers that are recognised, each by its name as `value`.

    Yields
    ------
    Finding
        One for each part wanted; a single one for a model that is not compiled.
    """
    compiled = model.compiled
    if compiled is None:
        yield expect(
            False,
            where="the model",
            expected="a compiled model",
            found="no `compile` yet: it has neither a loss nor an optimizer",
            next_step="Call `model.compile(optimizer=..., loss=...)` on this model.",
            mistake="not-compiled",
        )
        return
    if loss is not None:
        finding = _expect_part("loss", _as_part(loss), compiled.loss, instead)
        among = any(metric.name in _as_part(loss).names for metric in compiled.metrics)
        yield _told_apart(finding, _IS_METRIC if among else "")
    if optimizer is not None:
        yield _expect_part("optimizer", _as_part(optimizer), compiled.optimizer, instead)
    for metric in map(_as_part, metrics):
        as_loss = compiled.loss is not None and compiled.loss.name in metric.names
        says = _IS_LOSS if as_loss else "" if compiled.metrics else _NO_METRIC
        yield _told_apart(_expect_metric(metric, compiled.metrics), says)


_IS_METRIC = "You gave it as a metric, which is only looked at. Training makes the loss smaller."
_IS_LOSS = "You gave it as the loss, which training follows. A metric is only looked at."
_NO_METRIC = "Without a metric, the history has the losses alone."


def _told_apart(finding, says):
    """Say first that the loss was taken for a metric, or a metric for the loss."""
    if finding.ok or not says:
        return finding
    return replace(finding, next_step=f"{says} {finding.next_step}")


def _as_part(wanted):
    return wanted if isinstance(wanted, Part) else part(wanted)


def _expect_part(role, wanted, found, instead):
    """Compare the one loss, or the one optimizer."""
    if found is None:
        return expect(
            False,
            where=f"the {role}",
            expected=str(wanted),
            found="none",
            next_step=_write(role, wanted),
            mistake=f"no-{role}",
        )
    if _is_own(found) or found.name not in wanted.names:
        return _another(role, wanted, [found], instead)
    differing = _differing(wanted, found)
    advice = f"Make it an object, for an object takes settings: {_as_object(role, wanted, found)}."
    return expect(
        not differing,
        where=f"the {role}",
        expected=str(wanted),
        found=_shown(f"`{found.name}`", differing),
        next_step=advice,
        mistake="other-settings",
    )


def _expect_metric(wanted, found):
    """Look for a metric among those there are."""
    named = [m for m in found if m.name in wanted.names and not _is_own(m)]
    if any(not _differing(wanted, metric) for metric in named):
        return Finding(True, "the metrics", str(wanted))
    if named:
        return _expect_part("metric", wanted, named[0], ())
    return _another("metrics", wanted, found, ())


def _is_own(part):
    """Capture gives one of the learner's own Keras' name where it does the same: others not."""
    return bool(part.settings.get("own"))


def _another(role, wanted, found, instead):
    """Something else was found: say what is known of it, or how to write what is wanted."""
    names = {part.name for part in found if not _is_own(part)}
    said = [f"`{part.name}`{', of your own' if _is_own(part) else ''}" for part in found]
    hit = next((known for known in instead if known.value in names), None)
    step, mistake = (hit.says, hit.mistake) if hit else (_write(role, wanted), f"another-{role}")
    if not hit and any(map(_is_own, found)):
        step = f"What you wrote does something else than {wanted}. {step}"
    return expect(
        False,
        where=f"the {role}",
        expected=str(wanted),
        found=", ".join(said) or "none",
        next_step=step,
        mistake=mistake,
    )


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
