"""The queue while nobody of the team is there: what is safe goes out, what is risky stays."""
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from peoplehub.audit.models import Record
from peoplehub.blogs import actions as blogs
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.handover import actions, queries
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Case, Decision
from peoplehub.rota import actions as rota
from tests.handover.conftest import NIGHT, at, held, is_out

pytestmark = pytest.mark.one_database

SAFE = "Hello, we are new here and glad to have found you."
LINKED = "Look at https://cures.example/drops"


@pytest.mark.both_databases
def test_what_is_safe_goes_out_by_rule_once_nobody_was_there_for_the_set_time(cast, topic, seen):
    post = held(cast, topic, SAFE)
    with at(12):
        actions.release_due()
    assert not is_out(post), "it has not waited for twelve hours itself"
    with at(12.2):
        actions.release_due()
    assert is_out(post)
    last = db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert (last.verb, last.moderator_id) == ("released", None) and "By rule" in last.reason
    about = [one.about for one in db.session.scalars(select(Record)) if
             one.happened == "ReleasedUnattended"]
    assert [one["released_by"] for one in about] == ["rule"]
    assert db.session.scalars(select(Case)).one().outcome == "released"


def test_somebody_of_the_team_who_looks_or_a_shift_that_begins_starts_the_time_anew(
        cast, topic, seen, browser):
    post = held(cast, topic, SAFE)
    with at(11):
        browser(cast.admin).get("/moderation")
    with at(13):
        actions.release_due()
    with at(14):
        rota.add_shift(cast.moderator, cast.moderator, (NIGHT + timedelta(days=1)).date(), time(20),
                       time(23))  # from 22 hours on
    with at(22.9):
        actions.release_due()
    assert not is_out(post)
    with at(23.5):
        actions.release_due()
    assert not is_out(post), "whoever is on duty has the full time to come"
    with at(26):
        actions.release_due()
    assert is_out(post), "nobody came"


def test_a_helper_is_seen_by_no_rule_as_somebody_of_the_team(cast, topic, seen, helper, browser):
    post, other = held(cast, topic, SAFE), held(cast, topic, SAFE, cast.ben)
    with at(11):
        browser(helper).get("/helping")
        actions.release(helper, post, post.all_words)
    with at(13):
        actions.release_due()
    assert is_out(other)


@pytest.mark.parametrize("words", [
    LINKED, "I am going to kill myself tonight.", "Ring me on 07700 900123 please.",
    "My son Alfie Morgan is 7 and goes to St Mary's Primary."])
def test_what_is_risky_stays_for_the_team_and_no_helper_sees_it(
        cast, topic, seen, helper, browser, words):
    post = held(cast, topic, words, cast.newcomer)
    with at(300):
        actions.release_due()
        page = browser(helper).get("/helping").text
        answer = browser(helper).post(f"/helping/post/{post.id}/release")
    assert not is_out(post) and words[:12] not in page and answer.status_code == 404


@pytest.mark.both_databases
def test_reported_or_held_by_a_moderator_or_of_somebody_decided_about_stays(
        cast, topic, seen, browser, helper):
    reported, by_hand, claimed = (held(cast, topic, SAFE, who) for who in (
        cast.amina, cast.advisor, cast.professional))
    with at(0.2):
        moderation.report(cast.ben, reported, "other")
        moderation.hold(cast.moderator, by_hand, "Let me think.")
        moderation.release(cast.moderator, by_hand)
        moderation.hold(cast.moderator, by_hand, "Let me think.")
    with at(20):
        case = db.session.scalars(select(Case).where(Case.piece_id == claimed.id)).one()
        case.claimed_by_id, case.claimed_until = cast.moderator.id, NIGHT + timedelta(hours=20.4)
        db.session.commit()
        actions.release_due()
        assert browser(helper).get("/helping").text.count("Let it out") == 0
    assert not any(map(is_out, (reported, by_hand, claimed)))
    with at(21):
        actions.release_due()
    assert is_out(claimed), "the claim is over"


