"""The same form does its work once; another choice, and the same one later, are never dropped."""
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from peoplehub.contact.models import Enquiry
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import SENT_ALREADY, IdempotencyRecord
from peoplehub.forum.models import Post
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Message


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def reply(client, topic, text: str, key: str):
    return client.post(f"/forum/topics/{topic.id}/replies",
                       data={"text": text, "idempotency_key": key})


@pytest.mark.one_database
def test_a_third_choice_under_the_same_key_is_kept_like_the_second(cast, browser):
    client = browser(cast.amina)
    for chosen in ("none", "everything", "none"):
        answer = client.post("/settings/letters", data={"letters": chosen, "idempotency_key": "k"})
        assert answer.status_code == 303
    assert cast.amina.preferences["letters"] == "none"


@pytest.mark.one_database
def test_a_form_back_from_history_with_a_new_key_makes_no_second_post(cast, browser, topic):
    client, before = browser(cast.ben), count(Post)
    first = reply(client, topic, "Only once, please.", "first")
    again = reply(client, topic, "Only once, please.", "second")
    assert again.status_code == 303 and again.location == first.location
    assert count(Post) == before + 1
    assert SENT_ALREADY in client.get(again.location).text
    assert reply(client, topic, "Only once, please.", "second").location == first.location


@pytest.mark.one_database
def test_other_words_between_make_the_same_words_new_again(cast, browser, topic):
    client, before = browser(cast.ben), count(Post)
    for key, text in enumerate(("Thank you", "One more thing", "Thank you")):
        reply(client, topic, text, f"key {key}")
    assert count(Post) == before + 3


def test_the_same_words_are_new_an_hour_later_and_from_somebody_else(cast, browser, topic):
    before = count(Post)
    reply(browser(cast.ben), topic, "Me too", "one")
    reply(browser(cast.advisor), topic, "Me too", "one")
    db.session.execute(
        update(IdempotencyRecord).values(done_at=clock.now() - timedelta(minutes=61))
    )
    db.session.commit()
    reply(browser(cast.ben), topic, "Me too", "two")
    assert count(Post) == before + 3


@pytest.mark.one_database
def test_what_was_taken_away_can_be_said_again(cast, browser, topic):
    client = browser(cast.ben)
    number = int(reply(client, topic, "In the wrong mood", "one").location.rpartition("-")[2])
    post = db.session.scalar(select(Post).where(Post.topic_id == topic.id, Post.number == number))
    client.post(f"/forum/posts/{post.id}/delete", data={"idempotency_key": "away"})
    assert reply(client, topic, "In the wrong mood", "two").location[-1] != str(number)


def test_a_letter_to_the_team_sent_again_from_history_is_one_letter(browser):
    visitor = browser()
    for key in ("one", "two"):
        visitor.post("/contact", data={"about": "question", "text": "Where do I begin?",
                                       "contact": "me@people.example", "idempotency_key": key})
    assert count(Enquiry) == 1


def test_a_message_sent_again_from_history_is_one_message_until_somebody_answers(cast, browser):
    first = messages.start(cast.amina, cast.advisor, "Are you there?", "id-one")
    place, client = first.conversation.address, browser(cast.amina)
    messages.send(cast.advisor, first.conversation, "Yes.", "id-two")
    for key in ("one", "two"):
        answer = client.post(place, data={"text": "Good.", "client_id": key,
                                          "idempotency_key": key})
        assert answer.status_code == 303
    assert count(Message) == 3
    messages.send(cast.advisor, first.conversation, "Is it?", "id-three")
    client.post(place, data={"text": "Good.", "client_id": "three", "idempotency_key": "three"})
    assert count(Message) == 5
