"""The care dashboard equals the database, counted anew in plain Python from random rows."""
import random
from datetime import UTC, datetime, timedelta
from math import ceil

import pytest
import time_machine

from peoplehub.compliance import actions as register
from peoplehub.core.extensions import db
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.library.models import Sheet
from peoplehub.moderation.models import Case
from peoplehub.rota.models import Alarm
from peoplehub.statistics.care import care_for

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
CHANCE = random.Random(5)


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(NOW, tick=False):
        yield


def ago(most: int) -> datetime:
    return NOW - timedelta(minutes=CHANCE.randrange(most))


@pytest.fixture
def busy(cast):
    """Topics, cases, alarms and sheets of the last weeks, with every state at random."""
    people = [cast.amina, cast.ben, cast.advisor, None]
    boards = [Board(slug=name, name=name, description="", audience=name)
              for name in ("anyone", "families")]
    db.session.add_all(boards)
    db.session.flush()
    for number in range(120):
        asker, started = CHANCE.choice(people[:3]), ago(50_000)
        topic = Topic(board_id=CHANCE.choice(boards).id, title=f"T{number}", slug="t",
                      author_id=asker.id, started_at=started, listed=CHANCE.random() < .9,
                      locked_at=CHANCE.choice([None] * 5 + [NOW]))
        db.session.add(topic)
        db.session.flush()
        for reply in range(CHANCE.choice([0, 0, 1, 2, 3])):
            who = CHANCE.choice(people)
            db.session.add(Post(
                topic_id=topic.id, number=reply + 2, author_id=who and who.id,
                published_at=min(started + timedelta(minutes=CHANCE.randrange(3000)), NOW),
                hidden_at=CHANCE.choice([None] * 4 + [NOW]),
                held_at=CHANCE.choice([None] * 4 + [NOW]),
                deleted_at=CHANCE.choice([None] * 6 + [NOW])))
    for number in range(150):
        opened, about = ago(20_000), CHANCE.choice([None, cast.moderator, cast.ben])
        db.session.add(Case(
            kind="post", piece_id=number, opened_by=CHANCE.choice(["report", "held", "appeal"]),
            about_id=about and about.id, severity=5, heading="", opened_at=opened,
            due_at=opened + timedelta(days=2), for_leads=CHANCE.random() < .2,
            waits_until=CHANCE.choice([None, None, *[NOW + timedelta(day) for day in (-1, 1)]]),
            settled_at=CHANCE.choice([None, None, NOW])))
    for _ in range(12):
        db.session.add(Alarm(kind="danger", about_id=CHANCE.choice([None, cast.moderator.id]),
                             taken_at=CHANCE.choice([None, NOW])))
    db.session.add_all(Sheet(
        title="S", slug=f"s{number}", summary="", topic="planning", author_id=cast.advisor.id,
        next_check_at=NOW + timedelta(days=CHANCE.randrange(-9, 9)),
        published_at=CHANCE.choice([None, NOW])) for number in range(12))
    db.session.commit()
    register.record_decision(cast.admin, "other", "do", "So.", datetime(2025, 11, 1).date(), "We")


def first_answer(topic: Topic) -> datetime | None:
    """By somebody else, and shown."""
    replies = [one.published_at for one in db.session.query(Post).filter_by(topic_id=topic.id)
               if one.number > 1 and one.is_shown and one.author_id != topic.author_id]
    return min(replies, default=None)


def by_rank(times: list, rank: int):
    return sorted(times)[ceil(len(times) * rank / 100) - 1] if len(times) >= 5 else None


@pytest.mark.parametrize("who", ["moderator", "safeguarding", "admin"])
def test_every_figure_equals_the_database(busy, cast, who):
    viewer = getattr(cast, who)
    care, is_lead = care_for(viewer), who != "moderator"
    topics = [one for one in db.session.query(Topic) if one.listed
              and one.board.audience in viewer.audiences and one.started_at > NOW - timedelta(28)]
    waits = [one for one in topics if not one.locked_at and not first_answer(one)]
    too_long = [one for one in waits if one.started_at <= NOW - timedelta(hours=24)]
    long = [one for one in waits if one not in too_long
            and one.started_at <= NOW - timedelta(hours=12)]
    assert (care.waiting_long, care.waiting_too_long) == (len(long), len(too_long))
    oldest = sorted([*long, *too_long], key=lambda one: (one.started_at, one.id))
    assert care.waiting == oldest[:10] and oldest
    took = [answer - one.started_at for one in topics if (answer := first_answer(one))]
    assert (care.answers.topics, care.answers.answered) == (len(topics), len(took))
    assert (care.answers.median, care.answers.most) == (by_rank(took, 50), by_rank(took, 95))
    cases = [one for one in db.session.query(Case) if not one.settled_at
             and one.about_id != viewer.id and (is_lead or not one.for_leads)
             and not one.is_waiting_for_author]
    days = [(NOW - one.opened_at).total_seconds() / 86400 for one in cases
            if one.opened_by == "report"]
    ages = [sum(low <= day < high for day in days) for low, high in
            ((0, 1), (1, 3), (3, 7), (7, 999))]
    assert [number for _, number in care.reports] == ages and any(ages)
    late = [one for one in cases if one.due_at < NOW]
    assert [one.number for one in care.overdue] == [
        len(late), sum(one.opened_by == "appeal" for one in late),
        sum(not one.taken_at and one.about_id != viewer.id for one in db.session.query(Alarm)),
        sum(one.is_shown and one.next_check_at <= NOW for one in db.session.query(Sheet)),
        *([1] if is_lead else [])]


def test_each_overdue_thing_leads_to_where_one_acts_and_the_queue_says_the_same_number(
        busy, cast, browser):
    at = browser(cast.safeguarding)
    page = at.get("/moderation/care").text
    for one in care_for(cast.safeguarding).overdue:
        assert f'href="{one.address}"'.replace("&", "&amp;") in page
        assert at.get(one.address).status_code == 200
        if one.address.startswith("/moderation?"):
            words = "1 thing" if one.number == 1 else f"{one.number} things"
            assert f"<h1>{words} waiting</h1>" in at.get(one.address).text


def test_the_dashboard_costs_as_much_over_many_rows_as_over_none(busy, cast, browser, queries):
    at = browser(cast.moderator)
    at.get("/moderation/care")
    with queries() as full:
        at.get("/moderation/care")
    for model in (Post, Topic, Case, Alarm, Sheet):
        db.session.query(model).delete()
    db.session.commit()
    with queries() as empty:
        at.get("/moderation/care")
    assert len(full) <= len(empty) + 1
    assert "Everybody who asked in the last four weeks has an answer." in at.get(
        "/moderation/care").text


def test_the_dashboard_names_who_answers_for_the_site(cast, browser):
    page = browser(cast.moderator)
    assert "does not name the person" in page.get("/moderation/care").text
    register.name_accountable(cast.admin, "Ann Other", "Chair", "ann@example.org", NOW.date())
    shown = page.get("/moderation/care").text
    assert "Ann Other" in shown and "Chair" in shown and "ann@example.org" not in shown
