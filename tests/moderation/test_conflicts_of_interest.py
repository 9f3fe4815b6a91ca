"""Nobody decides about themselves or what they reported, nobody sees who complained about them, and
what the safeguarding lead decided only a lead undoes."""
import pytest

from peoplehub.accounts.models import User
from peoplehub.blogs import actions as blogs
from peoplehub.core.errors import Forbidden, NotFound
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries

pytestmark = pytest.mark.one_database

COMPLAINT = "She laughed at my question about money."


@pytest.fixture
def of_ruths(cast, board):
    """Something that the moderator Ruth wrote, and Ben's complaint about it; and one about her."""
    post = forum.start_topic(cast.moderator, board, "A word from Ruth", "Please stop asking.")
    first = actions.report(cast.ben, post, "unkind", COMPLAINT)
    second = actions.report(cast.ben, cast.moderator, "unkind", COMPLAINT)
    return [(post, first), (db.session.get(User, cast.moderator.id), second)]


def pages_of_the_team(pieces):
    yield from ("/moderation", "/moderation/log", "/moderation/people/ruth", "/notifications", "/")
    for piece, report in pieces:
        yield f"/moderation/reports/{report.id}"
        yield f"/moderation/{piece.kind}/{piece.id}"


@pytest.mark.both_databases
def test_a_moderator_sees_no_trace_of_a_complaint_about_her(browser, cast, of_ruths):
    ruth = browser(cast.moderator)
    for path in pages_of_the_team(of_ruths):
        page = ruth.get(path)
        assert COMPLAINT not in page.text and "It is unkind" not in page.text, path
        assert "Reported" not in page.text and "Ben" not in page.text, path
        if "/reports/" in path:
            assert page.status_code == 404
    assert queries.waiting(cast.moderator) == 0 and "0 things waiting" in ruth.get(
        "/moderation").text
    others = browser(cast.safeguarding).get("/moderation").text
    assert "2 things waiting" in others


def test_nor_when_another_has_settled_it(browser, cast, of_ruths):
    for _, report in of_ruths:
        actions.settle(cast.safeguarding, report, "left", words="We talked with her.")
    ruth = browser(cast.moderator)
    for path in pages_of_the_team(of_ruths):
        page = ruth.get(path).text
        assert "We talked with her" not in page and "settled a report" not in page, path
    assert "We talked with her" in browser(cast.admin).get("/moderation/log").text


def test_nor_the_safeguarding_lead_in_the_record(browser, cast, board):
    report = actions.report(cast.ben, cast.safeguarding, "unkind", COMPLAINT)
    actions.settle(cast.moderator, report, "left")
    page = browser(cast.safeguarding).get("/admin/record").text
    assert "<b>Piece reported" not in page and f"Report {report.id}" not in page
    assert "Report settled" not in page.partition("<ol")[2]
    seen = browser(cast.admin).get("/admin/record").text
    assert seen.count("Piece reported") > page.count("Piece reported")


def test_she_settles_no_report_about_herself_by_its_number(browser, cast, of_ruths):
    for _, report in of_ruths:
        sent = browser(cast.moderator).post(f"/moderation/reports/{report.id}",
                                            data={"outcome": "left"})
        assert sent.status_code == 404
        with pytest.raises(Forbidden):
            actions.settle(cast.moderator, report, "left")
        with pytest.raises(NotFound):
            queries.report_for(cast.moderator, report.id)


def test_what_she_reported_herself_she_neither_settles_nor_hides_through_another(
        browser, cast, answer):
    actions.report(cast.moderator, answer, "unkind")
    of_another = actions.report(cast.amina, answer, "wrong")
    ruth = browser(cast.moderator)
    page = ruth.get(f"/moderation/reports/{of_another.id}")
    assert page.status_code == 200 and "leave it to another moderator" in page.text
    assert 'name="outcome"' not in page.text
    for path, form in (
        (f"/moderation/reports/{of_another.id}", {"outcome": "left"}),
        (f"/moderation/post/{answer.id}/hide", {"reason": "I do not like it."}),
        (f"/moderation/post/{answer.id}/hold", {"reason": "I do not like it."}),
    ):
        assert ruth.post(path, data=form).status_code == 403, path
    db.session.expire_all()
    assert not (answer.hidden_at or answer.held_at) and of_another.settled_at is None
    assert actions.settle(cast.safeguarding, of_another, "left").outcome == "left"


def test_what_the_lead_took_down_needs_the_lead(browser, cast, answer):
    actions.hide(cast.safeguarding, answer, "It names a child.")
    for who in (cast.moderator, cast.admin):
        page = browser(who).get(f"/moderation/post/{answer.id}").text
        assert "Put it back" not in page and "Only the lead can put it back" in page
        refused = browser(who).post(f"/moderation/post/{answer.id}/restore")
        assert refused.status_code == 403 and "Only the lead can undo it" in refused.text
    assert "Put it back" in browser(cast.safeguarding).get(f"/moderation/post/{answer.id}").text
    actions.restore(cast.safeguarding, answer)
    assert not answer.hidden_at


def test_what_a_moderator_took_down_any_other_puts_back(cast, answer):
    actions.hide(cast.moderator, answer, "An advert.")
    assert actions.restore(cast.admin, answer) and not answer.hidden_at


