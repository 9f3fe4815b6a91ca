"""Graduated steps: each told with the rule, the words, the reason, the way to put it right and the
way to appeal; and undone as a whole."""
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.accounts import actions as accounts
from peoplehub.core import clock, limits
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries
from peoplehub.moderation.actions import Choice
from peoplehub.moderation.models import Case, DecisionNotice, Report

SAID = {"rule": "private", "quote": "on my nights off", "reason": "It names a place."}
CHOICE = Choice(**SAID, words="Thank you.")
TOLD = ("nudge", "ask", "hold", "hide", "screen", "pause", "ban", "remove")


def reported(cast, piece, reason="unkind") -> Case:
    return db.session.get(Case, actions.report(cast.outsider, piece, reason).case_id)


def take(cast, piece, step, who=None) -> DecisionNotice:
    return actions.decide(who or cast.moderator, reported(cast, piece), step, CHOICE)


def letters_to(person) -> list[Email]:
    theirs = select(Email).where(Email.to == person.email, Email.purpose == "decision")
    return list(db.session.scalars(theirs))


def link_in(letter) -> str:
    return re.search(r"(/appeals/\S+)", letter.body).group(1)


@pytest.mark.parametrize("step", TOLD)
def test_each_step_is_told_with_its_four_parts_and_the_way_to_appeal(browser, cast, answer, step):
    """By one email that tells nothing and needs no sign-in, so also when the account is closed."""
    notice = take(cast, answer, step)
    [letter] = letters_to(cast.ben)
    assert "nights off" not in letter.body + letter.subject and "place" not in letter.body
    page = browser().get(link_in(letter)).text
    for part in (notice.step_words, "Keep private things private", "on my nights off",
                 "It names a place.", "Take out names, places", "Do you think we are wrong?"):
        assert part in page, part
    others = db.session.scalars(select(Email).where(Email.to == cast.ben.email)).all()
    assert [one.purpose for one in others] == ["decision"], "told once"


def test_the_notice_in_the_site_leads_to_the_same_page(browser, cast, answer):
    notice = take(cast, answer, "hide")
    ben = browser(cast.ben)
    assert "Keep private things private" in ben.get("/notifications").text
    assert "It names a place." in ben.get(f"/decisions/{notice.id}", follow_redirects=True).text
    assert browser(cast.amina).get(f"/decisions/{notice.id}").status_code == 404


@pytest.mark.parametrize("step, shown", [("nudge", True), ("ask", False), ("hold", False),
                                         ("hide", False), ("pause", False)])
def test_what_a_step_does_to_the_piece(browser, cast, answer, step, shown):
    take(cast, answer, step)
    page = browser().get(f"/forum/topics/{answer.topic_id}", follow_redirects=True).text
    assert ("Earplugs" in page) == shown


def test_who_was_asked_to_change_it_sends_it_back_to_the_same_case(browser, cast, answer):
    case = reported(cast, answer)
    browser(cast.moderator).post(f"/moderation/cases/{case.id}", data={"step": "ask", **SAID})
    assert queries.queue_for(cast.moderator)[0] == []
    assert "1 thing waiting" in browser(cast.moderator).get("/moderation?waiting=y").text
    browser(cast.ben).post(f"/forum/posts/{answer.id}/edit", data={"text": "I wear earplugs."})
    [back] = queries.queue_for(cast.moderator)[0]
    assert back.case.id == case.id
    page = browser(cast.moderator).get(f"/moderation/cases/{case.id}").text
    assert "Changed by its author" in page and "I wear earplugs." in page
    assert "Earplugs on my nights off" in page, "the words as they were, too"
    browser(cast.moderator).post(f"/moderation/cases/{case.id}", data={"step": "approve"})
    topic = browser().get(f"/forum/topics/{answer.topic_id}", follow_redirects=True).text
    assert "I wear earplugs." in topic
    assert db.session.scalar(select(Report)).settled_at, "and its reporter hears"


def test_nobody_signs_in_with_a_closed_account_until_it_is_opened_again(browser, cast, answer):
    ben = browser(cast.ben)
    assert ben.get("/settings").status_code == 200
    notice = take(cast, answer, "ban")
    assert ben.get("/settings").status_code == 302
    with pytest.raises(Forbidden):
        from_accounts_sign_in(cast.ben)
    actions.undo(cast.moderator, notice)
    from_accounts_sign_in(cast.ben)
    assert "Earplugs" in browser().get(f"/forum/topics/{answer.topic_id}",
                                       follow_redirects=True).text


def from_accounts_sign_in(person):
    accounts.sign_in(person, f"a token for {person.slug} that is long", "A browser")


def test_an_account_and_all_it_wrote_go_and_come_back_in_one_act(browser, cast, question, answer):
    hidden_before = forum.reply(cast.ben, question.topic, "Hidden for another reason.")
    actions.hide(cast.safeguarding, hidden_before, "Another reason.")
    forum.start_topic(cast.ben, question.topic.board, "Buy pillows", "The best pillows.")
    notice = take(cast, answer, "remove")
    for page in ("/forum/planning", f"/forum/topics/{question.topic_id}", "/search?q=pillows"):
        shown = browser().get(page, follow_redirects=True).text
        assert "buy-pillows" not in shown and "Earplugs" not in shown, page
    actions.undo(cast.moderator, notice)
    board = browser().get("/forum/planning").text
    assert "Buy pillows" in board and "1 reply" in board
    assert "buy-pillows" in browser().get("/search?q=pillows").text
    assert hidden_before.hidden_at, "what was down before stays down"
    assert not cast.ben.is_suspended and cast.ben.banned_at is None
    with pytest.raises(Forbidden):
        actions.undo(cast.moderator, notice)


