"""The joined scripts: one module that loads nothing, in an order that holds, without a lesson."""

import re
from importlib.resources import files

import pytest

from course_utils.widgets.scripts import (
    CANVAS,
    CANVAS_STYLES,
    EXPLORER,
    EXPLORER_STYLES,
    LIVE,
    LIVE_STYLES,
    PRACTICE,
    PRACTICE_STYLES,
    QUIZ,
    QUIZ_STYLES,
    script,
    style,
)

STATIC = files("course_utils.widgets") / "static"
OTHER_FILES = {"page.html", "saved.html", "saved.js"}
PAGES = pytest.mark.parametrize(
    ("names", "styles"),
    [
        (EXPLORER, EXPLORER_STYLES),
        (LIVE, LIVE_STYLES),
        (QUIZ, QUIZ_STYLES),
        (PRACTICE, PRACTICE_STYLES),
        (CANVAS, CANVAS_STYLES),
    ],
    ids=["explorer", "live", "quiz", "practice", "canvas"],
)

DECLARED = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
SILENT = re.compile(r"//.*|\"(?:\\.|[^\"\\])*\"")  # comments and plain strings name nothing
METHOD = re.compile(r"^  (?:get )?(\w+)(?=\(.*\) \{$)", re.MULTILINE)
# Neither a property, a key of an object, a word of a class name nor a part of a longer name.
NAME = r"(?<![\w.$-]){}(?![\w-]|:\s)"

# Words of a lesson, of which a page for all of them knows none.
LESSON_WORDS = (
    *("seed", "epoch", "loss", "batch", "units", "neuron", "layer", "network", "weight", "bias"),
    *("dropout", "dropped", "kept", "diverge", "keras", "train", "valid", "learning", "rate"),
    *("threshold", "recall", "tensor", "model.fit"),
)


def read(name):
    return (STATIC / f"{name}.js").read_text(encoding="utf-8")


def too_early(sources):
    """Names that a script uses although a later one declares them: (script, name)."""
    texts = [METHOD.sub("", SILENT.sub("", text)) for text in sources.values()]
    declared = [set(DECLARED.findall(text)) for text in sources.values()]
    return [
        (script, name)
        for place, (script, text) in enumerate(zip(sources, texts, strict=True))
        for name in sorted(set().union(*declared[place + 1 :]))
        if re.search(NAME.format(re.escape(name)), text)
    ]


def lesson_words(text):
    return [word for word in LESSON_WORDS if re.search(rf"\b{word}", text, re.IGNORECASE)]


@PAGES
def test_script_is_one_module_that_loads_nothing(names, styles):
    joined = script(names)
    assert "import " not in joined.replace("// ", "")
    assert joined.count("export default") == 1
    assert "http" not in joined.replace("http://www.w3.org/2000/svg", "")
    assert "http" not in style(styles)
    assert "@import" not in style(styles)


@PAGES
def test_a_script_uses_only_what_is_before_it(names, styles):
    assert too_early({name: read(name) for name in names}) == []


@PAGES
def test_a_name_is_declared_once(names, styles):
    declared = [name for script in names for name in DECLARED.findall(read(script))]
    assert len(declared) > len(names)
    assert sorted(declared) == sorted(set(declared))


def test_every_file_belongs_to_a_page():
    pages = (EXPLORER, LIVE, QUIZ, PRACTICE, CANVAS)
    styles = (EXPLORER_STYLES, LIVE_STYLES, QUIZ_STYLES, PRACTICE_STYLES, CANVAS_STYLES)
    used = {f"{name}.js" for page in pages for name in page}
    used |= {f"{name}.css" for style in styles for name in style}
    assert {path.name for path in STATIC.iterdir()} == used | OTHER_FILES


def test_a_script_before_what_it_uses_is_found():
    sources = {
        "one": 'class A {\n  mark(x) {\n    return this.mark("late");\n  }\n}',
        "two": "// late comes later\nconst b = { late: 1 };\nconst early = () => late(A);",
        "three": "function late() {}\nconst mark = 1;",
    }
    assert too_early(sources) == [("two", "late")]
    names = list(EXPLORER)
    names.remove("frame")
    late = too_early({name: read(name) for name in [*names, "frame"]})
    assert {("curves", "Frame"), ("explorer", "LARGE"), ("heatmap", "panelFigure")} <= set(late)


def test_the_page_of_the_explorers_knows_no_lesson():
    for name in EXPLORER:
        assert lesson_words(read(name)) == [], name


def test_a_word_of_a_lesson_is_found():
    assert lesson_words("html('span', {}, 'Spread over 20 seeds')") == ["seed"]
    assert lesson_words("const NAME = 'Dropped';") == ["dropped"]
