# %% [markdown]
# # Lesson 10: Optimizers
#
# **You will be able to**
#
# - say what each of six optimizers remembers, and what that is good for
# - write momentum, Adagrad and Adam yourself, and prove your Adam equal to Keras'
# - foresee the size of a step: the first, the hundredth, and after many equal slopes
# - say what helps out of a bad valley, and what does not
# - let the learning rate follow a schedule, and count its steps
#
# **Time:** 60 minutes
#
# **Before you start:** [Lesson 9: Losses and several classes](lesson_09_losses_and_several_classes.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 10.r1.** Who does what in a step of training?
#
# - [ ] The optimizer finds the slopes, and backpropagation changes the weights
#   It is the other way round. Backpropagation changes nothing.
# - [x] Backpropagation finds the slopes, and the optimizer changes the weights
#   So every optimizer gets the same slopes. What it makes of them is its own affair, and the
#   subject of today.
# - [ ] Backpropagation does both
#   It hands the blame back, and each weight has its slope. Then the weights still are what they
#   were.
#
# **Recall 10.r2.** The learning rate of plain SGD is 0.1, and the slope of a weight is 0. How far
# does the weight move in this step?
#
# - [ ] By 0.1
#   That would be the step for a slope of 1.
# - [x] Not at all
#   A step is the learning rate times the slope, and 0.1 · 0 is 0.
# - [ ] As far as in the step before
#   Plain SGD does not know what it did in the step before. Keep this answer in mind, though.

# %% [markdown]
# ## A walker without memory
#
# Since lesson 3 you have written `optimizer="adam"`, and it worked. Why that one? Keras has about a
# dozen, and their names sound like a family of robots: SGD, Adagrad, Adadelta, RMSprop, Adam, AdamW.
#
# All of them get the same slopes from backpropagation, and all go downhill. They differ in one
# thing: **what they remember**. Plain SGD remembers nothing. It stands on a slope, takes its step,
# and forgets that it ever was there. In 1964 Boris Polyak in Moscow thought of a heavy ball instead:
# a ball that rolls does not forget where it came from. That was the first memory. Today you meet the
# others, and you will write most of them, in a few lines each.

# %%
import keras
import numpy as np
import pandas as pd

from course_utils import (
    explore_optimizers,
    guess,
    load_dataset,
    plot_lines,
    plot_paths,
    show_figure,
)

# %% [markdown]
# ## Four landscapes
#
# A network has thousands of weights, and nobody can draw its loss. With two weights, x and y, one
# can: it is a landscape, and the loss is the height. Here are four, with their slopes. Each is a
# place where real networks get into trouble, except the first.


# %%
def bowl(x, y):
    return (x**2 + y**2) / 2


def ravine(x, y):
    return (x**2 + 100 * y**2) / 2


def saddle(x, y):
    return x**2 / 2 + y**4 / 4 - y**2 / 2


def two_valleys(x, y):
    return (x**2 - 1) ** 2 / 2 - x / 5 + y**2


SLOPES = {
    bowl: lambda x, y: np.array([x, y]),
    ravine: lambda x, y: np.array([x, 100 * y]),
    saddle: lambda x, y: np.array([x, y**3 - y]),
    two_valleys: lambda x, y: np.array([2 * x * (x**2 - 1) - 0.2, 2 * y]),
}

# %% [markdown]
# And here is the walker. A **rule** gets the slopes, what it remembers, and the learning rate. It
# returns the change of the weights, and what it wants to remember for the next step. Look at `sgd`:
# its memory goes out as it came in. There is nothing in it.


# %%
def sgd(slope, memory, learning_rate):
    return -learning_rate * slope, memory


def walk(landscape, rule, memory, start, learning_rate, steps=60):
    """Return the places, (steps + 1, 2), that a rule visits."""
    place, visited = np.array(start), [start]
    for _ in range(steps):
        change, memory = rule(SLOPES[landscape](*place), memory, learning_rate)
        place = place + change
        visited.append(place)
    return np.array(visited)


START = (-1.8, 1.0)
end = walk(bowl, sgd, None, START, learning_rate=0.2)[-1]
print(f"in the bowl, SGD ends at x = {end[0]:.6f}, y = {end[1]:.6f}, height {bowl(*end):.6f}")
assert bowl(*end) < 1e-6

# %% [markdown]
# A bowl is easy. Now the ravine: its walls are steep, and its floor falls gently. Across, the slope
# is 100 · y; along, it is only x. Let us try all directions, one for each degree, with a tiny step.
# Which one leads down fastest?