def test_after_seven_days_one_tap_does_not_undo_it(cast, answer):
    notice = take(cast, answer, "remove")
    with clock.at(clock.now() + timedelta(days=8)), pytest.raises(Forbidden):
        actions.undo(cast.moderator, notice)


def test_a_wave_is_settled_at_once_but_nothing_grave_is_among_it(browser, cast, question):
    with limits.unlimited():
        posts = [forum.reply(cast.ben, question.topic, f"Buy pill {n}") for n in range(4)]
    wave = [reported(cast, post, "advert") for post in posts[:3]]
    grave = reported(cast, posts[3], "danger")
    ruth = browser(cast.moderator)
    page = ruth.get("/moderation?choose=all").text
    assert page.count('name="case"') == 3
    form = {"step": "hide", "rule": "selling", "reason": "They are adverts."}
    refused = ruth.post("/moderation/bulk", data={
        **form, "case": [case.id for case in [*wave, grave]]})
    assert refused.status_code == 422 and "by itself" in refused.text
    assert db.session.get(Case, wave[0].id).is_open, "nothing was changed"
    done = ruth.post("/moderation/bulk", data={**form, "case": [case.id for case in wave]},
                     follow_redirects=True)
    assert "3 decided" in done.text and "1 thing waiting" in done.text
    with pytest.raises(Invalid):
        actions.decide_all(cast.admin, [grave.id], "left", Choice())


def test_removing_one_account_settles_what_was_reported_of_it(cast, question):
    with limits.unlimited():
        posts = [forum.reply(cast.ben, question.topic, f"Buy pill {n}") for n in range(3)]
    cases = [reported(cast, post, "advert") for post in posts]
    grave = reported(cast, question, "danger")
    actions.decide(cast.moderator, cases[0], "remove", CHOICE)
    assert [one.case.id for one in queries.queue_for(cast.moderator)[0]] == [grave.id]


def test_nobody_takes_a_step_about_what_is_theirs_or_what_they_reported(browser, cast, answer):
    case = db.session.get(Case, actions.report(cast.moderator, answer, "unkind").case_id)
    for step in TOLD:
        with pytest.raises(Forbidden):
            actions.decide(cast.moderator, case, step, CHOICE)
    sent = browser(cast.moderator).post(f"/moderation/cases/{case.id}",
                                        data={"step": "hide", **SAID})
    assert sent.status_code == 403 and not answer.hidden_at


def test_a_step_without_a_reason_is_refused_and_keeps_what_was_typed(browser, cast, answer):
    case = reported(cast, answer)
    refused = browser(cast.moderator).post(f"/moderation/cases/{case.id}", data={
        "step": "hide", "rule": "private", "quote": "on my nights off"})
    assert refused.status_code == 422 and "Say why." in refused.text
    assert "on my nights off" in refused.text


def test_who_wrote_without_a_name_is_neither_named_nor_paused(browser, cast, question):
    unnamed = forum.reply(cast.ben, question.topic, "I hide it.", anonymous=True)
    forum.start_topic(cast.ben, question.topic.board, "Under my own name", "Words")
    case = reported(cast, unnamed)
    page = browser(cast.moderator).get(f"/moderation/cases/{case.id}").text
    assert "Ben" not in page and "Under my own name" not in page
    assert 'value="ban"' not in page and 'value="hide"' in page


def test_the_page_of_a_case_shows_what_stands_around_it(browser, cast, question, answer):
    before = forum.reply(cast.amina, question.topic, "Said before it.")
    middle = forum.reply(cast.ben, question.topic, "The one in the middle.")
    forum.reply(cast.amina, question.topic, "Said after it.")
    actions.hide(cast.admin, answer, "An earlier reason.")
    case = reported(cast, middle)
    ruth = browser(cast.moderator)
    ruth.post(f"/moderation/cases/{case.id}/notes", data={"text": "I rang the lead."})
    page = browser(cast.admin).get(f"/moderation/cases/{case.id}").text
    for words in ("Said before it.", "Said after it.", "The one in the middle.",
                  "An earlier reason.", "I rang the lead.", answer.heading):
        assert words in page, words
    assert before.id


@pytest.mark.one_database
@pytest.mark.parametrize("veil, sign", [
    ("hide", "<summary>Read the words"), ("blur", "veil__switch"),
    ("grey", "case__text--grey"), ("open", "case__text")])
def test_hard_words_are_shown_as_each_moderator_chose(browser, cast, answer, veil, sign):
    case, ruth = reported(cast, answer), browser(cast.moderator)
    chosen = {"veil": veil, "pictures": "hide"}
    assert ruth.post("/settings/comfort", data=chosen).status_code == 303
    page = ruth.get(f"/moderation/cases/{case.id}").text
    assert sign in page
    assert ("<summary>Read the words" in page) == (veil == "hide")
    assert "Earplugs on my nights off" not in ruth.get("/moderation").text, "never in the list"
