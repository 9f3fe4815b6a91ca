"""Versions of a sheet: one address gives the newest, the others say that they are old."""
import io
from datetime import timedelta

import pytest
import time_machine
from pypdf import PdfReader

from peoplehub.accounts import following
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.editorial.differences import (
    ADDED,
    REMOVED,
    SAME,
    Part,
    around_changes,
    differences,
)
from peoplehub.editorial.models import PieceVersion
from peoplehub.library import actions
from peoplehub.library.models import Sheet
from peoplehub.moderation.actions import hide, restore
from peoplehub.notifications.models import Notification
from peoplehub.revisions.actions import remove_details
from tests.library.conftest import FIELDS, sheet, typed, write  # noqa: F401  fixtures

pytestmark = pytest.mark.one_database


def later(days: int):
    return time_machine.travel(clock.now() + timedelta(days=days))


def notices(person) -> list[Notification]:
    return list(db.session.scalars(db.select(Notification).where(
        Notification.user_id == person.id, Notification.what == "changed")))


def words_of(answer) -> str:
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_newest_is_at_the_address_and_the_old_one_says_that_it_is_old(
        browser, cast, sheet, typed):  # noqa: F811
    edit = f"/library/manage/{sheet.id}"
    with later(3):
        said = typed(text="Call 111 at night.", change_note="A number to call at night")
        assert browser(cast.advisor).post(edit, data=said).status_code == 303
        visitor = browser()
        assert "Call 111" in visitor.get(sheet.address).text
        listed = visitor.get(f"{sheet.address}/versions").text
        assert "A number to call at night" in listed and "Version 2" in listed
        old = visitor.get(f"{sheet.address}/versions/1").text
        assert "This is an old version." in old and "What a plan is." in old
        assert "Call 111" not in old and 'content="noindex"' in old
        paper = visitor.get(f"{sheet.address}/versions/1/download/pdf")
        words = words_of(paper)
        assert "This is an old version. It was replaced on" in words and "What a plan is." in words
        assert f"The newest is at localhost:5555{sheet.address}" in words or sheet.address in words
        assert "old version 1" in paper.headers["Content-Disposition"]
        newest = visitor.get(f"{sheet.address}/versions/2/download/pdf")
        assert newest.status_code == 302 and newest.location == f"{sheet.address}/download/pdf"
        assert "This is the newest version" in visitor.get(f"{sheet.address}/versions/2").text
    for wrong in ("0", "3", "9" * 40, "1/changes", "1/download/original", "1/download/x"):
        assert browser().get(f"{sheet.address}/versions/{wrong}").status_code == 404


def test_what_changed_is_shown_in_words_and_never_as_code(browser, cast, sheet):  # noqa: F811
    actions.change(cast.advisor, sheet, **FIELDS | {
        "text": "What a plan is. See <b>the</b> first sheet.", "change_note": "Shorter <i>now</i>"})
    page = browser().get(f"{sheet.address}/versions/2/changes").text
    assert "Shorter &lt;i&gt;now" in page and "<i>now" not in page
    assert "<del><span class=\"vh\">Taken out: </span>" in page and "&lt;b&gt;the" in page
    assert differences("One two three four\nGone", "One two 3 four\nStays new") == [
        [Part(SAME, "One two "), Part(REMOVED, "three"), Part(ADDED, "3"), Part(SAME, " four")],
        [Part(REMOVED, "Gone"), Part(ADDED, "Stays new")]]
    assert around_changes(differences("a\nb\nc\nd\ne", "a\nb\nc\nd\nf"))[0] == []
    long = " ".join(map(str, range(4000)))
    assert differences(long, long + " x") == [[Part(REMOVED, long), Part(ADDED, long + " x")]]


def test_followers_are_told_once_of_each_version_and_of_no_small_correction(
        cast, sheet):  # noqa: F811
    following.follow(cast.amina, "sheet", sheet.id)
    actions.change(cast.advisor, sheet, **FIELDS | {"text": "Mended.", "is_small": True})
    assert notices(cast.amina) == [] and sheet.edition == 2
    actions.change(cast.advisor, sheet, **FIELDS | {"text": "New.", "change_note": "New numbers"})
    actions.change(cast.advisor, sheet, **FIELDS | {"text": "New.", "check_every_days": 90})
    actions.mark_checked(cast.advisor, sheet)
    assert [one.times for one in notices(cast.amina)] == [1] and sheet.edition == 3
    actions.unpublish(cast.advisor, sheet)
    actions.publish(cast.advisor, sheet)
    assert sheet.edition == 3 and notices(cast.amina) == []  # the same words are not told again


def test_each_version_has_a_sentence_of_its_own(browser, cast, sheet, typed):  # noqa: F811
    path = f"/library/manage/{sheet.id}"
    browser(cast.advisor).post(path, data=typed(text="Other.", change_note="New numbers"))
    assert "New numbers" not in browser(cast.advisor).get(path).text
    refused = browser(cast.advisor).post(path, data=typed(title="", change_note="Kept words"))
    assert refused.status_code == 422 and "Kept words" in refused.text