def test_the_lead_takes_down_what_is_down_already_and_from_then_on_it_needs_the_lead(
        browser, cast, answer):
    actions.hide(cast.moderator, answer, "An advert.")
    page = browser(cast.safeguarding).get(f"/moderation/post/{answer.id}").text
    assert "Take it down" in page
    actions.hide(cast.safeguarding, answer, "It names a child.")
    assert answer.hidden_by_id == cast.safeguarding.id
    with pytest.raises(Forbidden):
        actions.restore(cast.moderator, answer)


def test_what_the_lead_held_needs_the_lead(browser, cast, answer):
    actions.hold(cast.safeguarding, answer, "It may name a child.")
    for who in (cast.moderator, cast.admin):
        client = browser(who)
        for path in ("/moderation", f"/moderation/post/{answer.id}"):
            page = client.get(path).text
            assert "Approve" not in page and "Only the lead can approve it" in page
        refused = client.post(f"/moderation/post/{answer.id}/release")
        assert refused.status_code == 403 and "Only the lead can undo it" in refused.text
    actions.hide(cast.moderator, answer, "An advert.")
    actions.restore(cast.moderator, answer)
    db.session.expire_all()
    assert answer.held_at
    lead = browser(cast.safeguarding)
    for path in ("/moderation", f"/moderation/post/{answer.id}"):
        assert "Approve" in lead.get(path).text
    assert lead.post(f"/moderation/post/{answer.id}/release").status_code == 303
    db.session.expire_all()
    assert not answer.held_at


def test_what_a_moderator_held_any_other_lets_out_until_the_lead_holds_it_too(cast, answer):
    actions.hold(cast.safeguarding, answer, "Wait.")
    actions.release(cast.safeguarding, answer)
    actions.hold(cast.moderator, answer, "An advert.")
    assert not actions.hold(cast.admin, answer, "Once more.")
    assert actions.release(cast.admin, answer) and not answer.held_at
    actions.hold(cast.moderator, answer, "An advert.")
    assert actions.hold(cast.safeguarding, answer, "It may name a child.")
    with pytest.raises(Forbidden):
        actions.release(cast.moderator, answer)


def test_the_queue_asks_as_many_questions_of_ten_held_pieces_as_of_two(browser, cast, board,
                                                                       queries):
    counted = []
    browser(cast.moderator).get("/moderation")  # which keeps that somebody is there
    for number in range(10):
        post = forum.start_topic(cast.ben, board, f"Question {number}", "Words")
        actions.hold(cast.safeguarding, post, "Wait.")
        if number in (1, 9):
            with queries() as asked:
                assert browser(cast.moderator).get("/moderation").status_code == 200
            counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_pause_by_the_lead_is_ended_and_shortened_by_the_lead_alone(browser, cast):
    actions.suspend(cast.safeguarding, cast.ben, None, "A child may be at risk.")
    ruth = browser(cast.moderator)
    assert "Let them write again" not in ruth.get("/moderation/people/ben").text
    assert ruth.post("/moderation/people/ben/lift").status_code == 403
    shorter = ruth.post("/moderation/people/ben", data={"days": "1", "reason": "Enough"})
    assert shorter.status_code == 403
    db.session.expire_all()
    assert cast.ben.is_suspended and cast.ben.suspended_until is None
    actions.lift_suspension(cast.safeguarding, cast.ben)
    assert not cast.ben.is_suspended


def test_the_leads_menu_leads_to_what_they_may_open(browser, cast):
    lead = browser(cast.safeguarding)
    page = lead.get("/forum").text
    for path in ("/moderation", "/admin"):
        assert f'href="{path}"' in page and lead.get(path).status_code == 200
    for path in ("/admin/people", "/admin/record", "/contact/queue", "/moderation/log"):
        assert lead.get(path).status_code == 200
        assert any(f'href="{path}"' in lead.get(here).text for here in ("/admin", "/moderation"))
    assert 'href="/admin"' not in browser(cast.moderator).get("/forum").text


# --- a notice that says who was told is true ---


def notices(client) -> str:
    return client.get("/moderation").text


def test_the_notice_says_the_writer_was_told_only_when_there_is_one(browser, cast, answer):
    entry = blogs.save_and_publish(cast.ben, title="A day", text="Words")
    visitors = blogs.comment(None, entry, "I am a visitor", "Vera")
    ruth = browser(cast.moderator)
    for verb in ("release", "hide", "restore"):
        ruth.post(f"/moderation/comment/{visitors.id}/{verb}", data={"reason": "Because."})
        page = notices(ruth)
        assert "has been told" not in page and "has no account" in page, verb
    ruth.post(f"/moderation/post/{answer.id}/hide", data={"reason": "Because."})
    assert "It is taken down. The person who wrote it has been told." in notices(ruth)
    ruth.post(f"/moderation/post/{answer.id}/hide", data={"reason": "Once more."})
    page = notices(ruth)
    assert "taken down already" in page and "has been told" not in page


@pytest.mark.parametrize("who, contact, said", [
    ("amina", "", "Whoever reported it has been told."),
    (None, "me@mail.example", "Whoever reported it has been told."),
    (None, "", "left no way to reach them"), (None, "07700 900123", "left no way to reach them"),
])
def test_the_notice_says_the_reporter_was_told_only_when_so(browser, cast, answer, who, contact,
                                                            said):
    browser(getattr(cast, who or "stranger")).post(
        f"/report/post/{answer.id}", data={"reason": "other", "contact": contact})
    [waiting], _page = queries.queue_for(cast.moderator)
    ruth = browser(cast.moderator)
    ruth.post(f"/moderation/reports/{waiting.report.id}", data={"outcome": "left"})
    page = notices(ruth)
    assert said in page and "The person who wrote it has been told" not in page
