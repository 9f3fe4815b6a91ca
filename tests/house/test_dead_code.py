"""Nothing stays that nothing uses: queries, rules, macros, exports of scripts, style rules."""
import ast
import re
from collections import Counter
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PYTHON = sorted((HOUSE / "peoplehub").rglob("*.py"))
TEMPLATES = sorted(path for path in (HOUSE / "templates").rglob("*") if path.is_file())
SCRIPTS = sorted((HOUSE / "static/js").glob("*.js"))
STYLES = sorted((HOUSE / "static/css").glob("*.css"))
FOR_OTHERS = {  # attributes that programs beside ours read
    "data-bwignore", "data-form-type", "data-lpignore",  # password managers
    "data-nosnippet",  # search engines
    "data-fold",  # folding.not_today
    "data-pressing",  # the template of a conversation
}
MADE_OF_PARTS = re.compile(r"q-|quilt--|avatar--")  # classes that the drawings put together


def words_of(paths) -> Counter:
    return Counter(re.findall(r"\w+", "\n".join(path.read_text() for path in paths)))


def test_every_query_and_rule_is_asked_outside_the_tests():
    used = words_of([path for path in PYTHON if path.name != "__init__.py"] + TEMPLATES)
    dead = []
    for path in PYTHON:
        if {"queries", "policy"} & set(path.with_suffix("").parts):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef) and used[node.name] < 2:
                    dead.append(f"{path.relative_to(HOUSE)}: {node.name}")
    assert dead == []


def test_every_macro_is_called():
    source = "\n".join(path.read_text() for path in TEMPLATES)
    made = re.findall(r"{% macro (\w+)\(", source)
    assert [name for name in made if len(re.findall(rf"\b{name}\(", source)) < 2] == []


def test_every_export_of_a_script_is_imported_by_another():
    dead = []
    for script in SCRIPTS:
        others = words_of(set(SCRIPTS) - {script})
        exported = re.findall(r"^export (?:async )?(?:function|class|const|let) (\w+)",
                              script.read_text(), re.M)
        dead += [f"{script.name}: {name}" for name in exported if not others[name]]
    assert dead == []


def test_every_attribute_for_scripts_is_read():
    written = set(re.findall(r"\bdata-[a-z-]+", "\n".join(p.read_text() for p in TEMPLATES)))
    readers = "\n".join(path.read_text() for path in SCRIPTS + STYLES)
    names = words_of(SCRIPTS)
    dead = [name for name in written - FOR_OTHERS
            if name not in readers and not names[as_in_dataset(name)]]
    assert dead == []


def as_in_dataset(name: str) -> str:
    return re.sub(r"-(\w)", lambda found: found[1].upper(), name.removeprefix("data-"))


def test_every_class_of_a_style_sheet_is_worn():
    worn = set()
    for path in TEMPLATES + PYTHON + SCRIPTS:
        worn |= set(re.findall(r"[\w-]+", path.read_text()))
    styled = set()
    for path in STYLES:
        rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", path.read_text(), flags=re.S)
        styled |= set(re.findall(r"\.([a-z][\w-]*)", rules))
    dead = {name for name in styled - worn if not MADE_OF_PARTS.match(name)}
    assert dead == set()
