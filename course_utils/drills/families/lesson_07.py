"""Forward and backward propagation: outputs forward, slopes of the loss back."""

from random import Random

from course_utils.drills.drill import Drill, added, ask_number, said
from course_utils.drills.registry import family


@family
def forward_through_two_units(rng: Random) -> Drill:
    """First the hidden unit with its ReLU, then the output."""
    x, w, b = rng.randint(2, 5), rng.choice((-3, -2, 2, 3)), rng.choice((-1, 1, 2))
    v, c = rng.choice((-3, -2, 2, 3)), rng.choice((1, 4, 5))
    z = w * x + b
    h = max(0, z)
    right = v * h + c
    wrong: list[tuple[float | str, str]] = [
        (v * h, f"The bias {c} of the output is missing."),
        (v * (h + c), f"The bias {c} is added after the weight {said(v)}."),
    ]
    if z > 0:
        wrong.append((h, "That is h. The output has its own weight and bias."))
    else:
        wrong.append((v * z + c, f"The sum {said(z)} goes through ReLU first: h = 0."))
    return ask_number(
        f"A hidden unit computes h = ReLU({said(w)} · x {added(b)}), and the output is "
        f"{said(v)} · h + {c}. What is the output for x = {x}?",
        right,
        f"{said(w)} · {x} {added(b)} = {said(z)}, so h = {h}, and {said(v)} · {h} + {c} = "
        f"{said(right)}.",
        wrong,
        x=x,
        hidden=(w, b),
        output=(v, c),
    )


@family
def slope_at_prediction(rng: Random) -> Drill:
    """The backward pass begins with 2 · error."""
    target, error = rng.randint(2, 9), rng.choice((-5, -4, -3, 3, 4, 5))
    prediction = target + error
    return ask_number(
        f"The prediction is {said(prediction)}, the target {target}, and the loss is the squared "
        "error. What is the slope of the loss for the prediction?",
        2 * error,
        f"2 · (prediction − target) = 2 · {said(error)} = {said(2 * error)}.",
        [
            (error, "That is the error. The slope of a square has a factor 2."),
            (error**2, "That is the loss. The slope says how it changes."),
            (-2 * error, "The sign is wrong: it is prediction minus target."),
        ],
        prediction=prediction,
        target=target,
    )


@family
def slope_of_weight(rng: Random) -> Drill:
    """The slope for the sum, times the input of the weight."""
    slope, x, w = rng.choice((-6, -4, 4, 6)), rng.randint(2, 5), rng.choice((7, 8, 9))
    return ask_number(
        f"A unit computes z = {w} · x + b, with x = {x}. The slope of the loss for z is "
        f"{said(slope)}. What is its slope for the weight {w}?",
        slope * x,
        f"A change of the weight changes z by x = {x} times as much: {said(slope)} · {x} = "
        f"{said(slope * x)}.",
        [
            (slope * w, "That is the slope for x. For the weight, multiply by the input."),
            (slope, "That is the slope for the bias, because its input is always 1."),
            (slope * x * w, "The weight itself is no factor of its own slope."),
        ],
        slope=slope,
        x=x,
        w=w,
    )


@family
def slope_through_relu(rng: Random) -> Drill:
    """It passes where the sum is above 0, and becomes 0 below."""
    z, slope, v = rng.choice((-3, -2, 2, 3)), rng.choice((-5, -4, 4, 5)), rng.choice((6, 7, 8))
    right = v * slope if z > 0 else 0
    wrong: list[tuple[float | str, str]] = [
        (slope, f"On the way from the output back to h, multiply by the weight {v}."),
        (
            v * slope * z,
            f"ReLU passes the slope on or stops it. It does not multiply by {said(z)}.",
        ),
    ]
    if z > 0:
        because = f"ReLU rises with slope 1 at {z}, so {v} · {said(slope)} = {said(right)} goes on."
        wrong.append((0, f"The sum {z} is above 0, so ReLU passes the slope on."))
    else:
        because = f"ReLU is flat at {said(z)}: a small change of the sum changes nothing."
        wrong.append((v * slope, f"The sum {said(z)} is below 0, where ReLU is flat."))
    return ask_number(
        f"A hidden unit has the sum z = {said(z)}, and h = ReLU(z) goes to the output with the "
        f"weight {v}. The slope of the loss for the output is {said(slope)}. What is it for z?",
        right,
        because,
        wrong,
        z=z,
        slope=slope,
        v=v,
    )


@family
def slope_over_two_ways(rng: Random) -> Drill:
    """What goes two ways forward gets two slopes back, added up."""
    v = [rng.randint(2, 5), -rng.randint(2, 5)]
    slopes = [rng.choice((2, 3, 4)), rng.choice((-4, -3, 5, 6))]
    parts = [a * b for a, b in zip(v, slopes, strict=True)]
    return ask_number(
        f"A hidden output h goes to two units, with the weights {v[0]} and {said(v[1])}. The "
        f"slopes of the loss for their sums are {slopes[0]} and {said(slopes[1])}. What is the "
        "slope for h?",
        sum(parts),
        f"{v[0]} · {slopes[0]} = {parts[0]} comes back one way, {said(v[1])} · {said(slopes[1])} = "
        f"{said(parts[1])} the other: together {said(sum(parts))}.",
        [
            (parts[0], "The second unit sends a slope back as well."),
            (sum(slopes), "Each slope is multiplied by the weight on its way back."),
            (parts[0] - parts[1], "The two parts are added up."),
            (sum(parts) / 2, "They are added up, without a mean."),
        ],
        weights=v,
        slopes=slopes,
    )
