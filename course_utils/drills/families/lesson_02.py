"""Deep networks: ReLU, bends, layers and their parameters."""

from random import Random

from course_utils.drills.drill import Drill, added, ask_choice, ask_number, said
from course_utils.drills.registry import family


@family
def relu_output(rng: Random) -> Drill:
    """Below 0 it is 0, above it changes nothing."""
    w, b, x = rng.choice((-3, -2, 2, 3)), rng.choice((-5, -4, 4, 5)), rng.choice((-4, -3, 3, 4))
    total = w * x + b
    right = max(0, total)
    wrong: list[tuple[float | str, str]] = [
        (b, "The weighted input is missing."),
        (w * x, "The bias is missing, and the ReLU comes after it."),
    ]
    if total < 0:
        wrong.append((total, "That is the sum. It is below 0, so ReLU makes it 0."))
        wrong.append((-total, "ReLU turns a negative number into 0. It does not change its sign."))
    else:
        wrong.append((0, "The sum is above 0, and there ReLU changes nothing."))
    return ask_number(
        f"A ReLU unit has w = {said(w)} and b = {said(b)}. What comes out for x = {said(x)}?",
        right,
        f"{said(w)} · {said(x)} {added(b)} = {said(total)}, and ReLU turns it into {said(right)}.",
        wrong,
        w=w,
        b=b,
        x=x,
    )


@family
def place_of_bend(rng: Random) -> Drill:
    """Where w · x + b is 0."""
    w, place = rng.choice((-5, -4, -2, 2, 4, 5)), rng.choice((-3, -2, -1.5, -0.5, 0.5, 1.5, 2, 3))
    b = -w * place
    return ask_number(
        f"A ReLU unit has w = {said(w)} and b = {said(b)}. At which x does it bend?",
        place,
        f"It bends where its sum is 0: {said(w)} · x {added(b)} = 0 at x = {said(place)}.",
        [
            (-place, f"There the sum is {said(2 * b)}. It is 0 at −b / w."),
            (-b, "That is −b. Divide it by the weight as well."),
            (-w / b, "That is upside down: it is −b / w."),
        ],
        w=w,
        b=b,
    )


@family
def parameters_of_layer(rng: Random) -> Drill:
    """A weight for each input and unit, a bias for each unit."""
    inputs, units = rng.choice((5, 6, 8, 9, 10, 12)), rng.choice((4, 16, 20, 30, 32, 64))
    return ask_number(
        f"A dense layer has {units} units and gets {inputs} inputs. How many parameters does it "
        "have?",
        inputs * units + units,
        f"{inputs} · {units} = {inputs * units} weights, and {units} biases.",
        [
            (inputs * units, f"These are the weights; each of the {units} units also has a bias."),
            (
                inputs * units + inputs,
                f"A bias belongs to a unit, not to an input, so there are {units}.",
            ),
            (inputs * units + 1, "Each unit has a bias of its own."),
            (inputs + units, "Each unit looks at each input, so multiply."),
        ],
        inputs=inputs,
        units=units,
    )


@family
def parameters_of_network(rng: Random) -> Drill:
    """Layer by layer: what goes in is what came out before."""
    inputs, *units = rng.randint(2, 6), rng.randint(3, 6), rng.randint(2, 5), 1
    sizes = [inputs, *units]
    layers = [(a + 1) * b for a, b in zip(sizes, sizes[1:], strict=False)]
    return ask_number(
        f"A network has {inputs} inputs and dense layers of {units[0]}, {units[1]} and 1 units. "
        "How many parameters does it have?",
        sum(layers),
        f"Weights and biases of each layer: {' + '.join(map(str, layers))} = {sum(layers)}.",
        [
            (sum(layers) - sum(units), f"The {sum(units)} biases are missing."),
            (sum(layers[:-1]), "The output layer has weights and a bias, too."),
            (sum((inputs + 1) * u for u in units), "A later layer looks at the units before it."),
        ],
        sizes=sizes,
    )


