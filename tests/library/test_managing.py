"""Writing sheets, changing them, and putting them where everybody can read them."""
from datetime import timedelta

import pytest
import time_machine

from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.library import actions, policy, queries
from peoplehub.library.commands import group
from peoplehub.library.models import Sheet
from tests.library.conftest import FIELDS

pytestmark = pytest.mark.one_database

NEW = "/library/manage/new"
WRITERS = {"advisor", "moderator", "safeguarding", "admin"}
LOOK_AFTER = {"moderator", "safeguarding", "admin"}
CAST = ["amina", "newcomer", "professional", "advisor", "moderator", "safeguarding", "admin",
        "suspended", "unconfirmed", "stranger"]


def the_sheet() -> Sheet:
    return db.session.scalar(db.select(Sheet).order_by(Sheet.id.desc()))


@pytest.mark.one_database
@pytest.mark.parametrize("who", CAST)
def test_who_may_write_and_who_may_change_what_another_wrote(browser, cast, write, typed, who):
    person, other = getattr(cast, who), write(by=cast.admin, draft=True)
    client = browser(None if who == "stranger" else person)
    assert policy.may_manage(person) is (who in WRITERS)
    assert policy.may_edit(person, other) is (who in LOOK_AFTER)
    refused = 302 if who == "stranger" else 404
    own = f"/library/manage/{other.id}"
    for path in ("/library/manage", NEW):
        assert client.get(path).status_code == (200 if who in WRITERS else refused)
    assert client.get(own).status_code == (200 if who in LOOK_AFTER else refused)
    with_words = 401 if who == "stranger" else refused  # they come back above the sign-in form
    assert client.post(own, data=typed()).status_code == (303 if who in LOOK_AFTER else with_words)
    for act in ("publish", "checked", "unpublish"):
        answer = client.post(f"{own}/{act}")
        assert answer.status_code == (303 if who in LOOK_AFTER else refused)


@pytest.mark.one_database
@pytest.mark.parametrize("who", CAST)
def test_the_acts_themselves_refuse_those_who_may_not(cast, write, who):
    person, other = getattr(cast, who), write(by=cast.admin)
    acts = [lambda: actions.publish(person, other), lambda: actions.unpublish(person, other),
            lambda: actions.mark_checked(person, other),
            lambda: actions.change(person, other, **FIELDS)]
    if who in LOOK_AFTER:
        return
    for act in acts:
        with pytest.raises(Forbidden):
            act()
    if who not in WRITERS:
        with pytest.raises(Forbidden):
            actions.write_sheet(person, **FIELDS)


def test_a_suspended_advisor_writes_nothing(browser, cast, sheet, typed):
    person = db.session.get(type(cast.advisor), cast.advisor.id)
    person.suspended_at = clock.now()
    db.session.commit()
    assert not policy.may_edit(person, sheet)
    client = browser(cast.advisor)
    assert client.post(f"/library/manage/{sheet.id}", data=typed()).status_code == 404
    assert client.post(NEW, data=typed()).status_code in (403, 404)


@pytest.mark.one_database
@pytest.mark.parametrize("who", CAST)
def test_a_draft_is_seen_by_its_owner_and_the_team_only(browser, cast, write, who):
    draft = write(draft=True)
    client = browser(None if who == "stranger" else getattr(cast, who))
    expected = 200 if who in WRITERS else 404
    for path in (draft.address, f"{draft.address}/easy-read", f"{draft.address}/download/pdf"):
        assert client.get(path).status_code == expected
    for path in ("/library", "/library/feed.atom", "/library?q=plan"):
        assert draft.title not in client.get(path).text


def test_another_advisors_draft_is_not_there(browser, cast, write):
    draft = write(by=cast.admin, draft=True)
    assert browser(cast.advisor).get(draft.address).status_code == 404
    assert draft.title not in browser(cast.advisor).get("/library/manage").text


