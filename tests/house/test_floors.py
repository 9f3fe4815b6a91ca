"""Layers: packages import downwards only, and within a package files import in one order."""
import ast
import re
from pathlib import Path

HOUSE = Path(__file__).parents[2] / "peoplehub"
FLOORS = [
    {"artwork"},
    {"core"},
    {"text_checks"},
    {"accounts"},
    {"push", "drafts", "reactions", "revisions", "bookmarks", "attachments", "folding",
     "tags", "glossary"},
    {"editorial"},
    {"forum", "blogs", "messages", "library", "contact", "membership", "compliance",
     "announcements", "training"},
    {"moderation", "advisors", "email_replies", "handouts", "member_templates",
     "questions"},
    {"cover", "sheet_feedback"},
    {"safeguarding"},
    {"rota", "supervision", "first_visit"},
    {"online_safety", "unanswered"},
    {"handover"},
    {"notifications", "search", "realtime", "audit", "statistics", "backups"},
    {"pages", "admin", "situations"},
    {"demo", "wiring"},
    {"launcher"},
    {"cli", "startup"},
    {"application"},
    {"peoplehub"},
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
ORDER = "events models policy queries forms actions sockets views commands".split()
ALLOWED_BY_HAND = ["blogs/views/editor.py", "online_safety/views/team.py"]
KNOWS_THE_VIEWER = {"views", "sockets", "auth", "headers", "page_context"}


MODULES = sorted(HOUSE.rglob("*.py"))


def place_of(path):
    """The room of a file and its name in the room: ("forum", "actions") for actions/writing.py."""
    parts = path.relative_to(HOUSE).with_suffix("").parts
    if len(parts) == 1:
        return ("peoplehub" if parts[0] == "__init__" else parts[0]), parts[0]
    return parts[0], parts[1]


def imports_of(path):
    """(room, name in the room) of each import from our own packages."""
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


def test_imports_go_down():
    wrong = []
    for path in MODULES:
        room, name = place_of(path)
        for other, inside in imports_of(path):
            if other != room and FLOOR_OF[other] >= FLOOR_OF[room]:
                wrong.append(f"{path.relative_to(HOUSE)} imports {other}")
            elif other == room and goes_up(name, inside):
                wrong.append(f"{path.relative_to(HOUSE)} imports {room}.{inside}")
    assert wrong == []


def test_what_the_worker_does_is_known_to_it():
    """A round in a file that no other imports is never done, although its own tests pass."""
    imported = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    rounds = [path for path in MODULES
              if re.search(r"^@jobs\.(?:every|job)\b", path.read_text(), re.M)]
    assert len(rounds) > 10
    names = {".".join(path.relative_to(HOUSE.parent).with_suffix("").parts) for path in rounds}
    assert names - imported == set()


def goes_up(name, inside):
    if name == inside or name not in ORDER or inside not in ORDER:
        return False
    return ORDER.index(inside) > ORDER.index(name)


def test_imports_stand_at_the_top():
    functions = ast.FunctionDef, ast.AsyncFunctionDef
    inner = [
        f"{path.relative_to(HOUSE)}: {one.name}"
        for path in MODULES
        for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, functions)
        for node in ast.walk(one) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inner == []


def test_every_file_opens_with_a_sentence():
    silent = [str(path.relative_to(HOUSE)) for path in MODULES
              if not (ast.get_docstring(ast.parse(path.read_text())) or "").strip()]
    assert silent == []


def test_only_views_and_sockets_know_who_is_signed_in():
    curious = [
        str(path.relative_to(HOUSE)) for path in MODULES
        if not {path.stem, place_of(path)[1]} & KNOWS_THE_VIEWER
        for package, names in imported_packages(path)
        if package == "flask_login" and "current_user" in names
    ]
    assert curious == []


def test_policies_stand_without_flask_and_verbs_without_a_request():
    for path in MODULES:
        _, name = place_of(path)
        packages = {package for package, _ in imported_packages(path)}
        assert not (name == "policy" and "flask" in packages), path
        if name in ("actions", "policy", "models"):
            assert "current_user" not in path.read_text(), path


def test_nothing_is_committed_but_by_an_act():
    commits = [path.name for path in HOUSE.rglob("*.py") if "session.commit(" in path.read_text()]
    assert commits == ["transactions.py"]


def test_only_one_file_makes_safe_html_of_what_people_write():
    """Markup( elsewhere may hold only what the application itself draws."""
    makers = {str(path.relative_to(HOUSE)) for path in HOUSE.rglob("*.py")
              if "Markup(" in path.read_text()}
    drawn = {p for p in makers if p.startswith(("artwork/", "core/icons"))}
    assert makers - drawn == {"core/text/rendering.py"}


def test_templates_never_call_anything_safe():
    for path in (HOUSE.parent / "templates").rglob("*.html"):
        assert "|safe" not in path.read_text().replace(" ", ""), path


def test_every_room_has_its_floor():
    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert rooms <= FLOOR_OF.keys()


def test_a_refusal_is_put_beside_its_field_by_one_helper():
    """`Form.refusals_beside`: a view that catches refusals itself forgets field, or words."""
    by_hand = re.compile(r"except (Invalid|EditConflict)\b|errors = \[str\(")
    wrong = [str(path.relative_to(HOUSE)) for path in sorted(HOUSE.rglob("*.py"))
             if place_of(path)[1] == "views" and by_hand.search(path.read_text())]
    assert wrong == ALLOWED_BY_HAND
