"""One queue, decisions with reasons, and what follows from them everywhere at once."""
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from peoplehub.accounts.models import User
from peoplehub.core import clock, limits
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries
from peoplehub.moderation.models import Decision, Report

pytestmark = pytest.mark.one_database

REASON = "It gives medical advice. Our promise asks us not to."


@pytest.fixture
def report(cast, answer):
    return actions.report(cast.amina, answer, "wrong", "Earplugs are dangerous for us.")


def topic_page(browser, post, who=None):
    return browser(who).get(f"/forum/topics/{post.topic_id}", follow_redirects=True).text


def test_the_gravest_comes_first_then_the_oldest(browser, cast, question, answer):
    """A piece is there once, by the gravest of its reports, and shows what everyone said."""
    advert = actions.report(cast.outsider, question, "advert")
    actions.report(cast.amina, answer, "wrong", "The date is wrong")
    danger = actions.report(cast.outsider, answer, "danger", "I worry about her")
    queue, _page = queries.queue_for(cast.moderator)
    assert [(one.report.id, one.times) for one in queue] == [(danger.id, 2), (advert.id, 1)]
    assert queries.waiting(cast.moderator) == 2
    page = browser(cast.moderator).get(f"/moderation/reports/{danger.id}").text
    assert "The date is wrong" in page and "I worry about her" in page


def test_a_report_settled_by_taking_down_is_gone_from_every_page(browser, cast, answer, report):
    settled = browser(cast.moderator).post(f"/moderation/reports/{report.id}", data={
        "outcome": "hidden", "reason": REASON, "words": "Thank you for telling us."})
    assert settled.status_code == 303
    for reader in (None, cast.amina, cast.advisor):
        assert "Earplugs" not in topic_page(browser, answer, reader)
    assert "Earplugs" not in browser().get("/forum/planning/feed.atom").text
    assert "1 reply" not in browser().get("/forum/planning").text


def test_its_writer_is_told_why_and_still_sees_it(browser, cast, answer, report):
    actions.settle(cast.moderator, report, "hidden", REASON)
    assert REASON in browser(cast.ben).get("/notifications").text
    assert "Earplugs" in topic_page(browser, answer, cast.ben)


def test_the_reporter_hears_the_outcome(browser, cast, report):
    actions.settle(cast.moderator, report, "left", words="We talked it over.")
    told = browser(cast.amina).get("/notifications").text
    assert "We left it as it is. We talked it over." in told


def test_putting_it_back_brings_it_to_every_page_again(browser, cast, answer):
    actions.hide(cast.moderator, answer, REASON)
    browser(cast.moderator).post(f"/moderation/post/{answer.id}/restore")
    assert "Earplugs" in topic_page(browser, answer)


def test_taking_down_without_a_reason_is_refused_with_words(browser, cast, answer, report):
    moderator = browser(cast.moderator)
    for address, form in [
        (f"/moderation/reports/{report.id}", {"outcome": "hidden", "words": "kept"}),
        (f"/moderation/post/{answer.id}/hide", {"reason": "  "}),
    ]:
        refused = moderator.post(address, data=form)
        assert refused.status_code == 422 and "Say why" in refused.text


def test_settling_one_report_settles_the_others_about_the_same(cast, answer, report):
    other = actions.report(cast.outsider, answer, "unkind")
    actions.settle(cast.moderator, report, "left")
    assert db.session.get(Report, other.id).outcome == "left"
    assert queries.queue_for(cast.moderator)[0] == []


def test_nobody_decides_about_themselves_or_what_they_reported(cast, board, answer):
    own = actions.report(cast.moderator, answer, "unkind")
    with pytest.raises(Forbidden):
        actions.settle(cast.moderator, own, "left")
    mine = actions.report(cast.amina, cast.moderator, "unkind")
    with pytest.raises(Forbidden):
        actions.settle(cast.moderator, mine, "left")
    assert actions.settle(cast.safeguarding, mine, "left").outcome == "left"


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["amina", "advisor", "professional", "suspended", "newcomer"])
def test_others_see_no_such_page(browser, cast, report, who):
    other = browser(getattr(cast, who))
    for page in ("/moderation", "/moderation/log", f"/moderation/reports/{report.id}",
                 f"/moderation/people/{cast.ben.slug}"):
        assert other.get(page).status_code == 404


def test_every_decision_is_in_the_log_with_who_and_why(browser, cast, answer, report):
    actions.settle(cast.moderator, report, "hidden", REASON)
    hid = db.session.scalar(select(Decision).where(Decision.verb == "hid"))
    assert (hid.moderator_id, hid.about_id, hid.reason) == (cast.moderator.id, cast.ben.id, REASON)
    assert REASON in browser(cast.moderator).get("/moderation/log").text


@pytest.mark.both_databases
@pytest.mark.parametrize("verb, first, too", [
    ("hide", "taken down already", "also wanted to take down"),
    ("hold", "held back already", "also wanted to hold back"),
])
def test_the_reason_of_who_comes_second_is_kept_and_she_is_told_so(
    browser, cast, answer, verb, first, too
):
    address = f"/moderation/post/{answer.id}/{verb}"
    browser(cast.admin).post(address, data={"reason": "The first reason."})
    ruth = browser(cast.moderator)
    for _ in range(2):
        page = ruth.post(address, data={"reason": "It names a child."}, follow_redirects=True).text
        assert f"It was {first}. Your reason is kept in the log." in page
    page = ruth.get("/moderation/log").text
    assert too in page and "It names a child." in page and "The first reason." in page
    again = browser(cast.admin).post(address, data={"reason": "The first reason."})
    assert again.status_code == 303
    kept = db.session.scalars(select(Decision.reason).where(Decision.piece_id == answer.id)).all()
    assert kept.count("The first reason.") == 1, "the same form, sent twice"


