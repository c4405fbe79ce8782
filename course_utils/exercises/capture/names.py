"""One spelling for every name: `MeanSquaredError`, "mse" and the function are the same."""

import inspect
import re
from collections.abc import Iterable
from typing import Any

from course_utils.exercises.capture.values import refuse_large
from course_utils.exercises.records import NamedRecord


def snake_case(name: str) -> str:
    """Turn a class name into the name Keras gives its objects: Conv2D is "conv2d"."""
    name = name.replace("ReLU", "Relu").replace("PRelu", "Prelu").replace("RMSprop", "Rmsprop")
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def is_own(thing: Any) -> bool:
    """Whether the learner wrote the class of this object: Keras' own all live in its package."""
    return not type(thing).__module__.startswith("keras.")


def plain(value: Any) -> Any:
    """Turn a value of a Keras configuration into numbers, texts, tuples and records."""
    if isinstance(value, bool | int | float | str | None):
        return value
    if isinstance(value, dict) and value.get("class_name") in {"function", "__lambda__"}:
        return NamedRecord("function", str(value.get("registered_name") or "lambda"))
    if isinstance(value, dict) and "class_name" in value:
        role = str(value.get("module", "")).rpartition(".")[2].rstrip("s") or "object"
        settings = value.get("config") or {}
        settings = settings if isinstance(settings, dict) else {"value": settings}
        return NamedRecord(role, snake_case(value["class_name"]), settings_of(settings))
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(plain(item) for item in value)
    if hasattr(value, "numpy") or hasattr(value, "tolist"):
        refuse_large(value)
        array = value.numpy() if hasattr(value, "numpy") else value
        return plain(array.tolist())
    return getattr(value, "__name__", type(value).__name__)


def settings_of(thing: Any, but: Iterable[str] = ()) -> dict[str, Any]:
    """Keep of a configuration what changes the result: no names, no types, no seeds."""
    config = thing if isinstance(thing, dict) else _config(thing)
    noise = {"name", "dtype", "trainable", "seed", "quantization_config", *but}
    return {key: plain(value) for key, value in config.items() if key not in noise}


def _config(thing):
    """What Keras says of a thing, or what it was made with where Keras cannot say it.

    A lambda without its source, or a class of the learner's own, may have no configuration.
    """
    try:
        return thing.get_config()
    except Exception:
        known = inspect.signature(type(thing).__init__).parameters
        return {name: getattr(thing, name) for name in known if hasattr(thing, name)}
