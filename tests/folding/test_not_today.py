"""What somebody would rather not read is folded for them on every page, and for nobody else."""
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.blogs import actions as blogs
from peoplehub.core import clock
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.folding import actions
from peoplehub.folding.forms import today
from peoplehub.folding.models import MOST, NotToday
from peoplehub.folding.word_matching import folded_words, has, words_of_html
from peoplehub.forum import actions as forum
from peoplehub.notifications.models import Notification
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database
WORD = "Marigold"
FOLD = re.compile(r'<details class="(?:folded|noted)">(?:(?!<details).)*?</details>', re.S)
WHY = "You asked not to see: your own words. Show it"


@pytest.fixture
def planted(cast, boards):
    """Ben wrote the word wherever a member can write for all; Amina may come upon it."""
    cast.amina.preferences = {"letters": "everything"}
    titled = started(cast.ben, boards.planning, f"The {WORD} ward", f"We were in {WORD}, too.")
    plain = started(cast.amina, boards.planning, "How was your week?", "Ours was long.")
    answer = replied(cast.ben, plain, "We thought of márigold a lot, @amina.")
    forum.follow(cast.amina, titled)
    replied(cast.ben, titled, "Nobody else was.")
    entry = blogs.save_and_publish(cast.ben, title=f"{WORD} and us", text=f"A year in {WORD}.",
                                   short=f"{WORD} helped", is_story=True)
    blogs.comment(cast.outsider, entry, f"I know {WORD} as well.")
    other = blogs.save_and_publish(cast.ben, title="Another year", text="It was quiet.")
    forum.summarize(cast.advisor, titled, f"- {WORD} closes at six")
    return ["/", "/forum", "/forum/planning", titled.address, plain.address,
            f"{plain.acts}/since?after=1", f"{plain.acts}/posts/{answer.number}",
            f"{titled.acts}/posts/1/answers", "/notifications", f"/search?q={WORD}", "/stories",
            "/blogs", "/blogs/ben", "/people/ben", entry.address, other.address]


def shown(who, place) -> str:
    answer = who.get(place)
    return answer.json["html"] if answer.is_json else answer.text


def unfolded(page: str) -> str:
    """What is read of a page before anything is opened: all but what is folded, addresses and what
    its reader typed."""
    while FOLD.search(page):
        page = FOLD.sub("", page)
    page = re.sub(r'\s(?:href|action|value|data-[\w-]+)="[^"]*"', "", page)
    return folded_words(re.sub(r"<title>.*?</title>", "", page) if "/search" in page else page)


def put(who, words=WORD, **more):
    return who.post("/settings/not-today", data={"words": words, "idempotency_key": words} | more)


def test_the_word_is_nowhere_unfolded_for_her_and_everywhere_for_another(browser, cast, planted):
    amina, kit = browser(cast.amina), browser(cast.outsider)
    assert put(amina).status_code == 303
    for place in planted:
        hers, anothers = shown(amina, place), shown(kit, place)
        assert " marigold " not in unfolded(hers), place
        assert WHY in hers, place
        assert "You asked not to see" not in anothers
        if place not in ("/", "/notifications"):  # where Kit follows nothing
            assert " marigold " in unfolded(anothers), place
    for letter in db.session.scalars(select(Email)):
        assert "marigold" not in folded_words(f"{letter.subject} {letter.body}")


def test_nothing_is_gone_and_counts_do_not_tell(browser, cast, planted):
    amina, place = browser(cast.amina), f"/search?q={WORD}"
    before = re.search(r"\d+ results", amina.get(place).text)[0]
    put(amina)
    page = amina.get(place).text
    assert re.search(r"\d+ results", page)[0] == before
    assert page.count("<details") - page.count("</details>") == 0
    for opened in FOLD.findall(page):
        assert " marigold " in folded_words(opened) and "/settings/not-today" in opened


