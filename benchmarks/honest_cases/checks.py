"""Notebooks that call `check` in their own way, or have their answers elsewhere."""

from benchmarks.honest_cases.case import HonestCase
from benchmarks.honest_cases.changes import (
    all_of,
    answer_below,
    answer_of,
    below_check_of,
    cases,
    check_of,
    checks_at,
    replaced,
)

CASES = (
    HonestCase(
        "check of another name",
        all_of(
            replaced("model = keras", "my_model = keras"),
            replaced("model.get", "my_model.get"),
            check_of("1.2")('check("1.2", my_model)'),
            check_of("1.3")('check("1.3", my_model, w, b)'),
        ),
    ),
    HonestCase(
        "check of a literal",
        all_of(answer_of("1.1")("x = 6"), check_of("1.1")('check("1.1", (6,))')),
    ),
    HonestCase("answer below its check", answer_below("1.1")),
    HonestCase(
        "answer and check again below",
        all_of(answer_below("1.1"), below_check_of("1.2")('check("1.1", input_shape)')),
    ),
    HonestCase("check deleted", check_of("1.2")("")),
    HonestCase("checks all at the end", checks_at(10**6)),
    HonestCase("checks all at the start", checks_at(3)),
    HonestCase("hint and solution", replaced('# solution("', 'solution("')),
    *cases(
        answer_of("1.1"),
        """
### check in the answer's cell
x = (6,)
check("1.1", x)
### check in a loop
for n in (5, 6):
    display(check("1.1", (n,)))
### error behind the answer
input_shape = (6,)
print(nothing)
### %%time
%%time
input_shape = (6,)
""",
    ),
    *cases(
        check_of("1.1"),
        """
### check of an expression
check("1.1", (int(6.0),))
input_shape = None
### check by another name
import course_utils as cu
input_shape = cu.check("1.1", (6,))
### check in a loop, the right one first
for n in (6, 5, 7):
    display(check("1.1", (n,)))
input_shape = (n,)
### checks of several questions in a loop
for n in (6, 5):
    model = keras.Sequential([keras.Input((n,)), keras.layers.Dense(1)])
    check("1.1", (n,))
    check("1.2", model)
    check("1.3", model, *model.get_weights())
model = w = b = input_shape = None
### verdict kept
said = check("1.1", input_shape)
print(said.status, said)
### error in a cell of its own
check("1.1", input_shape)
# %%
1 / 0
# %%
def (
""",
    ),
    *cases(
        answer_of("1.2"),
        """
### verdict asserted
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
assert check("1.2", model).correct
### three cells for an answer
layer = keras.layers.Dense(1)
# %%
layers = [keras.Input((6,)), layer]
# %%
model = keras.Sequential(layers)
### plot_model, summary, clear_session
keras.backend.clear_session()
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
model.summary()
keras.utils.plot_model(model)
""",
    ),
    *cases(
        answer_of("1.3"),
        """
### changed in place behind its check
w, b = model.get_weights()
check("1.3", model, w, b)
w += 1
""",
    ),
    *cases(
        below_check_of("1.2"),
        """
### hint printed
print(hint("1.2"))
solution("1.2")
### spoiled below its check
keep, model = model, None
# %%
model = keep
### model saved and loaded
model.save("m.keras")
model = keras.models.load_model("m.keras")
model.save_weights("m.weights.h5")
""",
    ),
    *cases(
        check_of("1.4"),
        """
### check in a function
def ask():
    return check("1.4", neuron)
ask()
### check copied
check("1.4", neuron)
# %%
check("1.4", neuron)
### unittest
import unittest
class Test(unittest.TestCase):
    def test(self): check("1.4", neuron)
unittest.main(argv=[""], exit=False)
### inspect and pickle
import inspect, pickle
print(inspect.getsource(neuron))
class A: pass
pickle.loads(pickle.dumps(A()))
""",
    ),
)
