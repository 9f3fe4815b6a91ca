"""Names and docstrings that a newcomer can search for: the field's terms, and no pictures."""
import ast
import io
import re
import tokenize
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPLICATION = sorted((ROOT / "peoplehub").rglob("*.py"))
# What modules were called once, as pictures; the field's terms stand in docs/architecture.md.
PICTURES = set(
    "quilt traps fresh once packing paperwork face refusals rebuilding bounds doors proving ties "
    "standing tidying seals desk deciding paper press printing letters telling closing gate asking "
    "masks frame door drawing bylines places lines ordering turns words starting skeletons easy "
    "checking kept_passwords crossing utils helpers common manager service base".split()
)
# Words that mean nothing to who reads code for the first time, in first lines of modules.
RIDDLES = re.compile(
    r"\b(the house|the ground|knocks?|the wall|doors?|quietly|the press|reckoned)\b", re.I)
# In no docstring or comment: a picture where the field has a term.
METAPHORS = re.compile(
    r"(?<!-)\b(the house|quilt|knock(s|ed|ing)?|rubbish|stranger's|the ground|riddle|desk|"
    r"doors?|asleep|the press|a paper)\b", re.I)
MOST_SILENT_LINES = 3  # of a public function of core without a docstring
REASONED = re.compile(r"type: ignore\[[\w-]+\]  # \w")


def public_functions(path: Path):
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_no_module_is_named_by_a_picture():
    named = {path.stem for path in APPLICATION} | {path.parent.name for path in APPLICATION}
    assert named & PICTURES == set()


def test_the_first_line_of_a_module_says_what_it_is():
    told = {path: (ast.get_docstring(ast.parse(path.read_text())) or "").partition("\n")[0]
            for path in APPLICATION}
    assert [path.name for path, line in told.items() if not line] == []
    assert [line for line in told.values() if RIDDLES.search(line)] == []


@pytest.mark.parametrize("layer", ["actions", "queries", "policy"])
def test_public_functions_say_what_they_return(layer):
    """Of a decorated listener too: `-> None` is an answer."""
    silent = [
        f"{path.relative_to(ROOT)}: {function.name}"
        for path in APPLICATION if layer in (path.stem, path.parent.name)
        for function in public_functions(path) if function.returns is None
    ]
    assert silent == []


def test_migrations_import_nothing_of_the_application():
    """The application changes; what a migration does must not."""
    for path in (ROOT / "migrations").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom | ast.Import):
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [
                    alias.name for alias in node.names]
                assert not [name for name in modules if name.split(".")[0] == "peoplehub"], path


def test_the_type_checker_reads_every_function_whole():
    """No module is let off, and what the checker is told to overlook says why."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
    assert settings["disallow_untyped_defs"] and settings["disallow_incomplete_defs"]
    assert "overrides" not in settings and "exclude" not in settings
    overlooked = [line for path in APPLICATION for line in path.read_text().splitlines()
                  if "type: ignore" in line and not REASONED.search(line)]
    assert overlooked == []


def spoken(path: Path):
    """The comments and docstrings of a Python file."""
    source = path.read_text()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def test_docstrings_and_comments_have_the_terms_of_the_field_and_no_pictures():
    found = [f"{path.relative_to(ROOT)}: {met[0]}" for path in APPLICATION
             for words in spoken(path) for met in METAPHORS.finditer(words)]
    assert found == []


def test_scripts_and_style_sheets_say_in_the_same_terms_what_they_are():
    files = [path for kind in ("js", "css") for path in (ROOT / "static" / kind).rglob(f"*.{kind}")]
    comments = {path.name: re.findall(r"/\*.*?\*/|^\s*//.*$", path.read_text(), re.S | re.M)
                for path in files}
    assert {name: met[0] for name, words in comments.items()
            if (met := METAPHORS.search(" ".join(words)))} == {}
    assert [path.name for path in files
            if not path.read_text().lstrip().startswith(("/*", "//"))] == []


def test_public_functions_of_core_have_a_docstring_unless_they_are_read_at_once():
    silent = [f"{path.relative_to(ROOT)}: {function.name}" for path in APPLICATION
              if "core" in path.parts for function in public_functions(path)
              if not ast.get_docstring(function) and function.name != "init_app"
              and function.end_lineno - function.body[0].lineno >= MOST_SILENT_LINES]
    assert silent == []


LAYERS = ["core", "actions", "queries", "startup", "launcher", "documents"]


@pytest.mark.parametrize("layer", LAYERS)
def test_functions_name_the_errors_that_they_raise(layer):
    unsaid = [f"{path.relative_to(ROOT)}: {function.name}: {error}" for path in APPLICATION
              if layer in (*path.parts, path.stem) for function in public_functions(path)
              for error in raised_by(function) if error not in (ast.get_docstring(function) or "")]
    assert unsaid == []


def raised_by(function: ast.FunctionDef) -> set[str]:
    """The classes that it raises itself, also one or the other of two."""
    raised = [one for node in ast.walk(function) if isinstance(node, ast.Raise) and node.exc
              for one in either(node.exc)]
    names = {ast.unparse(one.func if isinstance(one, ast.Call) else one) for one in raised}
    return {name.rpartition(".")[2] for name in names if name.rpartition(".")[2][0].isupper()}


def either(raised: ast.expr) -> list[ast.expr]:
    """Both of `A if condition else B`, of anything else itself."""
    if isinstance(raised, ast.IfExp):
        return [*either(raised.body), *either(raised.orelse)]
    return [raised]


# Modules whose rules or figures come from outside: they say where from.
SOURCED = (
    "accounts/auth", "accounts/known_devices", "accounts/models/sessions",
    "accounts/names/reserved", "accounts/one_time_codes", "accounts/passwords",
    "core/append_only", "core/conditional_requests", "core/encryption", "core/feeds",
    "core/files", "core/headers", "core/images", "core/limits", "core/logs", "core/promise",
    "core/documents/archives", "moderation/models/reports", "realtime/session_watch",
)
SOURCE = re.compile(
    r"ASVS 5\.0\s+V\d+\.\d|OWASP [A-Z]|RFC \d{4}|Safety Act|UK GDPR, Article|Ofcom")


@pytest.mark.parametrize("module", SOURCED)
def test_rules_and_figures_from_outside_name_their_source(module):
    assert SOURCE.search(" ".join(spoken(ROOT / "peoplehub" / f"{module}.py")))