# %%
angles = np.radians(np.arange(360))
tiny = np.array(START)[:, np.newaxis] + 0.001 * np.array([np.cos(angles), np.sin(angles)])
fastest = int(ravine(*tiny).argmin())
against_slopes = np.degrees(np.arctan2(*-SLOPES[ravine](*START)[::-1])) % 360
to_lowest = np.degrees(np.arctan2(0 - START[1], 0 - START[0])) % 360
print(f"fastest way down: {fastest}°, against the slopes: {against_slopes:.0f}°")
print(f"straight to the lowest place: {to_lowest:.0f}°")
assert abs(fastest - against_slopes) < 1 and abs(fastest - to_lowest) > 45

# %% [markdown]
# That is what a gradient is: against it lies the direction in which the loss falls fastest. But here
# the fastest way down leads into the wall on the other side, and not to the lowest place. And one
# learning rate has to serve both directions.

# %% [markdown] tags=["guess"]
# **Guess 10.a.** A step of SGD across the ravine is y − rate · 100 · y. How large may the rate be, so
# that y does not grow from step to step?
#
# - [ ] Up to 2
#   So it is along the floor, where the slope is x. Across, the slope is a hundred times as steep.
# - [ ] Up to 0.2
#   y would become y − 20 · y, which is 19 times as far out, on the other side.
# - [x] Up to 0.02
#   y becomes (1 − 100 · rate) · y. At 0.02 that is −y: the other wall, at the same height. Any
#   more, and it climbs.
# - [ ] Any rate will do, if one is patient
#   Patience helps where steps are too short. Here they are too long, and each makes it worse.

# %%
for rate in [0.018, 0.02, 0.022]:
    path = walk(ravine, sgd, None, START, rate)
    print(f"rate {rate}: x = {path[-1, 0]:6.3f}, y = {path[-1, 1]:13.6f}")
assert abs(walk(ravine, sgd, None, START, 0.018)[-1, 1]) < 1e-5
assert abs(walk(ravine, sgd, None, START, 0.022)[-1, 1]) > 1000

# %%
x, y = np.linspace(-2.2, 2.2, 221), np.linspace(-1.4, 1.4, 141)


def heights(landscape):
    return landscape(x, y[:, np.newaxis])


show_figure(
    plot_paths(x, y, heights(ravine), {"SGD, rate 0.018": walk(ravine, sgd, None, START, 0.018)}),
    alt="The ravine from above, with long narrow lines of equal height. SGD jumps from wall to wall, "
    "less far each time, and then creeps along the floor. After 60 steps it is not at the lowest "
    "place.",
)

# %% [markdown]
# The steep wall dictates the rate. With that rate the floor is a crawl: x shrinks by 1.8 % a step.
# Inputs of different sizes make such a ravine, and that is why one scales them (lesson 3). But there
# are ravines inside a network as well, and those nobody scales.

# %% [markdown]
# ## Remember the direction: momentum
#
# Here is Polyak's ball. It has a **velocity**. Each step keeps 90 % of it, and the slope adds its
# push. The weights then change by the velocity.


# %%
def momentum(slope, velocity, learning_rate):
    velocity = 0.9 * velocity - learning_rate * slope
    return velocity, velocity


# %% [markdown] tags=["guess"]
# **Guess 10.b.** The slope is 1 at every step, and the rate is 0.01. So the first step is 0.01 long. How
# long do the steps become in the end?
#
# - [ ] They stay at 0.01
#   So it is without memory. Here 90 % of the last step comes on top.
# - [ ] 0.019
#   That is the second step: 0.01 and 90 % of 0.01. It goes on like this.
# - [x] 0.1
#   Ten times the first. There the 10 % that are lost each time are just what the slope adds.
# - [ ] They grow without end
#   The push is always the same, but the loss of 10 % grows with the velocity. Where both are equal,
#   it grows no more.

# %%
velocity, lengths = 0.0, []
for _ in range(100):
    change, velocity = momentum(1.0, velocity, 0.01)
    lengths.append(-change)
print("step 1, 2, 10, 100:", [round(lengths[step - 1], 4) for step in (1, 2, 10, 100)])
assert np.isclose(lengths[-1], 0.1, rtol=1e-3)

# %% [markdown]
# Where the slope keeps its direction, momentum becomes up to ten times as fast. Where the slope
# turns around at each step, the pushes cancel. That is just what a ravine needs: along the floor
# they add up, across it they cancel.
#
# Is it really the memory, and not the rate? Let each have the best of ten rates.