def test_a_paused_person_reads_but_does_not_write(browser, cast, question):
    paused = browser(cast.moderator).post(f"/moderation/people/{cast.ben.slug}", data={
        "days": "7", "reason": "Unkind words to Amina."})
    assert paused.status_code == 303
    ben = browser(cast.ben)
    assert ben.get(f"/forum/topics/{question.topic_id}", follow_redirects=True).status_code == 200
    refused = ben.post(f"/forum/topics/{question.topic_id}/replies", data={"text": "still here"})
    assert refused.status_code == 403 and "still here" in refused.text
    assert "Unkind words to Amina." in ben.get("/notifications").text


def test_a_pause_lasts_as_long_as_was_chosen(browser, cast):
    for days, until in (("1", 1), ("7", 7), ("30", 30), ("until-lifted", None)):
        before = clock.now()
        paused = browser(cast.moderator).post(f"/moderation/people/{cast.ben.slug}", data={
            "days": days, "reason": "Unkind words to Amina."})
        assert paused.status_code == 303, days
        db.session.expire_all()
        assert cast.ben.is_suspended
        if until is None:
            assert cast.ben.suspended_until is None
        else:
            lasts = cast.ben.suspended_until - before
            assert timedelta(days=until) <= lasts < timedelta(days=until, minutes=1)
        browser(cast.moderator).post(f"/moderation/people/{cast.ben.slug}/lift")


def test_moderators_are_paused_by_the_site_team_only(cast):
    with pytest.raises(Forbidden):
        actions.suspend(cast.moderator, cast.safeguarding, None, "no")
    actions.suspend(cast.admin, cast.safeguarding, None, "yes")
    assert cast.safeguarding.is_suspended


def test_the_queue_asks_as_much_for_ten_as_for_two(browser, cast, question, answer, queries):
    moderator = browser(cast.moderator)
    actions.report(cast.amina, answer, "wrong")
    moderator.get("/moderation")
    with queries() as few:
        moderator.get("/moderation")
    for person in (cast.outsider, cast.newcomer, cast.advisor, cast.professional, cast.admin):
        actions.report(person, answer, "wrong")
        actions.report(person, question, "wrong")
    with queries() as many:
        moderator.get("/moderation")
    assert len(many) == len(few) <= 14


def test_unnamed_stays_unnamed_for_moderators_too(browser, cast, question):
    unnamed = forum.reply(cast.ben, question.topic, "I hide it from my family.", anonymous=True)
    report = actions.report(cast.outsider, unnamed, "other")
    moderator = browser(cast.moderator)
    pages = [f"/moderation/reports/{report.id}", f"/moderation/post/{unnamed.id}",
             "/moderation/log", f"/moderation/people/{cast.ben.slug}"]
    actions.hide(cast.moderator, unnamed, "Held to see the pages.")
    for page in pages[:3]:
        assert cast.ben.pen_name not in moderator.get(page).text, page
    assert "Reply 1" not in moderator.get(pages[3]).text


def test_the_longest_heading_and_the_longest_words_still_reach_who_reported(browser, cast, board):
    post = forum.start_topic(cast.amina, board, "w" * 120, "Words")
    reply = forum.reply(cast.amina, post.topic, "More")
    report = actions.report(cast.ben, reply, "other")
    actions.settle(cast.moderator, report, "left", "", "y" * 500)
    page = browser(cast.ben).get("/notifications").text
    assert "We left it as it is. " + "y" * 500 in page and "Reply 1 in" in page


@pytest.mark.both_databases
def test_a_report_about_somebody_who_is_gone_is_settled_and_stands_in_the_log(browser, cast):
    """Who asked to join and never confirmed is forgotten after two days; reports stay."""
    una = cast.unconfirmed.id
    report = actions.report(cast.amina, cast.unconfirmed, "other")
    with db.engine.begin() as connection:
        connection.execute(update(Report).values(reported_id=None))
        connection.execute(delete(User).where(User.id == una))
    settled = browser(cast.moderator).post(f"/moderation/reports/{report.id}", data={
        "outcome": "hidden", "reason": REASON})
    assert settled.status_code == 303
    made = db.session.scalar(select(Decision).where(Decision.verb == "settled"))
    assert made.piece_id == una and made.about_id is None


@pytest.mark.slow
def test_the_queue_has_pages_that_lead_on_to_all_that_waits(browser, cast, question):
    with limits.unlimited():
        for number in range(queries.SIZE + 1):
            held = forum.reply(cast.ben, question.topic, f"Held reply number {number}.")
            actions.hold(cast.moderator, held, "Let us look")
    actions.report(cast.amina, question, "danger")
    ruth = browser(cast.moderator)
    first, second = (ruth.get("/moderation", query_string={"page": n}).text for n in (1, 2))
    assert "32 things waiting" in first and 'href="/moderation?page=2"' in first
    assert first.count('<li class="case') + second.count('<li class="case') == 32
    assert first.index("Someone may be in danger") and "Someone may be in danger" not in second
    assert ruth.get("/moderation?page=3").status_code == 404