def test_what_else_is_reported_of_its_author_keeps_all_of_theirs(cast, topic, seen):
    first = held(cast, topic, SAFE)
    with at(0.2):
        other = forum.reply(cast.amina, topic, "Buy my drops")
        moderation.report(cast.ben, other, "advert")
    with at(40):
        actions.release_due()
    assert not is_out(first)


def test_a_visitors_comment_is_for_helpers_and_no_rule(cast, seen, helper, browser):
    with at(-5):
        entry = blogs.save_and_publish(cast.ben, title="Nights", text="Quiet")
    with at(0.1):
        comment = blogs.comment(None, entry, "Thank you for writing this.", "Pat")
    with at(100):
        actions.release_due()
        assert not is_out(comment)
        client = browser(helper)
        assert "Thank you for writing this." in client.get("/helping").text
        assert client.post(f"/helping/comment/{comment.id}/release").status_code == 303
        assert client.post(f"/helping/comment/{comment.id}/release").status_code == 404
    assert is_out(comment)
    last = db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert last.moderator_id == helper.id and "By a helper" in last.reason


def test_helpers_are_asked_only_while_nobody_is_there_and_never_about_their_own(
        cast, topic, seen, helper, browser):
    post, own = held(cast, topic, SAFE), held(cast, topic, SAFE + " Us too.", helper)
    client = browser(helper)
    with at(1.9):
        assert "The team is looking after this" in client.get("/helping").text
        with pytest.raises(Forbidden):
            actions.release(helper, post, post.all_words)
    with at(2.1):
        page = client.get("/helping").text
        assert page.count("Let it out") == 1 and "Us too." not in page
        assert client.post(f"/helping/post/{own.id}/release").status_code == 404
        assert "Helping out" in client.get("/menu").text
    for other in (cast.amina, cast.moderator):
        assert browser(other).get("/helping").status_code == 404


def test_words_that_changed_since_they_were_judged_are_judged_again(cast, topic, seen, helper):
    post = held(cast, topic, SAFE)
    judged = post.all_words
    with at(1):
        forum.edit(cast.amina, post, LINKED)
    with at(20):
        assert actions.release_by_rule(post, judged) is False
        with pytest.raises(Forbidden):
            actions.release(helper, post, judged)
    assert not is_out(post)


@pytest.mark.both_databases
def test_a_lead_sets_the_hours_and_may_switch_the_rule_off(cast, topic, seen, browser):
    post = held(cast, topic, SAFE)
    said = {"helpers_after_hours": "1", "by_rule_after_hours": "0"}
    with at(1):
        assert browser(cast.moderator).post("/moderation/handover/hours",
                                            data=said).status_code == 403
        wrong = browser(cast.safeguarding).post(
            "/moderation/handover/hours", data=said | {"helpers_after_hours": "0"})
        assert wrong.status_code == 422 and "from 1 to 336" in wrong.text
        browser(cast.safeguarding).post("/moderation/handover/hours", data=said)
        page = browser(cast.moderator).get("/moderation/handover").text
    assert "Nothing goes out by itself." in page and "After 1 hour helpers" in page
    with at(300):
        actions.release_due()
        assert queries.are_helpers_asked()
    assert not is_out(post)


def test_without_any_team_so_far_no_rule_releases_anything(cast, topic):
    post = held(cast, topic, SAFE)
    with at(300):
        actions.release_due()
    assert not is_out(post)


def test_who_waits_reads_when_somebody_looks_next_as_the_rota_says(cast, topic, browser):
    with at(0):
        rota.add_shift(cast.moderator, cast.moderator, (NIGHT + timedelta(days=1)).date(), time(18),
                       time(20))
    held(cast, topic, SAFE)
    with at(1):
        page = browser(cast.amina).get(f"/forum/topics/{topic.id}", follow_redirects=True).text
    assert "The team looks next tomorrow at 6pm." in page