# %%
rates = [0.001, 0.002, 0.003, 0.005, 0.008, 0.01, 0.012, 0.015, 0.018, 0.02]
best_path = {}
for name, rule, memory in [("SGD", sgd, None), ("momentum", momentum, 0.0)]:
    paths = {rate: walk(ravine, rule, memory, START, rate) for rate in rates}
    rate = min(rates, key=lambda rate: ravine(*paths[rate][-1]))
    best_path[f"{name}, rate {rate}"] = paths[rate]
    print(f"{name:9} best rate {rate}, height after 60 steps {ravine(*paths[rate][-1]):.3f}")

by_sgd, by_momentum = (ravine(*path[-1]) for path in best_path.values())
assert by_momentum < by_sgd / 4

# %%
show_figure(
    plot_paths(x, y, heights(ravine), best_path),
    alt="The ravine from above. SGD jumps from wall to wall and creeps along the floor. Momentum "
    "swings a few times across, rolls past the lowest place, and comes back.",
)

# %% [markdown]
# The ball overshoots, and comes back. In 1983 Yurii **Nesterov** found a way to make it look ahead:
# take the slope where the velocity will carry you, not where you are. It swings less. In Keras both
# are settings of SGD: `SGD(0.01, momentum=0.9)`, and `nesterov=True` in addition. Without them, SGD
# has no momentum at all.

# %% [markdown]
# ## Places where the slope is no help
#
# The next landscape is a **saddle**. Along x it is a valley, along y it is a hilltop. In the middle
# the ground is level, and yet it is no low point.

# %% [markdown] tags=["guess"]
# **Guess 10.c.** SGD starts exactly on the ridge, at x = −1.8, y = 0, where the slope across is 0.
# Where does it end?
#
# - [ ] In one of the two low points, at y = 1 or y = −1
#   To get there it must leave the ridge, and the slope across is exactly 0.
# - [x] In the middle of the saddle
#   It slides along the ridge, and there all slopes are 0. Gradient descent stops where it is level,
#   low or not.
# - [ ] It slides on to the right, past the middle
#   Along x the saddle is a valley, and the middle is its lowest place. Nothing pushes it further.

# %%
on_ridge = walk(saddle, sgd, None, (-1.8, 0.0), 0.1, steps=200)[-1]
far = np.linalg.norm(on_ridge)
print(f"on the ridge it ends {far:.4f} from the middle, at a height of {saddle(*on_ridge):.3f}")
print(f"from there, a nudge in x: {saddle(0.1, 0):+.3f}, a nudge in y: {saddle(0, 0.1):+.3f}")
assert np.allclose(on_ridge, 0, atol=1e-6)
assert saddle(0.1, 0) > 0 > saddle(0, 0.1)

steps_needed = {}
for name, rule, memory in [("SGD", sgd, None), ("momentum", momentum, 0.0)]:
    path = walk(saddle, rule, memory, (-1.8, 0.001), 0.1, steps=200)
    steps_needed[name] = int(np.argmax(path[:, 1] > 0.5))
print("from 0.001 beside the ridge, steps until y > 0.5:", steps_needed)
assert steps_needed["SGD"] > 2 * steps_needed["momentum"]

# %% [markdown]
# Nobody starts exactly on a ridge: that is one more thing that random weights are good for. But
# close to it the slope is nearly 0, and SGD loses much time. Momentum gathers what little there is.
#
# The last landscape has two valleys. The left one is a **local minimum**: lower than all around it,
# but not the lowest.

# %% [markdown] tags=["guess"]
# **Guess 10.d.** From our start on the left, SGD ends in the left valley, which is the shallow one.
# What gets it into the deeper one?
#
# - [ ] A learning rate between 0.001 and 0.2, if one finds the right one
#   We try eight of them. Each only changes how fast it goes to the bottom of its own valley.
# - [x] Momentum, noise in the slopes, or another start
#   All three. A ball rolls over the hill, noise may kick the walker over it, and who starts beyond
#   it has no hill to climb.
# - [ ] More steps
#   At the bottom the slope is 0. It could stay there for ever.

# %%
LEFT, RIGHT = (-1.8, 1.0), (1.8, 1.0)


def is_deeper(path):
    return bool(path[-1, 0] > 0.5)


