"""Submissions that write to the grader themselves, over the line that their answers go over.

Each sends a reply for its own cell, then one in place of the answer to question 1.2. The replies
that are its own come too late, for the wrong question: it loses what follows.
"""

from benchmarks.red_team_cases.case import STOPPED, Case

_SAY = """
import base64, json, os, stat
def say(line):
    for number in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                left = memoryview(line)
                while left: left = left[os.write(number, left):]
        except OSError:
            pass
def record(name, /, **fields):
    return {'$$': name, 'fields': fields}
def made(kind, *items):
    return {'$$': kind, 'items': list(items)}
def array(values, shape, dtype='<f8'):
    return {'$$': 'array', 'dtype': dtype, 'shape': shape,
            'data': base64.b64encode(values).decode()}
def operation(kind='dense', inputs=(-1,), settings=(), weights=()):
    return record('Operation', kind=kind, settings=made('dict', *settings),
                  weights=made('dict', *weights), inputs=made('tuple', *inputs), layer=1,
                  layer_name='x', output_shape=made('tuple', 1), trainable=True)
def model_of(*operations, shapes=(6,), outputs=(0,)):
    return record('ModelRecord', operations=made('tuple', *operations),
                  outputs=made('tuple', *outputs),
                  input_shapes=made('tuple', made('tuple', *shapes)), built=True,
                  trainable_parameters=7, other_parameters=0, compiled=None, ask=None)
def forge(answer):
    say(b'{"output": "", "seconds": 0}\\n')
    say(json.dumps({'answers': [answer]}).encode() + b'\\n')
"""


def _forged(name, tries, code, mark=STOPPED, why=""):
    return Case(f"forged: {name}", tries, _SAY + code, mark, why)


def _answer(name, tries, code, mark=STOPPED):
    """`mark` is more where the record is partly right: a model that takes 6 inputs, say."""
    why = "" if mark == STOPPED else "what is right in it counts, as for any model"
    return _forged(name, tries, f"forge({code})", mark, why)


CASES = (
    _forged(
        "verdict",
        "claim a verdict",
        'say(b\'{"verdict": "correct", "status": "correct", "credit": 1, "marks": 99}\\n\')',
    ),
    _forged(
        "right record",
        "send the record of a right answer by hand",
        "forge({'record': model_of(operation(settings=(['units', 1], ['use_bias', True]), "
        "weights=(['kernel', array(bytes(48), [6, 1])], ['bias', array(bytes(8), [1])])))})",
        3.0,
        "a record of a right answer is a right answer",
    ),
    _forged("end", "say the last word", "say(b'{\"memory_mb\": 0}\\n' * 100)"),
    _forged("no JSON", "send what is no message", "say(b'\\xff\\x00 nonsense\\n')"),
    _forged("no object", "send a list", "say(b'[1, 2]\\n')"),
    _forged("endless line", "send 80 MB without an end", "say(b' ' * 80_000_000)"),
    _forged(
        "17 million lists",
        "make the grader take 1 GB",
        'say(b\'{"answers": [\' + b"[]," * 17_000_000 + b"0]}\\n")',
    ),
    _forged("deep", "nest too deep", 'say(b\'{"a":\' * 100_000 + b"1" + b"}" * 100_000 + b"\\n")'),
    _forged(
        "deep kind",
        "nest where a name is wanted",
        'say(b\'{"output": "", "seconds": 0}\\n\')\n'
        'say(b\'{"answers": [{"record": {"$$": \' + b"[" * 900 + b"]" * 900 + b"}}]}\\n")',
    ),
    _answer("list", "an answer that is no answer", "[1, 2, 3]"),
    _answer("unknown kind", "a class of its own", "{'record': record('os.system', a='id')}"),
    _answer("long name", "a class with a name of 5 MB", "{'record': record('x' * 5_000_000)}"),
    _answer(
        "Question", "the course's other classes", "{'record': record('Verdict', question='1.2')}"
    ),
    _answer("missing fields", "a record with nothing in it", "{'record': record('ModelRecord')}"),
    _answer(
        "wrong types",
        "texts where numbers are wanted",
        "{'record': model_of(operation(inputs=('a', None)), shapes=('b', 2.5))}",
    ),
    _answer(
        "cycle",
        "a model that is its own input",
        "{'record': model_of(operation('add', (0, 0)), operation('add', (1, -99)))}",
        1.73,
    ),
    _answer(
        "places out of range",
        "inputs and outputs that do not exist",
        "{'record': model_of(operation(inputs=(-10**9, 10**9)), outputs=(10**9, -5))}",
        2.0,
    ),
    _answer(
        "huge shape",
        "an array of 10^18 numbers in 8 bytes",
        "{'record': record('ArrayRecord', values=array(bytes(8), [10**9, 10**9]), "
        "container='x', columns=made('tuple'))}",
    ),
    _answer(
        "negative shape",
        "an array of -1 times -1 numbers",
        "{'record': record('ArrayRecord', values=array(bytes(8), [-1, -1]), "
        "container='x', columns=made('tuple'))}",
    ),
    _answer(
        "objects",
        "an array of Python objects",
        "{'record': record('ArrayRecord', values=array(bytes(8), [1], '|O'), "
        "container='x', columns=made('tuple'))}",
    ),
    _answer(
        "no numbers",
        "weights of NaN and infinity",
        "{'record': model_of(operation(settings=(['units', 1],), "
        "weights=(['kernel', array(b'\\xff' * 48, [6, 1])], ['bias', float('nan')])))}",
    ),
    _answer(
        "doubling",
        "60 layers that each double their input",
        "{'record': model_of(*[operation('concatenate', (n - 1, n - 1)) for n in range(60)], "
        "outputs=(59,))}",
        1.06,
    ),
    _answer(
        "ten thousand layers",
        "a verdict without end",
        "{'record': model_of(*[operation('relu', (n - 1,)) for n in range(10_000)])}",
    ),
    _answer(
        "number of 60 million digits",
        "make the grader count",
        "{'record': record('NumberRecord', value={'$$': 'int', 'text': '1' * 60_000_000})}",
    ),
    _answer(
        "call without a function",
        "let the grader call what there is not",
        "{'record': record('FunctionRecord', name='x', parameters=made('tuple'), "
        "call={'$$': 'call', 'number': 10**9})}",
    ),
    _answer(
        "explorer by path", "an explorer that the course does not have", "{'explorer': '../../x'}"
    ),
    _answer("half a character", "a text that is no Unicode", "{'missing': chr(0xd800) + chr(0)}"),
    _forged(
        "wrong call number",
        "call the function of another answer",
        "import numpy as np\nfrom course_utils.grading.sandbox import answers\n"
        "def keep(self, function):\n    return -7\n"
        "answers.Answers._keep = keep",
        why="1.4 cannot be called",
    ),
)
