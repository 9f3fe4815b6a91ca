"""What the written pages name between backticks is there: files, folders, modules and functions."""
import re
from itertools import chain
from pathlib import Path

import pytest

PAGES = [Path(page) for page in (
    "README.md", "CONTRIBUTING.md", "bench/README.md", "docs/architecture.md", "docs/running.md",
    "docs/security.md", "docs/testing.md")]
FOLDERS = ("peoplehub", "templates", "static", "tests", "migrations", "docs", "docs_generator",
           "deploy", "bench")
SOURCES = (".py", ".html", ".js", ".css", ".conf", ".sh", ".service", ".sql", ".toml", ".txt")
A_PATH = re.compile(r"\w[\w.@-]*(/[\w.@-]+)*/?")
A_FILE = re.compile(r"/|\.(py|js|css|html|md|toml|txt|sh|conf|sql|typ|socket|service)$")
A_NAME = re.compile(r"_?[a-z]\w*_\w+|[A-Z]\w*[a-z]\w*[A-Z]\w*")  # snake_case and CamelCase
# Of an example, of other programs, or made when the site is set up.
ELSEWHERE = {"instance/", "peoplehub-live@8102.socket", "test_someone_who_left_hears_nothing_more"}


def named(page: Path) -> list[str]:
    """What stands between single backticks, without the arguments of a call."""
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.S)
    return [name.partition("(")[0] for name in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
            if name not in ELSEWHERE]


@pytest.fixture(scope="module")
def files() -> set[str]:
    below = chain.from_iterable(Path(folder).rglob("*") for folder in FOLDERS)
    return {str(path) for path in chain(Path().glob("[!.]*"), below, Path().glob(".ci/*"))}


@pytest.fixture(scope="module")
def words(files) -> set[str]:
    """Every word of the sources, and of the names of their files."""
    sources = [Path(file) for file in files if file.endswith((*SOURCES, "Makefile"))]
    texts = (path.read_text(errors="replace") for path in sources if path.is_file())
    found = {word for text in texts for word in re.findall(r"\w+", text)}
    return found | {word for file in files for word in re.findall(r"\w+", file)}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_file_or_folder_that_a_page_names_is_there(page, files):
    parts = [Path(file).parts for file in files]
    ends = {"/".join(one[at:]) for one in parts for at in range(len(one))}
    paths = [name for name in named(page) if A_PATH.fullmatch(name) and A_FILE.search(name)]
    assert [name for name in paths if name.rstrip("/") not in ends] == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_function_or_class_that_a_page_names_is_there(page, words):
    last = {name: name.rpartition(".")[2] for name in named(page)}
    assert [name for name, word in last.items()
            if A_NAME.fullmatch(word) and word not in words] == []