rates = [0.001, 0.003, 0.01, 0.02, 0.03, 0.06, 0.1, 0.2]
by_rate = [is_deeper(walk(two_valleys, sgd, None, LEFT, rate, 500)) for rate in rates]
other_start = is_deeper(walk(two_valleys, sgd, None, RIGHT, 0.03))
with_momentum = is_deeper(walk(two_valleys, momentum, 0.0, LEFT, 0.03))
print(f"SGD from the left: deeper at {sum(by_rate)} of {len(by_rate)} rates")
print("SGD from the right:", other_start, "  momentum from the left:", with_momentum)
assert not any(by_rate) and other_start and with_momentum

# %%
rng = np.random.default_rng(1)


def noisy_sgd(slope, memory, learning_rate):
    return sgd(slope + rng.normal(0, 3, size=2), memory, learning_rate)


walks = [walk(two_valleys, noisy_sgd, None, LEFT, 0.05, steps=200) for _ in range(100)]
arrived = sum(map(is_deeper, walks))
print(f"with noise in the slopes, {arrived} of 100 walks end in the deeper valley")
assert arrived > 25

huge = [is_deeper(walk(two_valleys, sgd, None, start, 0.4)) for start in (LEFT, RIGHT)]
print("one huge rate, 0.4, from the left and from the right:", huge)
assert huge == [True, False]

# %% [markdown]
# Small batches make noisy slopes (lesson 3), and here you see that noise is not only a nuisance.
#
# And the huge rate? From the left its first step jumps over everything, into the deeper valley. From
# the right it jumps just as far: out of it. That is a throw of dice and no remedy. The learning rate
# is how long the steps are, and no more.

# %%
show_figure(
    plot_paths(
        x,
        y,
        heights(two_valleys),
        {
            "SGD": walk(two_valleys, sgd, None, LEFT, 0.03),
            "momentum": walk(two_valleys, momentum, 0.0, LEFT, 0.03),
            "SGD, other start": walk(two_valleys, sgd, None, RIGHT, 0.03),
        },
    ),
    alt="Two valleys from above, side by side. SGD from the left stays in the left one. Momentum "
    "rolls over the hill into the right one, which is deeper. SGD from the right ends there too.",
)

# %% [markdown]
# So gradient descent finds *a* low point, not *the* lowest. In large networks this matters less than
# people once feared: Yann Dauphin and others found in 2014 that there it is the saddles that cost
# time, and that most low points are about equally good.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today: you know the memory of direction. The memory of size comes next.
# When you come back, select the next cell, choose *Run*, then *Run All Above Selected Cell*, and go
# on.

# %% [markdown]
# ## A ravine in real data
#
# The hotel of lesson 4 gets its guests through more than a hundred travel agents. Each agent is a
# column: 1 if the booking came through them, else 0. That is called **one-hot**. Some agents sent more
# than a thousand bookings, and most sent a handful. Such columns are **sparse**, which means mostly
# zero. It does not mean that something is missing.
#
# One neuron is to tell the price of a room, in hundreds of euros. So an agent's weight says how much
# more their guests pay. We keep every fourth day to choose by, and another fourth to test with.

# %%
hotel = load_dataset("hotel_rates").drop_duplicates()
numbers = ["lead_time", "stays_in_week_nights", "adults", "children"]
numbers += ["historical_adr", "total_of_special_requests"]
day = hotel["arrival_date"].dt.day.to_numpy()
train, valid, test = (np.flatnonzero(rows) for rows in (day % 4 > 1, day % 4 == 0, day % 4 == 1))

scaled = hotel[numbers].to_numpy(dtype=float)
scaled = (scaled - scaled[train].mean(axis=0)) / scaled[train].std(axis=0)
agents = pd.get_dummies(hotel["agent"]).to_numpy(dtype=float)
X = np.column_stack([agents, scaled, np.ones(len(scaled))])
y_hotel = hotel["avg_price_per_room"].to_numpy() / 100

bookings = agents[train].sum(axis=0)
rare = np.flatnonzero((bookings > 0) & (bookings <= 20))
common = np.flatnonzero(bookings > 200)
print(f"{len(rare)} rare agents, on average {bookings[rare].mean():.0f} of {len(train):,} bookings")
print(f"{len(common)} common agents, on average {bookings[common].mean():,.0f}")

# %% [markdown] tags=["guess"]
# **Guess 10.e.** We train with 200 random batches of 64 bookings. A rare agent has 6 of about 7,000. In
# how many of the 200 batches does their weight get a slope that is not 0?
#
# - [ ] In all 200
#   The slope of a weight is what came in × blame. If no booking of this agent is in the batch, only
#   zeros came in.
# - [ ] In about 100
#   For that, every second batch would need one of the 6 bookings.
# - [x] In about 10
#   200 · 64 draws, and each hits the agent with 6 chances in 7,000: about 11 hits.
# - [ ] In none
#   Rare is not never. Each hit counts, as you will see.


