"""The house stands: rooms import downwards only, and within a room in one order."""
import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "peoplehub"
FLOORS = [
    {"core"},
    {"accounts"},
    {"forum", "blogs", "messages", "library", "contact"},
    {"moderation"},
    {"notifications", "search", "realtime", "audit"},
    {"pages", "admin"},
    {"demo", "wiring"},
    {"peoplehub", "cli", "starting"},
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
ORDER = ["events", "models", "policy", "queries", "forms", "actions", "sockets", "views", "commands"]
KNOWS_THE_VIEWER = {"views", "sockets", "doors", "headers", "frame"}


def modules():
    for path in sorted(HOUSE.rglob("*.py")):
        yield pytest.param(path, id=str(path.relative_to(HOUSE.parent)))


def place_of(path):
    """The room of a file and its name in the room: ("forum", "actions") for actions/writing.py."""
    parts = path.relative_to(HOUSE).with_suffix("").parts
    if len(parts) == 1:
        return ("peoplehub" if parts[0] == "__init__" else parts[0]), parts[0]
    return parts[0], parts[1]


def imports_of(path):
    """(room, name in the room) of each import from our own house."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            package, *rest = name.split(".")
            if package == "peoplehub" and rest:
                yield rest[0], (rest[1] if len(rest) > 1 else "__init__")


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0], [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], []) for alias in node.names)


@pytest.mark.parametrize("path", modules())
def test_imports_go_down(path):
    room, name = place_of(path)
    for other, inside in imports_of(path):
        if other != room:
            assert FLOOR_OF[other] < FLOOR_OF[room], f"{room} imports {other}"
        elif name in ORDER and inside in ORDER and inside != name:
            assert ORDER.index(inside) < ORDER.index(name), f"{room}.{name} imports {inside}"


@pytest.mark.parametrize("path", modules())
def test_imports_stand_at_the_top(path):
    tree = ast.parse(path.read_text())
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [node for node in ast.walk(function)
                     if isinstance(node, ast.Import | ast.ImportFrom)]
            assert not inner, f"{function.name} imports"


@pytest.mark.parametrize("path", modules())
def test_every_file_opens_with_a_sentence(path):
    assert (ast.get_docstring(ast.parse(path.read_text())) or "").strip()


@pytest.mark.parametrize("path", modules())
def test_only_views_and_sockets_know_who_is_signed_in(path):
    _, name = place_of(path)
    if path.stem in KNOWS_THE_VIEWER or name in KNOWS_THE_VIEWER:
        return
    for package, names in imported_packages(path):
        assert not (package == "flask_login" and "current_user" in names)


@pytest.mark.parametrize("path", modules())
def test_policies_and_queries_stand_without_flask(path):
    _, name = place_of(path)
    if name == "policy":
        assert "flask" not in {package for package, _ in imported_packages(path)}
    if name in ("actions", "policy", "models"):
        words = path.read_text()
        assert "current_user" not in words and "session.commit(" not in words


def test_nothing_is_committed_but_by_an_act():
    commits = [path.name for path in HOUSE.rglob("*.py") if "session.commit(" in path.read_text()]
    assert commits == ["acts.py"]


def test_only_one_file_makes_safe_html_of_what_people_write():
    """Markup( elsewhere may hold only what the house itself draws."""
    makers = {str(path.relative_to(HOUSE)) for path in HOUSE.rglob("*.py")
              if "Markup(" in path.read_text()}
    drawn = {p for p in makers if p.startswith(("core/quilt/", "core/icons", "core/words"))}
    assert makers - drawn == {"core/text.py"}


def test_templates_never_call_anything_safe():
    for path in (HOUSE.parent / "templates").rglob("*.html"):
        assert "|safe" not in path.read_text().replace(" ", ""), path


def test_every_room_has_its_floor():
    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert rooms <= FLOOR_OF.keys()
