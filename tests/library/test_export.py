"""The library as a folder that opens without a server, and comes back by an upload."""
import json
import re

import pytest
from sqlalchemy import select

from peoplehub.core.documents import Original
from peoplehub.core.extensions import db
from peoplehub.library import actions
from peoplehub.library.models import Sheet
from peoplehub.moderation.actions import hide
from tests.library.conftest import EASY, FIELDS, TEXT, write  # noqa: F401  fixtures

pytestmark = pytest.mark.one_database
PAPER = Original("txt", "who to call.txt", b"Call 111 at night.")


def run(app, *args):
    return app.test_cli_runner().invoke(args=[str(one) for one in args])


def words(sheets) -> list[tuple]:
    return sorted((one.title, one.summary, one.topic, one.for_whom, one.text, one.easy_text,
                   one.original_key) for one in sheets)


def test_the_library_opens_from_a_folder_and_comes_back_by_an_upload(
        app, cast, tmp_path, write):  # noqa: F811
    first = write(title="First", slug="first", original=PAPER)
    second = write(title="=Second, \u201cnow\u201d", text=f"{TEXT}\n\n[Ask](/advisors#now)",
                   easy_text=EASY)
    actions.change(cast.advisor, second, **FIELDS | {
        "title": second.title, "text": f"{TEXT}\n\n[Ask](/advisors#now)", "easy_text": EASY,
        "change_note": "A <b>week</b>", "check_every_days": 90})
    actions.write_sheet(cast.advisor, **FIELDS | {"title": "A secret draft"})
    hide(cast.moderator, write(title="Hidden words"), "Not so")
    db.session.rollback()
    out = tmp_path / "out"
    told = run(app, "export", "library", out)
    assert "2 sheets in" in told.output and told.exit_code == 0, told.output
    pages = {path.relative_to(out).as_posix(): path.read_text("utf-8")
             for path in out.rglob("*.html")}
    everything = "".join(pages.values()) + (out / "library.json").read_text("utf-8")
    for secret in ("secret draft", "Hidden words", cast.advisor.email, "ooks after"):
        assert secret not in everything
    assert not re.search(r'(?:href|src)="/', everything) and "<script" not in everything
    page = pages[f"sheets/{second.slug}/index.html"]
    assert 'href="../first/index.html"' in page and "/advisors#now" in page
    for path in re.findall(r'(?:href|src)="(?!http|#)([^"#]+)', page):
        assert (out / f"sheets/{second.slug}" / path).is_file(), path
    assert (out / "sheets/first/document/who to call.txt").read_bytes() == PAPER.data
    assert (out / "sheets/first/sheet.pdf").read_bytes()[:5] == b"%PDF-"
    assert [one["slug"] for one in json.loads((out / "library.json").read_text("utf-8"))]
    before = (out / "index.html").stat()
    assert run(app, "export", "library", out).exit_code == 0
    assert (out / "index.html").stat() == before  # nothing is another: nothing was written

    shown = words([first, second])
    uploaded = run(app, "library", "upload", out, "--owner", cast.moderator.email)
    assert "2 new, 0 as before, 0 changed, 0 not taken" in uploaded.output
    db.session.rollback()
    back = db.session.scalars(select(Sheet).where(Sheet.author_id == cast.moderator.id))
    assert words(back) == shown


def test_a_folder_with_something_else_is_left_alone(app, tmp_path):
    (tmp_path / "mine.txt").write_text("Mine")
    refused = run(app, "export", "library", tmp_path)
    assert refused.exit_code == 1 and "There is something else in this folder" in refused.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