def test_words_that_look_like_our_own_mark_break_no_page_and_hide_nothing_from_the_list(
        browser, cast, boards):
    said = f'What is data-fold="x" > data-fold, {WORD}'
    topic = started(cast.ben, boards.planning, said, f"{said} in words")
    entry = blogs.save_and_publish(cast.ben, title=said, text=said, short=said)
    ben, amina = browser(cast.ben), browser(cast.amina)
    for who in (ben, amina):
        put(who)
    for place in (topic.address, "/forum/planning", entry.address, "/search?q=my data-fold"):
        page = amina.get(place)
        assert page.status_code == 200 and " marigold " not in unfolded(page.text), place
    for place in ("/forum/posts/1/edit", f"/blogs/entries/{entry.id}/edit", topic.address):
        assert ben.get(place).status_code == 200, place


def test_a_subject_folds_by_its_usual_words_and_says_until_when(browser, cast, topic):
    replied(cast.ben, topic, "The ambulance came.")
    amina, day = browser(cast.amina), today() + timedelta(days=3)
    assert put(amina, "", subjects=["hospital", "nonsense"], until=day).status_code == 303
    assert f"You asked not to see: Hospitals and emergencies, until {day.day} " in amina.get(
        topic.address).text
    assert put(amina, "").status_code == put(amina, "!!!").status_code == 422
    assert put(amina, "x", until="2001-01-01").status_code == 422
    assert put(amina, "a\0b", until="never").status_code == 422


def test_pages_of_members_without_a_list_ask_nothing_more_and_of_others_one_statement(
        browser, cast, queries, topic):
    kit = browser(cast.outsider)
    kit.get(topic.address)
    with queries() as without:
        kit.get(topic.address)
    assert not [sql for sql in without if "not_today" in sql.split("FROM")[-1]]
    put(kit)
    with queries() as having:
        kit.get(topic.address)
    assert len(having) == len(without) + 1


def test_it_ends_with_one_notice_and_is_had_again_for_as_long(browser, cast, topic):
    replied(cast.ben, topic, WORD)
    amina = browser(cast.amina)
    last = today() + timedelta(days=4)
    put(amina, until=last)
    with clock.at(clock.now() + timedelta(days=5)):
        actions.end_lists()
        actions.end_lists()
        told = db.session.scalars(select(Notification).where(Notification.what == "not-today"))
        assert [(one.user_id, one.times) for one in told] == [(cast.amina.id, 1)]
    assert "You asked" not in amina.get(topic.address).text
    assert "has ended" in amina.get("/notifications").text
    assert "Again for 4 days" in amina.get("/settings/not-today").text
    number = db.session.scalar(select(NotToday.id))
    assert amina.post(f"/settings/not-today/{number}/again").status_code == 303
    assert db.session.scalar(select(NotToday.until)) == last
    assert "You asked" in amina.get(topic.address).text
    assert browser(cast.ben).post(f"/settings/not-today/{number}/remove").status_code == 404
    assert amina.post(f"/settings/not-today/{number}/remove").status_code == 303
    assert db.session.scalars(select(NotToday)).all() == []
    assert "not_today" not in cast.amina.preferences


def test_a_list_has_an_end_and_the_same_words_stand_on_it_once(cast):
    for number in range(MOST):
        actions.put_on_list(cast.amina, [], f"word {number}", None)
    actions.put_on_list(cast.amina, [], "Wórd  3", None)
    with pytest.raises(Invalid):
        actions.put_on_list(cast.amina, [], "one more", None)
    assert len(db.session.scalars(select(NotToday)).all()) == MOST


@pytest.mark.parametrize("text, words, is_there", [
    ("<p>The Café, closed</p>", "cafe", True), ("<b>self</b>-harm", "Self harm", True),
    ("hospitals", "hospital", False), ("Tom’s bed", "TOM", True), ("atom", "tom", False),
    ("<mark>seiz</mark>ure", "seizure", True), ("a<br>b", "b", True), ("入院した", "入院", True),
    ('<img alt="A hospital bed">', "hospital", True), ("Stra&szlig;e", "STRASSE", True),
    ("sei\u00adzure", "seizure", True), ("in the\nward", "the  ward", True),
])  # fmt: skip
def test_whole_words_whatever_their_accents_and_capitals(text, words, is_there):
    assert has(words_of_html(text), folded_words(words)) is is_there