@family
def two_linear_units(rng: Random) -> Drill:
    """Two lines in a row are one line."""
    w1, b1, w2, b2 = (rng.choice((2, 3, 4, 5)), *(rng.randint(2, 6) for _ in range(3)))
    part = rng.choice(("weight", "bias"))
    weight, bias = w1 * w2, w2 * b1 + b2
    right = weight if part == "weight" else bias
    wrong = {
        "weight": [
            (w1 + w2, "The second weight multiplies the output of the first unit."),
            (bias, "That is the bias of the one unit."),
        ],
        "bias": [
            (b1 + b2, f"The first bias goes through the second weight {w2} as well."),
            (w2 * b1, f"The second bias {b2} is added at the end."),
            (weight, "That is the weight of the one unit."),
        ],
    }
    return ask_number(
        f"A linear unit h = {w1} · x + {b1} feeds another one, y = {w2} · h + {b2}. Together they "
        f"are one linear unit. What is its {part}?",
        right,
        f"{w2} · ({w1} · x + {b1}) + {b2} = {weight} · x + {bias}.",
        wrong[part],
        first=(w1, b1),
        second=(w2, b2),
        part=part,
    )


@family
def network_of_two_units(rng: Random) -> Drill:
    """One hidden unit is silent."""
    x, w1, w2 = rng.randint(2, 5), rng.randint(1, 3), -rng.randint(1, 3)
    v1, v2, b = rng.randint(2, 5), rng.choice((-3, -2, 2, 3)), rng.randint(1, 4)
    right = v1 * w1 * x + b
    return ask_number(
        f"Two hidden ReLU units without bias have the weights {w1} and {said(w2)}. The output adds "
        f"them with the weights {v1} and {said(v2)} and the bias {b}. What comes out for x = {x}?",
        right,
        f"The hidden sums are {w1 * x} and {said(w2 * x)}, so the output of the second unit is 0: "
        f"{v1} · {w1 * x} + {b} = {right}.",
        [
            (right + v2 * w2 * x, "The second sum is negative, so its ReLU turns it into 0."),
            (right - b, f"The bias {b} of the output is missing."),
            (w1 * x + b, f"The first unit goes through the output's weight {v1}."),
        ],
        x=x,
        hidden=(w1, w2),
        output=(v1, v2),
        b=b,
    )


@family
def hidden_layers_counted(rng: Random) -> Drill:
    """The last layer is not hidden, and `Input` is none."""
    hidden = rng.randint(2, 5)
    sizes = [rng.choice((16, 32, 64)) for _ in range(hidden)]
    layers = ", ".join([*(f"Dense({size}, activation='relu')" for size in sizes), "Dense(1)"])
    return ask_number(
        f"`keras.Sequential([keras.Input((8,)), {layers}])`: how many hidden layers?",
        hidden,
        f"All dense layers but the last one, which gives the output: {hidden}.",
        [
            (hidden + 1, "The last layer is the output layer, not a hidden one."),
            (hidden + 2, "The output layer is not hidden, and `Input` is not counted."),
            (sum(sizes), "These are the hidden units; the question is about layers."),
        ],
        sizes=sizes,
    )


@family
def shape_of_predictions(rng: Random) -> Drill:
    """A row for each row, a column for each output unit."""
    rows, inputs, hidden = rng.choice((50, 100, 300)), rng.randint(4, 9), rng.choice((16, 32, 64))
    outputs = rng.choice((1, 3, 10))
    return ask_choice(
        rng,
        f"`X` has the shape ({rows}, {inputs}). The model is `Dense({hidden}, activation='relu')`, "
        f"then `Dense({outputs})`. What is the shape of `model.predict(X)`?",
        f"({rows}, {outputs})",
        f"A prediction for each of the {rows} rows, with a number for each unit of the last "
        f"layer: {outputs}.",
        [
            (
                f"({rows},)",
                "The output units always have their own axis, even if there is only one.",
            ),
            (f"({rows}, {hidden})", "That is the shape of the hidden layer's outputs."),
            (f"({outputs}, {rows})", "The rows come first."),
        ],
        shape=(rows, inputs),
        hidden=hidden,
        outputs=outputs,
    )