# %%
def train_neuron(rule, memory, learning_rate, steps=200):
    """Train one neuron on batches of 64; return its weights, and how often each had a slope."""
    rng = np.random.default_rng(1)
    w, hits = np.zeros(X.shape[1]), np.zeros(X.shape[1])
    for _ in range(steps):
        rows = rng.choice(train, 64)
        slope = 2 * X[rows].T @ (X[rows] @ w - y_hotel[rows]) / 64
        hits += slope != 0
        change, memory = rule(slope, memory, learning_rate)
        w = w + change
    return w, hits


_, hits = train_neuron(sgd, None, 0.05)
print(f"steps with a slope: rare {hits[rare].mean():.0f}, common {hits[common].mean():.0f}")
assert hits[rare].mean() < 15 and hits[common].mean() > 180

# %% [markdown]
# ## Remember the size: Adagrad
#
# In 190 of 200 steps nothing happens to a rare agent. When their guest comes at last, that is news,
# and a short step wastes it. John Duchi, Elad Hazan and Yoram Singer saw this in 2011, for texts,
# where most words are rare. Their **Adagrad** remembers, for each weight, the sum of its squared
# slopes, and divides by the root of it. A weight that had few slopes so far takes a long step.


# %%
def adagrad(slope, total, learning_rate):
    total = total + slope**2
    return -learning_rate * slope / np.sqrt(total), total


def off(w, rows):
    """Mean squared error, in (100 euros) squared."""
    return np.mean((X[rows] @ w - y_hotel[rows]) ** 2)


learnt = {}
for name, rule, memory in [("SGD", sgd, None), ("Adagrad", adagrad, 0.1)]:
    tried = [train_neuron(rule, memory, rate)[0] for rate in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)]
    finite = [w for w in tried if np.isfinite(w).all()]
    learnt[name] = min(finite, key=lambda w: off(w, valid))
moved = {
    name: [100 * np.abs(w[group]).mean() for group in (rare, common)] for name, w in learnt.items()
}
for name, (of_rare, of_common) in moved.items():
    print(f"{name:8} weights moved by: rare {of_rare:4.1f} euros, common {of_common:4.1f} euros")
assert moved["SGD"][0] < 2 and moved["Adagrad"][0] > 2.5 * moved["SGD"][0]
assert moved["Adagrad"][1] < 2.5 * moved["SGD"][1]

# %% [markdown]
# Each had the best of six rates, by validation. The weights of the common agents moved up to twice as
# far with Adagrad. Those of the rare ones hardly moved with SGD, and several times as far with Adagrad.
#
# Does it pay? Ask the test rows.

# %%
tested = {name: off(w, test) for name, w in learnt.items()}
for name, error in tested.items():
    print(f"{name:8} error on the test rows: {error:.4f}, in (100 euros) squared")
assert abs(tested["Adagrad"] / tested["SGD"] - 1) < 0.08

# %% [markdown]
# No, not here. Six bookings cannot teach what an agent is worth, and rare agents are rare in the
# test rows, too. It pays where the rare columns carry the meaning, as words do. What an optimizer
# *can* do and what that is worth are two questions.

# %% [markdown]
# ## What it cannot forget
#
# Adagrad starts its sum at 0.1, as in Keras, and adds to it for ever.

# %% [markdown] tags=["guess", "again"]
# **Guess 10.f.** The slope of a weight is 1 at every step. How long is Adagrad's hundredth step,
# measured by its first?
#
# - [ ] As long
#   The slope is the same, but the sum of squares has grown from 1 to 100.
# - [x] About a tenth
#   It divides by √100 = 10.
# - [ ] About a hundredth
#   It divides by the root of the sum, not by the sum.

# %%
total, lengths = 0.1, []
for _ in range(100):
    change, total = adagrad(1.0, total, 0.01)
    lengths.append(-change)
print(f"first step {lengths[0]:.5f}, hundredth {lengths[-1]:.5f}")
assert np.isclose(lengths[-1] / lengths[0], 0.1, rtol=0.06)

# %% [markdown]
# It brakes, and never lets go. In a long training its steps become short, wherever it is.
#
# The cure came in 2012, in one slide of an online lecture by Geoffrey Hinton, and was never
# published otherwise. Forget! Keep 90 % of what you remember, and add 10 % of what is new. That is a
# **fading average**, and the optimizer is **RMSprop**, after the root of the mean square.


