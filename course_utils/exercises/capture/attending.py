"""What one call of `MultiHeadAttention` was given: it takes its tensors by place or by name."""

from typing import Any

_TENSORS = ("query", "value", "key")


def is_attention(operation: Any) -> bool:
    """Tell whether an operation of Keras is a `MultiHeadAttention`."""
    return type(operation).__name__ == "MultiHeadAttention"


def attended(node: Any) -> list:
    """Return the symbolic tensors of one call: query, value, and key where it was given."""
    given = _by_name(node)
    return [given[name] for name in _TENSORS if given.get(name) is not None]


def attention_settings(node: Any) -> dict[str, Any]:
    """Say whether a call hides what comes later, and what else it was called with.

    Returns
    -------
    dict
        "use_causal_mask"; "called_with" where a mask or anything else changes what is computed.
    """
    given = _by_name(node)
    causal = bool(given.get("use_causal_mask", False))
    usual = {*_TENSORS, "use_causal_mask", "training"}
    extra = {name for name, value in given.items() if not (value is None or value is False)} - usual
    if any(getattr(tensor, "_keras_mask", None) is not None for tensor in attended(node)):
        extra.add("mask")
    called_with = {"called_with": tuple(sorted(extra))} if extra else {}
    return {"use_causal_mask": causal, **called_with}


def _by_name(node):
    arguments = node.arguments
    places = (*_TENSORS, "query_mask", "value_mask", "key_mask", "attention_mask")
    return dict(zip(places, arguments.args, strict=False)) | dict(arguments.kwargs)
