"""One file for each cause of trouble: `examine(patient)` returns a `Trouble`, or None.

A module says what it needs to be given (`NEEDS`), of which other causes it may be a consequence
(`FOLLOWS_FROM`: it is not examined where one of them is certain), and what is said where it finds
nothing (`FINE`, where that is worth a sentence; with `BY_TRIAL` only an experiment can tell). The
order is that of an examination: data, structure against loss, numbers, history; experiments are
made where a suspicion wants them.
"""

DATA = (
    "not_numbers",
    "missing_values",
    "input_shape",
    "label_shape",
    "labels_out_of_range",
    "embedding_range",
    "inputs_not_scaled",
    "sorted_rows",
    "time_shuffled",
    "rows_in_both",
    "scaler_on_all_rows",
    "validation_differs",
    "leak",
    "useless_columns",
    "labels_shuffled",
    "accuracy_hides_imbalance",
)
STRUCTURE = (
    "no_nonlinearity",
    "softmax_hidden",
    "no_flatten",
    "output_units",
    "softmax_on_one_unit",
    "no_output_activation",
    "squashed_twice",
    "output_limited",
    "wrong_loss",
    "wrong_metric",
    "equal_start",
    "frozen",
    "batch_of_one",
    "dropout_too_strong",
    "regularization_too_strong",
)
RUN = (
    "never_trained",
    "trained_before",
    "saturated_units",
    "exploding_slopes",
    "rate_too_high",
    "dead_units",
    "vanishing_slopes",
    "target_not_scaled",
    "rate_too_low",
    "weights_did_not_move",
    "too_few_epochs",
    "network_too_small",
    "stopped_early",
    "weights_past_best",
    "overfitting",
)
ORDER = (*DATA, *STRUCTURE, *RUN)