# %%
def rmsprop(slope, mean, learning_rate):
    mean = 0.9 * mean + 0.1 * slope**2
    return -learning_rate * slope / np.sqrt(mean + 1e-7), mean


half = np.log(0.5) / np.log(0.9)
print(f"half of it is forgotten after {half:.1f} steps; after 10 steps {0.9**10:.0%} is left")

slopes, memory = np.array([1.0, 5.0]), 0.0
for _ in range(300):
    change, memory = rmsprop(slopes, memory, 0.01)
print("its 300th step on slopes of 1 and 5:", -change.round(5))
assert np.allclose(-change, 0.01, rtol=1e-3) and 6.5 < half < 6.7

# %% [markdown]
# Nothing drops out of a window all at once. The past fades, and with 0.9 it reaches back about ten
# steps. And look at the last line: after 300 equal slopes the step is 0.01, the learning rate itself,
# whether the slope is 1 or 5. With RMSprop **the learning rate is a distance**: about so far goes a
# weight in a step.
#
# A sister of it, **Adadelta** (Matthew Zeiler, 2012), remembers the sizes of its own steps as well,
# and so needs no learning rate at all. But beware: Keras multiplies its steps by 0.001 all the same.
# For the original, write `Adadelta(learning_rate=1.0)`.

# %%
in_keras = float(keras.optimizers.Adadelta().learning_rate)
print(f"Adadelta in Keras: learning rate {in_keras:.3f}")
assert np.isclose(in_keras, 0.001)

# %% [markdown]
# ## Remember both: Adam
#
# Now put both together. Remember the direction, as momentum does, and the size, as RMSprop does, and
# divide the one by the other. That is **Adam**, short for adaptive moment estimation, by Diederik
# Kingma and Jimmy Ba, 2014.
#
# One thing is left to mend. Both memories start at 0, so at first they are too small: after one step
# the direction is 10 % of the slope. Adam knows how much is missing, and divides by it. In books
# this is the **bias correction**, which has nothing to do with the bias of a neuron.


# %%
def adam(slope, memory, learning_rate):
    direction, size, step = memory
    step = step + 1
    direction = 0.9 * direction + 0.1 * slope
    size = 0.999 * size + 0.001 * slope**2
    corrected = direction / (1 - 0.9**step), size / (1 - 0.999**step)
    change = -learning_rate * corrected[0] / (np.sqrt(corrected[1]) + 1e-7)
    return change, (direction, size, step)


# %% [markdown] tags=["guess", "again"]
# **Guess 10.g.** The learning rate is 0.01. One weight has a slope of 0.001, another one of 1,000. How
# far does each move in Adam's first step?
#
# - [ ] By 0.00001 and by 10
#   That is rate × slope, as SGD does it. Adam divides by the size of the slope.
# - [x] Both by 0.01
#   The direction is the slope, the size is its square, and slope / √slope² is 1. So the first step is
#   the learning rate itself.
# - [ ] By 0.001 and by 0.01
#   Something like this would come out if large slopes were cut off. Adam does not cut, it divides.

# %%
first_step, _ = adam(np.array([0.001, 1000.0]), (0.0, 0.0, 0), 0.01)
print("Adam's first step:", first_step)
assert np.allclose(first_step, -0.01, rtol=1e-3)

# %% [markdown]
# Only the sign of the slope counts at first. Is it what Keras does? Give both the same 50 random
# slopes.

# %%
optimizer, weights = keras.optimizers.Adam(0.01), keras.Variable(np.zeros(4))
own, memory = np.zeros(4), (0.0, 0.0, 0)
rng = np.random.default_rng(1)
for _ in range(50):
    slope = rng.normal(size=4) * [0.1, 1, 10, 100]
    optimizer.apply([keras.ops.convert_to_tensor(slope, "float32")], [weights])
    change, memory = adam(slope, memory, 0.01)
    own = own + change
print("Keras:", weights.numpy().round(5))
print("own:  ", own.round(5))
assert np.allclose(weights.numpy(), own, atol=1e-5)

# %% [markdown]
# You have just written Adam. `AdamW` is Adam that also pulls every weight a little towards 0 at each
# step. You will meet it in recipes for large networks.

# %% [markdown]
# ## Play with it
#
# Here are all six, on the four landscapes, seen from above. The tables below show what each remembers.
# All six get the same learning rate.

# %%
explore_optimizers()