@pytest.mark.both_databases
def test_an_advisor_writes_a_draft_looks_at_it_and_publishes_it(browser, cast, typed):
    client = browser(cast.advisor)
    looked = client.post(NEW, data=typed(action="preview"))
    assert looked.status_code == 200 and "This is how it will look" in looked.text
    assert "<h3>What it must say</h3>" in looked.text and "easy__picture" in looked.text
    assert the_sheet() is None
    saved = client.post(NEW, data=typed())
    assert saved.status_code == 303 and the_sheet().is_draft
    client.post(f"/library/manage/{the_sheet().id}/publish")
    assert browser().get("/library/writing-your-support-plan").status_code == 200
    happened = [record.happened for record in db.session.query(Record).order_by(Record.id)]
    assert happened == ["Published"]  # a draft is nobody else's business yet


@pytest.mark.both_databases
def test_a_change_is_seen_at_once_with_what_is_new(browser, cast, typed, sheet):
    path = f"/library/manage/{sheet.id}"
    answer = browser(cast.advisor).post(path, data=typed(text="Other.", change_note="New numbers"))
    assert answer.status_code == 303
    page = browser().get(sheet.address).text
    assert "<p>Other.</p>" in page and "New numbers" in page
    changed = db.session.get(Sheet, sheet.id)
    assert changed.edition == 2 and changed.edited_at
    assert changed.slug == "writing-your-support-plan"


def test_the_form_comes_filled_with_what_there_is(browser, cast, sheet):
    page = browser(cast.advisor).get(f"/library/manage/{sheet.id}").text
    assert 'value="Writing your support plan"' in page and "## What it must say" in page
    assert '<option value="planning" selected>' in page
    assert '<option value="365" selected>' in page


@pytest.mark.one_database
@pytest.mark.parametrize("field, value, sentence", [
    ("title", " ", "Please give the sheet a title."),
    ("title", "x" * 121, "1 characters too long"),
    ("summary", "", "Please say in a sentence what the sheet is about."),
    ("topic", "", "Please choose a topic."),
    ("topic", "made-up", "Please choose one of these"),
    ("text", "x" * 20_001, "1 characters too long"),
    ("easy_text", "[icon:dragon] x", "We have no picture called dragon"),
    ("easy_promised_for", "soon", "Please give a day, such as 2027-01-31."),
    ("check_every_days", "0", "Please choose one of these"),
    ("check_every_days", "often", "Please choose one of these"),
    ("patch", "skull", "Please choose one of these"),
    ("owner_id", "999999", "Please choose one of these"),
])
def test_a_refused_form_says_why_and_keeps_every_word(browser, cast, typed, field, value, sentence):
    answer = browser(cast.advisor).post(NEW, data=typed(**{field: value}))
    assert answer.status_code == 422 and sentence in answer.text
    assert "There is something to put right" in answer.text
    kept = {"title": "Writing your support plan", "text": "What a plan is."}
    for name, words in kept.items():
        assert name == field or words in answer.text
    assert the_sheet() is None


def test_nothing_to_read_is_not_published_and_nothing_is_lost(browser, cast, typed):
    answer = browser(cast.advisor).post(NEW, data=typed(text="", easy_text="", action="publish"))
    assert answer.status_code == 422 and "Please write the sheet" in answer.text
    assert 'value="Writing your support plan"' in answer.text and the_sheet() is None


@pytest.mark.both_databases
def test_the_same_form_sent_twice_makes_one_sheet(browser, cast, typed):
    client, fields = browser(cast.advisor), typed(idempotency_key="abc")
    first, second = client.post(NEW, data=fields), client.post(NEW, data=fields)
    assert first.location == second.location
    assert db.session.query(Sheet).count() == 1


def test_two_editors_do_not_write_over_each_other_unseen(browser, cast, typed, sheet):
    path, seen = f"/library/manage/{sheet.id}", sheet.mark
    browser(cast.admin).post(path, data=typed(text="The team's words.", seen=seen))
    answer = browser(cast.advisor).post(path, data=typed(text="Maya's words.", seen=seen))
    assert answer.status_code == 422
    assert "This was changed while you were writing" in answer.text
    assert "Maya&#39;s words." in answer.text
    assert db.session.get(Sheet, sheet.id).text == "The team's words."


