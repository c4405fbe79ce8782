"""Submissions that change what judges them, or that lie about what they are."""

from benchmarks.red_team_cases.case import STOPPED, Case

CASES = (
    Case(
        "own check",
        "put another check in place of the course's",
        "import builtins, course_utils, sys\ndef check(*a): return 'correct'\n"
        "builtins.check = course_utils.check = check\n"
        "for module in list(sys.modules.values()):\n"
        "    if hasattr(module, 'check'):\n        module.check = check",
    ),
    Case(
        "solution asked for",
        "have the course tell the answer",
        "from course_utils.source.course_map import question_source\n"
        "tries(lambda: question_source('1.2'), lambda: solution('1.2').markdown, "
        "lambda: hint('1.2').markdown)",
    ),
    Case(
        "builtins",
        "make every test true",
        "import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.all = lambda *a: True\n"
        "builtins.len = lambda *a: 6",
        STOPPED,
        "it breaks its own process",
    ),
    Case(
        "eval",
        "give a right answer to whatever is asked",
        "import builtins\nbuiltins.eval = lambda *a: 1 / 0",
        STOPPED,
        "its own answers cannot be read any more",
    ),
    Case(
        "json",
        "send praise in place of answers",
        'import json\njson.dumps = lambda *a, **k: \'{"answers": [{"correct": true}]}\'',
        STOPPED,
        "its own answers are no longer sent",
    ),
    Case(
        "numpy",
        "make all arrays equal",
        "import numpy as np\nnp.allclose = np.array_equal = np.isclose = lambda *a, **k: True",
    ),
    Case(
        "verdicts",
        "change the course's own classes",
        "from course_utils.exercises import verdicts, asking\n"
        "verdicts.Verdict.correct = verdicts.Verdict.credit = 1.0\n"
        "verdicts.verdict_of = asking.judge = lambda *a: verdicts.Verdict('1.2', 'correct')",
    ),
    Case(
        "import hook",
        "answer the import of the checks",
        "import sys, types\nclass Hook:\n    def find_spec(self, name, *a):\n"
        "        if 'checks' in name: gained()\n"
        "sys.meta_path.insert(0, Hook())\n"
        "sys.modules['course_utils.exercises.checks.lesson_01.questions'] = types.ModuleType('x')",
    ),
    Case(
        "AST transformer",
        "rewrite every later cell",
        "import ast\nclass Rewrite(ast.NodeTransformer):\n"
        "    def visit_Constant(self, node):\n"
        "        return ast.copy_location(ast.Constant(6), node)\n"
        "get_ipython().ast_transformers.append(Rewrite())",
    ),
    Case(
        "input transformer",
        "put code before every later cell",
        "get_ipython().input_transformers_post.append(lambda lines: ['check = print\\n', *lines])",
    ),
    Case(
        "events",
        "run code around every later cell",
        "def forge(*a): raise SystemExit\n"
        "for event in ('pre_run_cell', 'post_run_cell', 'post_execute'):\n"
        "    get_ipython().events.register(event, forge)",
        STOPPED,
        "its own later cells do not run",
    ),
    Case(
        "false class",
        "say that it is a model",
        "class Liar:\n    __class__ = property(lambda self: keras.Model)\n"
        "    def __getattr__(self, name): return self\n"
        "    def __call__(self, *a, **k): return self\n"
        "    def __iter__(self): return iter((self,))\n    def __eq__(self, other): return True\n"
        "    __hash__ = None\nmodel = Liar()",
    ),
    Case(
        "equal to everything",
        "be the right shape by saying so",
        mark=2.0,
        why="1.1 is not right",
        answers={
            "1.1": "class Yes(tuple):\n    def __eq__(self, other): return True\n"
            "    __hash__ = tuple.__hash__\ninput_shape = Yes((1, 2))"
        },
    ),
    Case(
        "false number",
        "be another number each time it is looked at",
        mark=2.0,
        why="1.1 is not right",
        answers={
            "1.1": "class Any(int):\n    def __float__(self): return 6.5\n"
            "    def __int__(self): return 6\n    def __eq__(self, other): return True\n"
            "    __hash__ = int.__hash__\ninput_shape = (Any(7),)"
        },
    ),
    Case(
        "model with its own opinion",
        "a model whose description is right and whose outputs are not",
        "class Odd(keras.Sequential):\n    def get_config(self): return {}\n"
        "    @property\n    def layers(self): return []\n"
        "model = Odd([keras.Input((6,)), keras.layers.Dense(2)])",
        4.0,
        "a dense layer with 2 units is partly right",
    ),
    Case(
        "function that guesses",
        "answer something else each time",
        mark=STOPPED,
        why="1.4 is not right",
        answers={
            "1.4": "import random\ndef neuron(X, w, b):\n"
            "    return random.choice([X @ w + b, X @ w - b, 0, None])* 0"
        },
    ),
    Case(
        "function that looks around",
        "find the wanted result in the frames of its callers and in memory",
        mark=STOPPED,
        why="1.4 is not right",
        answers={
            "1.4": "import gc, inspect\ndef neuron(X, w, b):\n"
            "    for frame in inspect.stack():\n"
            "        for name in ('wanted', 'expected', 'reference', 'right'):\n"
            "            if name in frame.frame.f_locals: return frame.frame.f_locals[name]\n"
            "    for thing in gc.get_objects():\n"
            "        if type(thing).__name__ in ('Question', 'Finding'): return X @ w + b\n"
            "    return X[:, :1] * 0"
        },
    ),
    Case(
        "function that changes its arguments",
        "make the probe zero, so that 0 is right",
        mark=STOPPED,
        why="1.4 is not right",
        answers={
            "1.4": "def neuron(X, w, b):\n    X *= 0; w *= 0; b *= 0\n    return X[:, :1]",
        },
    ),
)