# %% [markdown]
# **Try it:**
#
# 1. Take the ravine and a rate of 0.018, and let it play. Who jumps, who swings, who crawls?
# 2. Now 0.06. Three fly away. Why do the others not care?
# 3. Take the saddle, and the start “ridge”. Who leaves the ridge first?
# 4. Watch Adagrad's memory of the size while it plays, and then RMSprop's.
#
# <details><summary>What you saw</summary>
#
# 1. SGD jumps from wall to wall, momentum swings and arrives, Nesterov flies away. Adagrad, RMSprop
#    and Adam walk at an even pace: for them, 0.018 is a distance.
# 2. They divide by the size of the slope. So their steps are no longer on a steep wall than on a
#    gentle one.
# 3. RMSprop, and then Adam. Near the ridge the slope is tiny, and they do not mind.
# 4. Adagrad's grows and never shrinks. RMSprop's falls when the slopes become small.
#
# </details>

# %% [markdown]
# ## A rate that follows a plan
#
# So far the learning rate stayed the same from the first step to the last. It need not. A
# **schedule** is a plan for the learning rate. Three are common:
#
# - **step**: divide it by ten at certain moments
# - **cosine**: let it glide down to 0, along half a wave
# - **warm-up**: begin near 0 and raise it during the first steps, then one of the others
#
# A schedule counts **steps**, not epochs. We train on 12,800 diamonds in batches of 128, for 3
# epochs. That makes 100 · 3 = 300 steps.

# %%
steps = 300
schedules = keras.optimizers.schedules
plans = {
    "constant": lambda: 0.02,
    "small constant": lambda: 0.002,
    "step": lambda: schedules.PiecewiseConstantDecay([150, 225], [0.02, 0.002, 0.0002]),
    "cosine": lambda: schedules.CosineDecay(0.02, decay_steps=steps),
    "warm-up, cosine": lambda: schedules.CosineDecay(
        0.0, decay_steps=steps - 30, warmup_target=0.02, warmup_steps=30
    ),
}
moments = np.arange(0, steps, 5)


def rates_of(plan):
    return [float(plan(step)) if callable(plan) else plan for step in moments]


# %%
show_figure(
    plot_lines(
        moments,
        {name: rates_of(plan()) for name, plan in plans.items()},
        x_label="step",
        y_label="learning rate",
    ),
    alt="The learning rate of five plans over 300 steps. Two are constant, at 0.02 and at 0.002. "
    "Step falls to a tenth half-way and again at three quarters. Cosine glides to 0. With warm-up "
    "it first rises from 0 and then glides down.",
)

# %% [markdown] tags=["guess"]
# **Guess 10.h.** Same network, same start, same 300 steps. Which one is better on new diamonds in
# the end, the constant rate or the cosine?
#
# - [ ] The constant rate: its steps stay long, so it gets further
#   Far, yes. But with long steps it keeps jumping around the low point, and never comes to rest.
# - [x] The cosine
#   It has gone far with long steps, and then comes to rest with short ones.
# - [ ] They are equal: both take 300 steps
#   The number of steps is equal. The lengths of the last ones are not.

# %%
diamonds = load_dataset("diamonds")
diamonds = diamonds[(diamonds[["x", "y", "z"]] > 0).all(axis="columns")]
diamonds = diamonds.iloc[np.random.default_rng(1).permutation(len(diamonds))[:20_800]]
sizes, grades = ["carat", "depth", "table", "x", "y", "z"], ["cut", "color", "clarity"]
table = diamonds[sizes].join(diamonds[grades].apply(lambda column: column.cat.codes))
table = ((table - table[:12_800].mean()) / table[:12_800].std(ddof=0)).to_numpy("float32")
price = diamonds["price"].to_numpy("float32") / 1000  # thousands of dollars