@pytest.mark.both_databases
def test_only_the_team_gives_a_sheet_to_somebody_else(browser, cast, typed, sheet):
    path = f"/library/manage/{sheet.id}"
    refused = browser(cast.advisor).post(path, data=typed(owner_id=str(cast.admin.id)))
    assert refused.status_code == 422
    browser(cast.moderator).post(path, data=typed(owner_id=str(cast.admin.id)))
    assert db.session.get(Sheet, sheet.id).owner.pen_name == "Sunil"
    assert browser(cast.advisor).get(path).status_code == 404


def test_a_members_name_cannot_be_put_over_a_sheet(browser, cast, typed):
    answer = browser(cast.admin).post(NEW, data=typed(owner_id=str(cast.amina.id)))
    assert answer.status_code == 422


def test_taking_a_sheet_back_keeps_its_words_and_its_address(browser, cast, sheet):
    browser(cast.advisor).post(f"/library/manage/{sheet.id}/unpublish")
    assert browser().get(sheet.address).status_code == 404
    browser(cast.advisor).post(f"/library/manage/{sheet.id}/publish")
    assert browser().get(sheet.address).status_code == 200


@pytest.mark.both_databases
def test_the_list_begins_with_what_is_past_its_day(browser, cast, write):
    write(title="Fresh", check_every_days=730)
    write(title="Unfinished", draft=True)
    write(title="Late", check_every_days=90)
    with time_machine.travel(clock.now() + timedelta(days=100)):
        page = browser(cast.advisor).get("/library/manage").text
    assert page.index("Late") < page.index("Unfinished") < page.index("Fresh")
    assert page.count("Overdue</span>") == 1


def test_addresses_are_never_shared_nor_taken_from_the_rooms_own_pages(write):
    assert [write(title="A plan").slug for _ in range(3)] == ["a-plan", "a-plan-2", "a-plan-3"]
    assert write(title="Manage").slug == "manage-2"
    assert write(title="!!!").slug == "sheet"
    assert write(title="中文").slug
    assert len(write(title="word " * 20).slug) <= 70


def test_hostile_words_do_no_harm_on_the_pages(browser, cast, write):
    hostile = '"><script>alert(1)</script>'
    sheet = write(title=hostile, summary=hostile, for_whom=hostile[:80], text=hostile,
                  easy_text=f"[icon:heart] {hostile}\n\n**{hostile}**", change_note=hostile)
    for path in ("/library", sheet.address, f"{sheet.address}/easy-read", "/library/feed.atom",
                 "/library/manage", f"/library/manage/{sheet.id}"):
        assert "<script>alert" not in browser(cast.advisor).get(path).text
    assert browser().get(f"{sheet.address}/download/pdf").status_code == 200


@pytest.mark.both_databases
def test_a_promise_is_forgotten_once_it_is_kept(cast, write):
    sheet = write(easy_text="", easy_promised_for=clock.now().date())
    actions.change(cast.advisor, sheet, **FIELDS)
    assert sheet.easy_promised_for is None


def test_an_empty_sheet_cannot_be_published_by_any_way(cast, write):
    draft = write(text="", easy_text="", draft=True)
    with pytest.raises(Invalid):
        actions.publish(cast.advisor, draft)
    out = write()
    with pytest.raises(Invalid):
        actions.change(cast.advisor, out, **FIELDS | {"text": ""})


@pytest.mark.both_databases
def test_the_command_makes_every_paper(app, sheet):
    said = app.test_cli_runner().invoke(group, ["make"]).output
    assert "Ready: the PDFs of 1 sheet." in said
    assert len(queries.sheet_to_edit(sheet.author, sheet.id).files) == 3
