"""What an answer is once it is written down: plain numbers, texts and arrays.

A record holds nothing alive: no Keras object, no tensor, nothing to unpickle. Checks see
records only, so they can be tested with plain values and judged in another process.
The one exception is a record that can be called (a function, or a model with a layer of
the learner's own): it carries the way to ask for outputs, never the object itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from course_utils.networks.activations import ACTIVATIONS


@dataclass(frozen=True)
class Record:
    """An answer, written down. `label` is how a sentence names such an answer."""

    label: ClassVar[str] = "an answer"

    def describe(self) -> str:
        """Name what was found, in a few words."""
        return self.label


@dataclass(frozen=True)
class UnansweredRecord(Record):
    """The `...` of a question that nobody has touched yet."""

    label = "`...`"


@dataclass(frozen=True)
class NoneRecord(Record):
    """The value `None`: often a function without `return`, or what `compile` gives back."""

    label = "`None`"


@dataclass(frozen=True)
class UnknownRecord(Record):
    """Something no question asks for.

    Attributes
    ----------
    what : str
        What it is, in a few words.
    advice : str
        What to do about it, where more is known than that it is of another kind.
    """

    what: str
    advice: str = ""

    def describe(self) -> str:
        return self.what


@dataclass(frozen=True)
class ClassRecord(Record):
    """A class where an object made from it was wanted: `Dense` for `Dense(1)`."""

    name: str

    def describe(self) -> str:
        return f"the class `{self.name}` itself, not an object made from it"


@dataclass(frozen=True)
class NumberRecord(Record):
    """One number: an int, a float, a bool, a 0-d array or tensor.

    Attributes
    ----------
    value : float
    whole : bool
        Whether it was of a kind that has whole numbers only: Keras takes 6 for a length, not 6.0.
    """

    value: float
    whole: bool = field(default=False, compare=False)
    label = "a number"

    def describe(self) -> str:
        return f"the number {self.value:g}"


@dataclass(frozen=True)
class TextRecord(Record):
    """A string."""

    value: str
    label = "a text"

    def describe(self) -> str:
        return f"the text {self.value[:60]!r}"


@dataclass(frozen=True)
class ArrayRecord(Record):
    """An array of any rank: from NumPy, pandas, TensorFlow, Keras or lists of numbers.

    Attributes
    ----------
    values : numpy.ndarray
        A copy. Numbers are float64, with NaN for what is missing; anything else is text.
    container : str
        What the learner had: "ndarray", "DataFrame", "list", ...
    columns : tuple of str
        Column names, empty where there are none.
    whole : bool
        Likewise.
    """

    values: np.ndarray
    container: str = "ndarray"
    columns: tuple[str, ...] = ()
    whole: bool = field(default=False, compare=False)
    label = "an array of numbers"

    def describe(self) -> str:
        return f"{a_or_an(self.container)} of shape {self.values.shape}"


@dataclass(frozen=True)
class SequenceRecord(Record):
    """A list or tuple, each item a record."""

    items: tuple[Record, ...]
    container: str = "list"
    label = "a list or tuple"

    def describe(self) -> str:
        return f"a {self.container} of {len(self.items)}"


@dataclass(frozen=True)
class MappingRecord(Record):
    """A dictionary with text keys, each value a record."""

    items: Mapping[str, Record]
    label = "a dictionary"

    def describe(self) -> str:
        return f"a dictionary with {_counted(len(self.items), 'key')}"


@dataclass(frozen=True)
class HistoryRecord(Record):
    """What `fit` returned: one array a metric, one value an epoch.

    Attributes
    ----------
    metrics : mapping of str to numpy.ndarray, shape (n_epochs,)
    params : mapping
        What Keras noted about the run, such as `epochs` asked for and `steps` an epoch; and
        `parameters`, those of the network that was trained.
    """

    metrics: Mapping[str, np.ndarray]
    params: Mapping[str, Any] = field(default_factory=dict)
    label = "the history that `fit` returns"

    @property
    def epochs(self) -> int:
        """Epochs that were really run."""
        return max((len(values) for values in self.metrics.values()), default=0)

    def describe(self) -> str:
        return f"a history of {_counted(self.epochs, 'epoch')}"


@dataclass(frozen=True)
class ExplorerRecord(Record):
    """An explorer: its settings, and the numbers that its goal is judged by.

    Attributes
    ----------
    name : str
        "learning_rate": the first word of its tokens.
    words : mapping of str to tuple of str
        How the values of each setting are written in a token.
    texts : mapping of str to tuple of str
        How they are said.
    axes : mapping of str to tuple of str
        For each measure of one number, the settings it was computed for.
    numbers : mapping of str to numpy.ndarray
        Those measures, one axis a setting.
    goal : str
        What the learner is to find.
    met : str
        The measure that is 1 where the goal is reached and 0 elsewhere.
    missed : str
        What is said where it is 0, with `$name` for a setting or a measure.
    hints : mapping of str to str
        By a measure: what is said after it where this measure is not 0.
    """

    name: str
    words: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, tuple[str, ...]]
    axes: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, np.ndarray]
    goal: str
    met: str
    missed: str
    hints: Mapping[str, str] = field(default_factory=dict)
    label = "an explorer"

    def describe(self) -> str:
        return f"the explorer `{self.name}`"

    def number(self, measure: str, at: Mapping[str, int]) -> float:
        """Read a measure for some settings: `at` has the index of each value."""
        return float(self.numbers[measure][tuple(at[axis] for axis in self.axes[measure])])


@dataclass(frozen=True)
class NamedRecord(Record):
    """A loss, metric, optimizer, schedule, callback, initializer, regularizer or layer.

    Attributes
    ----------
    role : str
        "loss", "metric", "optimizer", "schedule", "callback", "layer", ...
    name : str
        One name for every spelling: "mae", `keras.losses.MeanAbsoluteError()` and the
        function are all "mean_absolute_error".
    settings : mapping
        Its configuration, as plain values.
    """

    role: str
    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    label = "an object of Keras"

    def describe(self) -> str:
        return f"the {self.role} `{self.name}`"


@dataclass(frozen=True)
class CallResult(Record):
    """What came of calling a function answer once.

    Attributes
    ----------
    value : Record or None
        What it returned; None where it did not get that far.
    error : str
        "ValueError: ..." where it raised, empty otherwise.
    timed_out : bool
        True where it was stopped at its deadline.
    changed : tuple of int
        Places of the arguments it changed, counted from 0.
    warned : tuple of str
        What Python and NumPy warned of meanwhile: "divide by zero encountered in log".
    """

    value: Record | None = None
    error: str = ""
    timed_out: bool = False
    changed: tuple[int, ...] = ()
    warned: tuple[str, ...] = ()

    def warning(self) -> str:
        """Say what was warned of, behind what was found; empty where nothing was."""
        return f"; there was a warning: {', '.join(self.warned)}" if self.warned else ""


@dataclass(frozen=True)
class FunctionRecord(Record):
    """A function that can be called with arrays; it never raises and never hangs."""

    name: str
    parameters: tuple[str, ...]
    call: Callable[..., CallResult] = field(compare=False, repr=False)
    label = "a function"

    def describe(self) -> str:
        return f"the function `{self.name}({', '.join(self.parameters)})`"


@dataclass(frozen=True)
class Operation:
    """One step of a model. `Dense(4, activation="relu")` is two: "dense" and "relu".

    Attributes
    ----------
    kind : str
        "dense", "relu", "batch_normalization", "conv2d", ...; "ops.mean" for a function of
        `keras.ops`; "opaque" where Keras shows nothing of what happens inside.
    settings : mapping
        The configuration, as plain values.
    weights : mapping of str to numpy.ndarray
        By Keras' names: "kernel", "bias", "gamma", ...; empty before the model is built.
    inputs : tuple of int
        Places in `ModelRecord.operations`; -1 is the model's first input, -2 its second.
    layer : int
        The learner's own layer this belongs to, counted from 1, `keras.Input` left out.
    layer_name : str
        Keras' name of what did it: the innermost layer where models are nested.
    output_shape : tuple or None
        Without the batch axis; None before the model is built.
    trainable : bool
    """

    kind: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    weights: Mapping[str, np.ndarray] = field(default_factory=dict)
    inputs: tuple[int, ...] = (-1,)
    layer: int = 1
    layer_name: str = ""
    output_shape: tuple[int | None, ...] | None = None
    trainable: bool = True

    def describe(self) -> str:
        """Say it as a learner would write it: `Dense(units=4)`, `ReLU()`."""
        if self.kind == "opaque":
            return f"`{self.settings.get('class', 'opaque')}(...)`"
        telling = [key for key in ("units", "filters", "rate") if key in self.settings]
        return written(self.kind, {key: self.settings[key] for key in telling})


@dataclass(frozen=True)
class CompileRecord:
    """How a model was compiled: each part by identity and settings."""

    optimizer: NamedRecord | None
    loss: NamedRecord | None
    metrics: tuple[NamedRecord, ...] = ()


@dataclass(frozen=True)
class ModelRecord(Record):
    """A Keras model in any spelling, as one list of operations in the order they run.

    Attributes
    ----------
    operations : tuple of Operation
    outputs : tuple of int
        Places of the operations whose results the model returns.
    input_shapes : tuple of tuple
        One shape an input, without the batch axis; empty before the model is built.
    built : bool
        Whether the weights exist.
    trainable_parameters, other_parameters : int
    compiled : CompileRecord or None
    ask : callable or None
        Only where NumPy cannot follow an operation: (one array for each input) -> the
        first output.
    """

    operations: tuple[Operation, ...]
    outputs: tuple[int, ...] = (-1,)
    input_shapes: tuple[tuple[int | None, ...], ...] = ()
    built: bool = True
    trainable_parameters: int = 0
    other_parameters: int = 0
    compiled: CompileRecord | None = None
    ask: Callable[..., np.ndarray] | None = field(default=None, compare=False, repr=False)
    label = "a Keras model"

    @property
    def parameters(self) -> int:
        """All numbers the model stores, trained or not."""
        return self.trainable_parameters + self.other_parameters

    def describe(self) -> str:
        if not self.operations:
            return "a Keras model without layers"
        return "a Keras model: " + " → ".join(operation.describe() for operation in self.operations)


_CLASS_NAMES = {
    "relu": "ReLU",
    "leaky_relu": "LeakyReLU",
    "prelu": "PReLU",
    "elu": "ELU",
    "lstm": "LSTM",
    "gru": "GRU",
    "simple_rnn": "SimpleRNN",
    "rnn": "RNN",
    "rms_normalization": "RMSNormalization",
}


def written(kind: str, settings: Mapping[str, Any]) -> str:
    """Write a step as Keras code: `Dense(units=4)`."""
    if kind in ACTIVATIONS and kind not in _CLASS_NAMES:
        return f"`Activation({kind!r})`"
    if kind.startswith("ops."):
        return f"`keras.{kind}(...)`"
    name = _CLASS_NAMES.get(kind, kind.title().replace("_", ""))
    return f"`{name}({', '.join(f'{key}={value!r}' for key, value in settings.items())})`"


def _counted(number, word):
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def a_or_an(word: str) -> str:
    """Put the article in front of a word: "an ndarray" is how one says it."""
    vowel = word[:1].lower() in "aeiou" or word.startswith("nd")
    return f"an {word}" if vowel else f"a {word}"