def train_diamonds(rate):
    keras.utils.set_random_seed(1)
    hidden = [keras.layers.Dense(64, activation="relu") for _ in range(2)]
    model = keras.Sequential([keras.Input((9,)), *hidden, keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mean_absolute_error")
    model.fit(table[:12_800], price[:12_800], batch_size=128, epochs=3, verbose=0)
    return model


# %%
def dollars_off(model, rows):
    predicted = np.array(model(table[rows])).ravel()
    return 1000 * float(np.abs(predicted - price[rows]).mean())


valid_rows, test_rows = slice(12_800, 16_800), slice(16_800, 20_800)
models = {name: train_diamonds(plan()) for name, plan in plans.items()}
errors = {name: dollars_off(model, valid_rows) for name, model in models.items()}
for name, error in errors.items():
    print(f"{name:16} off by {error:.0f} dollars")
chosen = min(errors, key=errors.get)
print(
    f"chosen: {chosen}, on the test rows off by {dollars_off(models[chosen], test_rows):.0f} dollars"
)
assert errors["cosine"] < 0.97 * min(errors["constant"], errors["small constant"])
assert 0.9 < errors["warm-up, cosine"] / errors["cosine"] < 1.1

# %% [markdown]
# A large rate gets far, and a small one settles. Whoever does both, one after the other, wins. The
# small constant rate shows that it is not enough to be small: in 300 steps it does not get as far.
# Warm-up makes no difference here. It is for very large networks and very large batches, whose first
# steps would otherwise throw them off.
#
# The plan goes into the optimizer, in place of the number: `Adam(CosineDecay(0.02, 300))`. If you
# count in epochs by mistake and write 3 in place of 300, the rate is 0 after three steps, and the
# other 297 do nothing.

# %% [markdown]
# ## Which one shall I take?
#
# - Begin with **Adam** and its rate of 0.001. It forgives most.
# - If you have time to try rates, try **SGD with momentum** and a schedule, too. Many who work with
#   images prefer it.
# - With sparse columns, **Adagrad**, or again Adam.
# - Whichever you take, the learning rate still matters most. Remember what it means: a *factor* for
#   SGD and momentum, a *distance* for RMSprop and Adam.
#
# <details><summary>You will read… (five sentences that are in circulation, and what is true)</summary>
#
# 1. *"To avoid getting stuck in local minima, the learning rate is used."* The rate sets how long the
#    steps are. What helps is noise, momentum, and another start.
# 2. *"SGD uses momentum."* It can: momentum is a setting, and it is 0 unless you say more.
# 3. *"Gradient descent goes on until it reaches the lowest point."* Until it reaches *a* low point,
#    or a level one.
# 4. *"Adagrad is for data in which examples are missing."* For sparse data: columns that are mostly
#    zero. Nothing is missing in them.
# 5. *"RMSprop looks at a fixed window of slopes, similar to Adaprop."* There is no window. The past
#    fades, with 0.9 over about ten steps. And the similar one is called Adadelta.
#
# </details>

# %% [markdown]
# ## Summary
#
# - Optimizers get the same slopes. They differ in what they remember.
# - SGD remembers nothing. In a ravine the steep wall dictates its rate, and the floor is a crawl.
# - Momentum remembers the direction: equal slopes add up to ten times the step, turning ones cancel.
# - Adagrad remembers the size of all slopes for ever, and brakes. RMSprop and Adadelta let the past
#   fade.
# - Adam remembers both. Its first step is the learning rate, whatever the slope.
# - Gradient descent finds a low or level place. Starts, noise and momentum decide which.
# - A schedule lets the rate fall, so that the training comes to rest. It counts steps.
#
# To a friend you can say: *"All optimizers walk downhill. They differ in what they remember of the
# way: nothing, the direction, how steep it was, or both."*

# %% [markdown]
# ## New words
#
# - **momentum**: a step keeps a part of the last one; what is kept is the **velocity**
# - **Nesterov momentum**: momentum that takes the slope a little ahead
# - **ravine**: a place where the loss is steep in one direction and gentle in another
# - **saddle**: a level place that goes up in one direction and down in another
# - **local minimum**: lower than all around it, but perhaps not the lowest
# - **one-hot**: a column of zeros and ones for each kind of a thing
# - **sparse**: mostly zero
# - **Adagrad**: divides each step by the root of the sum of all squared slopes
# - **fading average**: keeps a part, such as 90 %, and adds the rest from what is new
# - **RMSprop**, **Adadelta**: like Adagrad, with a fading average in place of the sum
# - **Adam**, adaptive moment estimation: momentum and RMSprop together
# - **bias correction**: makes up for memories that start at 0
# - **AdamW**: Adam that also pulls the weights towards 0
# - **schedule**: a plan for the learning rate, such as **step**, **cosine**, **warm-up**

# %% [markdown]
# ## Read and watch
#
# - Gabriel Goh: [Why momentum really works](https://distill.pub/2017/momentum/), Distill, 2017, with
#   sliders.
# - Kingma and Ba: [Adam: a method for stochastic optimization](https://arxiv.org/abs/1412.6980), 2014.
#   The rule is on the second page.
# - Sebastian Ruder: [An overview of gradient descent optimization
#   algorithms](https://www.ruder.io/optimizing-gradient-descent/), all of the family.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 10](../exercises/10_optimizers.ipynb). After that, [Lesson 11: Honest
# splits](lesson_11_honest_splits.ipynb) turns from the network to the data: which numbers may you
# believe?
