"""The pages of docs/ that are generated agree with the application of today."""
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from docs_generator import pages
from peoplehub.accounts.models.sessions import IDLE, IDLE_REMEMBERED, LASTS, LASTS_REMEMBERED
from peoplehub.core.extensions import db
from peoplehub.core.limits import LIMITS

HOW = "write it anew: .venv/bin/python -m docs_generator "
PAGES = ("architecture.md", "data-model.md", "running.md", "security.md", "validation.md")


def test_the_data_model_is_drawn_from_the_tables(app):
    page = Path("docs/data-model.md").read_text()
    assert page == pages.data_model(), HOW + "data-model"
    for table in db.metadata.tables:
        assert f"\n### `{table}`\n" in page


def test_what_every_form_takes_is_written_from_the_forms(app):
    assert Path("docs/validation.md").read_text() == pages.validation(), HOW + "validation"


def test_the_times_of_sessions_that_are_told_are_the_code():
    page = " ".join(Path("docs/security.md").read_text().split())
    hour, day = timedelta(hours=1), timedelta(days=1)
    assert f"themselves {LASTS // hour} hours after they began" in page
    assert f"and after {IDLE // hour} hours in which nobody" in page
    assert f"after {LASTS_REMEMBERED // day} days, and after {IDLE_REMEMBERED // day} days" in page


def test_the_table_of_limits_is_the_code():
    page = Path("docs/security.md").read_text()
    told = re.findall(r"^\| ([a-z -]+) \| (\d+ per [\w ]+?) \|", page, re.M)
    assert told == list(LIMITS.items())


def rows_of(heading: str) -> list[list[str]]:
    """The cells of the table below that heading of docs/security.md."""
    page = Path("docs/security.md").read_text()
    part = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_what_is_expensive_names_the_bound_that_the_code_has():
    rows = rows_of("What is expensive, and what bounds it")
    assert len(rows) > 10
    for work, where, bound in rows:
        source = Path(where.strip("`")).read_text()
        for name in re.findall(r"`(\w+)`", bound):
            assert re.search(rf"\b{name}\b", source), (work, name)


def test_components_that_need_watching_are_components():
    bill = json.loads(Path("docs/components.json").read_text())
    named = {component["name"] for component in bill["components"]}
    rows = rows_of("Components that need watching")
    assert len(rows) > 5 and {name for name, _, _ in rows} <= named


@pytest.mark.parametrize("name", PAGES)
def test_links_between_pages_lead_somewhere(name):
    page = Path("docs") / name
    for target in re.findall(r"\]\(([^)#]+)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", PAGES)
def test_files_that_a_page_names_are_there(name):
    """Files of the project; what an example makes elsewhere begins with a slash."""
    named = re.findall(r"`((?:peoplehub|deploy|tests|templates|docs|static|migrations)/[\w./@-]*)",
                       (Path("docs") / name).read_text())
    for path in named:
        assert Path(path).exists(), path


def test_the_walk_through_a_reply_names_functions_that_are_there():
    page = Path("docs/architecture.md").read_text().partition("## What happens when a parent")[2]
    rows = re.findall(r"^\| [^|]*\| `([\w./]+\.py)` \| `(\w+)`", page, re.M)
    assert len(rows) > 10
    for path, name in rows:
        source = Path(path).read_text()
        assert re.search(rf"^\s*(def {name}\b|{name}\b.*=)", source, re.M), (path, name)