def test_a_replaced_sheet_leads_on_and_search_finds_the_newer(browser, cast, write):  # noqa: F811
    old, newer = write(title="Zebra money"), write(title="Holding budgets", slug="holding")
    following.follow(cast.amina, "sheet", old.id)
    client, path = browser(cast.advisor), f"/library/manage/{old.id}/replace"
    assert "Holding budgets" in client.get(path).text
    assert client.post(path, data={"newer": "nothing-such"}).status_code == 422
    assert client.post(path, data={"newer": newer.slug}).status_code == 303
    page = browser().get(old.address)
    assert page.status_code == 200 and "A newer sheet has taken the place of this one" in page.text
    assert f'href="{newer.address}"' in page.text
    assert "Zebra money" not in browser().get("/library").text
    found = browser().get("/search?q=zebra").text
    assert newer.address in found and f'"{old.address}"' not in found
    printed = words_of(browser().get(f"{old.address}/download/pdf"))
    assert "Another sheet has taken the place of this one: “Holding budgets”" in printed
    assert len(notices(cast.amina)) == 1
    for wrong in (newer, old):
        with pytest.raises(Invalid):
            actions.replace(cast.admin, newer, wrong)  # itself, or in a circle
    client.post(path, data={"newer": ""})
    assert "has taken the place" not in browser().get(old.address).text
    assert f'"{old.address}"' in browser().get("/search?q=zebra").text
    assert len(notices(cast.amina)) == 1


def test_search_tells_no_title_of_a_replaced_sheet_that_is_not_out(cast, browser, write):  # noqa: F811
    old, newer = write(title="Zebra money"), write(title="Holding budgets", slug="holding")
    actions.replace(cast.advisor, old, newer)
    client = browser()
    assert newer.address in client.get("/search?q=zebra").text
    hide(cast.moderator, old, "Not so")
    assert newer.address not in client.get("/search?q=zebra").text
    assert newer.address in client.get("/search?q=budgets").text


@pytest.mark.parametrize("gone", ["hidden", "a draft again"])
def test_a_replaced_sheet_is_in_its_place_again_while_the_newer_one_is_gone(
        cast, browser, write, gone):  # noqa: F811
    old, newer = write(title="Zebra money"), write(title="Holding budgets", slug="holding")
    actions.replace(cast.advisor, old, newer)
    client = browser()
    if gone == "hidden":
        hide(cast.moderator, newer, "Not so")
    else:
        actions.unpublish(cast.advisor, newer)
    for page in ("/library", "/packs"):
        assert "Zebra money" in client.get(page).text, page
    assert f'"{old.address}"' in client.get("/search?q=zebra").text
    assert "has taken the place" not in client.get(old.address).text
    if gone == "hidden":
        restore(cast.moderator, newer, "It was right")
    else:
        actions.publish(cast.advisor, newer)
    found = client.get("/search?q=zebra").text
    assert newer.address in found and f'"{old.address}"' not in found
    assert "Zebra money" not in client.get("/library").text


def test_the_first_of_three_is_in_its_place_while_both_that_followed_are_gone(
        cast, browser, write):  # noqa: F811
    first, second, third = write(title="Zebra money"), write(title="Second"), write(title="Third")
    actions.replace(cast.advisor, first, second)
    actions.replace(cast.advisor, second, third)
    client = browser()
    actions.unpublish(cast.advisor, second)
    assert "Zebra money" not in client.get("/library").text
    assert "“Third”" in words_of(client.get(f"{first.address}/download/pdf"))
    hide(cast.moderator, third, "Not so")
    for page in ("/library", "/packs"):
        assert "Zebra money" in client.get(page).text, page
    assert f'"{first.address}"' in client.get("/search?q=zebra").text
    assert "taken the place" not in words_of(client.get(f"{first.address}/download/pdf"))


def test_what_is_too_long_to_be_compared_is_shown_whole():
    old = [f"line {number} of many words" for number in range(3000)]
    new = [*old[:5], *(f"{line} today" for line in old[5:-5]), *old[-5:]]
    shown = differences("\n".join(old), "\n".join(new))
    assert shown[0] == [Part(SAME, old[0])] and shown[-1] == [Part(SAME, old[-1])]
    words = [word for parts in shown for word in parts]
    assert "".join(part.words for part in words if part.what != REMOVED) == "".join(new)
    wide = "\n".join(" ".join(f"{row}-{at}" for at in range(400)) for row in range(60))
    assert [len(parts) for parts in differences(wide, wide.replace("-7 ", "-x "))][-1] == 2
    assert differences("a\nb\na", "a\na") == [
        [Part(SAME, "a")], [Part(REMOVED, "b")], [Part(SAME, "a")]]


def test_versions_are_read_by_those_who_may_read_the_sheet(browser, cast, sheet):  # noqa: F811
    actions.change(cast.advisor, sheet, **FIELDS | {"text": "Other."})
    with pytest.raises(Forbidden):
        actions.replace(cast.amina, sheet, None)
    actions.unpublish(cast.advisor, sheet)
    for page in ("", "/1", "/2/changes", "/1/download/pdf"):
        path = f"{sheet.address}/versions{page}"
        assert browser(cast.amina).get(path).status_code == 404
        assert browser(cast.admin).get(path).status_code == 200


def test_details_that_are_taken_out_are_in_no_version(browser, cast, sheet):  # noqa: F811
    secret = "Call Joe Bloggs in Taunton."
    actions.change(cast.advisor, sheet, **FIELDS | {"text": secret})
    actions.change(cast.advisor, sheet, **FIELDS | {"text": f"{secret} And more."})
    remove_details(cast.moderator, sheet, "Call us.", "A name")
    kept = db.session.scalars(db.select(PieceVersion.text)).all()
    assert kept == ["Call us."] and db.session.get(Sheet, sheet.id).edition == 3
    assert browser().get(f"{sheet.address}/versions/2").status_code == 404
