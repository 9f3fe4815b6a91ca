"""Boards that ask before somebody joins: every door is closed to who is not in, and open to who is.
"""
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.accounts.following import followers_of
from peoplehub.core import clock, mail
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.forum import actions, queries
from peoplehub.forum.actions.board_members import forget_old_requests
from peoplehub.forum.models import Board, BoardMember, BoardNote, BoardRequest, Post, Topic
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Case
from peoplehub.notifications.models import Notification
from peoplehub.rota.models import Alarm

WHY = "I care for my son, who is 30."
SECRET = "The night nurse never came"
DETAIL = "zebrawood in the hallway at four"


@pytest.fixture
def room(cast) -> Board:
    """A board that asks first. Amina and Ben are in; Amina asked something there."""
    made = actions.save_board(cast.admin, name="Night carers", description="For those who are up.",
                              audience="asks-first", join_question="Who is it that you care for?")
    for one in (cast.amina, cast.ben):
        actions.add_member(cast.moderator, made, one)
    return made


@pytest.fixture
def asked(cast, room) -> Topic:
    return actions.start_topic(cast.amina, room, SECRET, f"There was {DETAIL}.").topic


def request_of(person) -> BoardRequest:
    db.session.expire_all()
    return db.session.scalars(select(BoardRequest).where(BoardRequest.user_id == person.id)).one()


def notices(person) -> list[str]:
    db.session.expire_all()
    return list(db.session.scalars(
        select(Notification.what).where(Notification.user_id == person.id)))


def doors(topic: Topic) -> list[str]:
    return [topic.address, f"/forum/topics/{topic.id}/since?after=0", topic.board.address + "/new",
            f"/forum/topics/{topic.id}/quote/1", f"/forum/topics/{topic.id}/names",
            topic.board.address + "/members", f"/forum/topics/{topic.id}/posts/1",
            topic.board.address + "/feed.atom"]


LISTS = ["/", "/forum", "/forum/feed.atom", "/search?q=zebrawood", "/search?q=nurse",
         "/people/amina", "/notifications", "/ask", "/feeds/post.atom", "/sitemap.xml"]


def sees_nothing(client, topic: Topic) -> None:
    """Neither what is said there, nor where."""
    for door in doors(topic):
        assert client.get(door).status_code in (302, 401, 404), door
    for page in LISTS:
        shown = client.get(page)
        assert SECRET not in shown.text and DETAIL not in shown.text, page
    topic_of = [f"/forum/topics/{topic.id}/{what}" for what in ("replies", "follow")]
    for address in (*topic_of, f"/report/post/{first_post(topic)}"):
        sent = client.post(address, data={"text": "Hello", "reason": "unkind"})
        assert sent.status_code in (302, 401, 404), address


def first_post(topic: Topic) -> int:
    return db.session.scalars(select(Post.id).where(Post.topic_id == topic.id)).first()


@pytest.mark.one_database
@pytest.mark.parametrize("name", ["stranger", "outsider", "professional", "advisor", "newcomer",
                                  "suspended", "unconfirmed"])
def test_who_is_not_in_meets_its_name_and_nothing_of_its_topics(cast, asked, browser, name):
    client = browser(getattr(cast, name))
    sees_nothing(client, asked)
    front = client.get("/forum/night-carers")
    assert front.status_code == 200 and "For those who are up." in front.text
    assert "noindex" in front.headers["X-Robots-Tag"] and SECRET not in front.text
    listed = client.get("/forum").text
    assert "Night carers" in listed and "Asks before somebody joins" in listed
    assert "1 topic" not in listed


@pytest.mark.parametrize("name", ["ben", "moderator", "safeguarding", "admin"])
def test_who_is_in_and_the_team_read_and_find_everything_there(cast, asked, browser, name):
    client = browser(getattr(cast, name))
    for door in doors(asked)[:-1]:
        assert client.get(door).status_code in (200, 302), door
    assert client.get(doors(asked)[-1]).status_code == 404  # feeds are for visitors
    for page in ("/", "/forum", "/search?q=zebrawood", "/people/amina"):
        assert SECRET in client.get(page).text, page
    assert "has let in can read this" in client.get(asked.board.address).text
    sent = client.post(f"/forum/topics/{asked.id}/replies", data={"text": "I know this."})
    assert sent.status_code == 303


def test_a_board_that_is_not_listed_is_nowhere_for_who_is_not_in(cast, asked, browser):
    actions.save_board(cast.admin, asked.board, listing="unlisted")
    for who in (cast.stranger, cast.outsider, cast.advisor):
        client = browser(who)
        assert client.get("/forum/night-carers").status_code == 404
        asked = client.post("/forum/night-carers/join", data={"why": WHY})
        assert asked.status_code in (302, 401, 404)
        assert "Night carers" not in client.get("/forum").text
    assert browser(cast.ben).get("/forum/night-carers").status_code == 200


@pytest.mark.one_database
def test_she_asks_with_a_sentence_and_reads_by_when_she_has_an_answer(cast, room, browser):
    client = browser(cast.outsider)
    assert "Who is it that you care for?" in client.get(room.address).text
    empty = client.post(f"{room.address}/join", data={"why": " "})
    assert empty.status_code == 422 and "Please write a sentence." in empty.text
    assert client.post(f"{room.address}/join", data={"why": WHY}).status_code == 303
    page = client.get(room.address).text
    assert "You have an answer by" in page and WHY in page
    with pytest.raises(Forbidden):
        actions.ask_to_join(cast.outsider, room, "And again")
    queue = browser(cast.moderator).get("/moderation?kind=join").text
    assert "Olive: Night carers" in queue and WHY not in queue
    case = db.session.scalars(select(Case)).one()
    assert (case.board_id, case.about_id) == (room.id, cast.outsider.id)
    assert case.address in browser(cast.moderator).get(f"/moderation/cases/{case.id}").text
    with time_machine.travel(clock.now() + timedelta(days=4)):
        assert "We are late, and we are sorry." in browser(cast.outsider).get(room.address).text


def test_accepted_she_hears_it_and_every_door_opens_at_once(cast, asked, browser):
    client = browser(cast.outsider)
    client.post(f"{asked.board.address}/join", data={"why": WHY})
    wanted = request_of(cast.outsider)
    answer = browser(cast.moderator).post(
        f"/moderation/board-requests/{wanted.id}", data={"step": "accept", "words": "Welcome."})
    assert answer.status_code == 303
    assert client.get(asked.address).status_code == 200
    assert SECRET in client.get("/search?q=zebrawood").text
    assert "board-accepted" in notices(cast.outsider)
    told = client.get("/notifications").text
    assert "Night carers. Welcome." in told and f"/forum/requests/{wanted.id}" in told
    assert "You are in" in client.get(f"/forum/requests/{wanted.id}").text
    assert browser(cast.ben).get(f"/forum/requests/{wanted.id}").status_code == 404
    case = db.session.scalars(select(Case)).one()
    assert (case.outcome, case.settled_by_id) == ("accepted", cast.moderator.id)
    with pytest.raises(Forbidden):
        actions.decline_request(cast.admin, wanted.id, "other", "Too late")


def test_declined_she_reads_the_reason_and_may_ask_again_later(cast, room, browser):
    wanted = actions.ask_to_join(cast.outsider, room, WHY)
    team = browser(cast.moderator)
    refused = team.post(f"/moderation/board-requests/{wanted.id}", data={"step": "decline"})
    assert refused.status_code == 422
    assert "Choose why." in refused.text and "Write in a sentence why not." in refused.text
    actions.decline_request(cast.moderator, wanted.id, "others", "It is for parents.")
    page = browser(cast.outsider).get(room.address).text
    assert "This board is for other people." in page and "It is for parents." in page
    assert "You can ask again from" in page and "board-declined" in notices(cast.outsider)
    with pytest.raises(Forbidden):
        actions.ask_to_join(cast.outsider, room, WHY)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert browser(cast.outsider).post(
            f"{room.address}/join", data={"why": "I am one now."}).status_code == 303
    with time_machine.travel(clock.now() + timedelta(days=800)):
        forget_old_requests()
        assert request_of(cast.outsider).is_open


def test_the_team_asks_back_and_the_request_waits_with_a_true_clock(cast, room, browser):
    wanted, client = actions.ask_to_join(cast.outsider, room, WHY), browser(cast.outsider)
    place, team = f"/moderation/board-requests/{wanted.id}", browser(cast.moderator)
    refused = team.post(place, data={"step": "ask", "words": " "})
    assert refused.status_code == 422 and "Write your question." in refused.text
    assert team.post(place, data={"step": "ask", "words": "Is he at home?"}).status_code == 303
    assert "board-question" in notices(cast.outsider) and "Is he at home?" in client.get(
        "/notifications").text
    page = client.get(room.address).text
    assert "Is he at home?" in page and "Please answer by" in page and "We are late" not in page
    assert "Olive: Night carers" not in team.get("/moderation?kind=join").text
    assert "Olive: Night carers" in team.get("/moderation?waiting=y").text
    case = db.session.scalars(select(Case)).one()
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert not case.is_late and "Olive: Night carers" in team.get("/moderation?kind=join").text
    mine = f"/forum/requests/{wanted.id}"
    assert browser(cast.ben).post(f"{mine}/answer", data={"text": "Yes"}).status_code == 404
    assert client.post(f"{mine}/answer", data={"text": " "}).status_code == 422
    assert client.post(f"{mine}/answer", data={"text": "Yes, he lives with us."}).status_code == 303
    assert client.post(f"{mine}/answer", data={"text": "More."}).status_code == 403
    assert "You have an answer by" in client.get(room.address).text
    assert "Yes, he lives with us." in team.get(place).text
    db.session.expire_all()
    assert case.changed_at and not case.is_waiting_for_author
    assert case.due_at == wanted.due_at < clock.now() + timedelta(days=3, minutes=1)
    client.post(f"{mine}/withdraw")
    assert db.session.scalars(select(BoardNote)).all() == []


def test_words_of_danger_in_an_answer_wake_the_team(cast, room):
    wanted = actions.ask_to_join(cast.outsider, room, WHY)
    actions.ask_back(cast.moderator, wanted.id, "How are you?")
    actions.answer_team(cast.outsider, wanted.id, "I am going to kill myself tonight.")
    assert db.session.scalars(select(Case)).one().is_grave
    assert db.session.scalars(select(Alarm)).one().address == (
        f"/moderation/board-requests/{wanted.id}")
    actions.ask_back(cast.moderator, wanted.id, "Who is with you?")
    assert not db.session.scalars(select(Case)).one().is_waiting_for_author


def test_nobody_of_the_team_decides_about_their_own_request(cast, room, browser):
    wanted = actions.ask_to_join(cast.outsider, room, WHY)
    cast.outsider.role = "moderator"
    cast.outsider.second_step_at = clock.now()
    db.session.commit()
    assert browser(cast.outsider).get(f"/moderation/board-requests/{wanted.id}").status_code == 404
    with pytest.raises(Forbidden):
        actions.accept_request(cast.outsider, wanted.id)


def test_who_takes_a_request_back_takes_the_words_with_it(cast, room, browser):
    wanted = actions.ask_to_join(cast.outsider, room, WHY)
    client = browser(cast.outsider)
    assert client.post(f"/forum/requests/{wanted.id}/withdraw").status_code == 303
    assert db.session.scalars(select(BoardRequest)).all() == []
    assert db.session.scalars(select(Case)).one().outcome == "withdrawn"
    assert client.post(f"{room.address}/join", data={"why": WHY}).status_code == 303


def test_taken_out_he_has_no_trace_of_it_wherever_he_looks(cast, asked, browser, socket):
    """His page that is open hears nothing more, nor is a letter sent that waited."""
    actions.follow(cast.ben, asked)
    cast.ben.preferences = {"letters": "everything"}
    db.session.commit()
    actions.reply(cast.amina, asked, "Still nobody, @ben.")
    client, line = browser(cast.ben), socket(cast.ben)
    assert "mentioned" in notices(cast.ben)
    assert len(mail.waiting_about(f"{cast.ben.id} notice post")) == 1
    team = browser(cast.moderator)
    page = f"{asked.board.address}/members/ben/remove"
    assert team.post(page, data={"reason": " "}).status_code == 422
    assert team.post(page, data={"reason": "You asked for names."}).status_code == 303
    assert mail.waiting_about(f"{cast.ben.id} notice post") == set()
    line.received("forum:replied")
    actions.reply(cast.amina, asked, "And again, @ben.")
    assert line.received("forum:replied") == []
    assert notices(cast.ben) == ["board-accepted", "board-removed"]
    assert "You asked for names." in client.get("/notifications").text
    assert followers_of("topic", asked.id, asked.board.audience) == {cast.amina.id}
    sees_nothing(client, asked)
    with pytest.raises(Forbidden):
        actions.edit(cast.ben, queries.post_at(cast.amina, asked, 1), "Mine?")


@pytest.mark.one_database
def test_she_leaves_by_herself_and_may_ask_again(cast, asked, browser):
    client = browser(cast.ben)
    assert client.post(f"{asked.board.address}/leave").status_code == 303
    sees_nothing(client, asked)
    assert client.post(f"{asked.board.address}/join", data={"why": WHY}).status_code == 303
    assert client.post(f"{asked.board.address}/leave").status_code == 404


def test_members_see_each_other_only_where_they_wish_and_the_team_sees_all(cast, room, browser):
    page = f"{room.address}/members"
    amina, ben, team = browser(cast.amina), browser(cast.ben), browser(cast.moderator)
    assert "/people/amina" not in ben.get(page).text.partition("<main")[2]
    assert {"Amina", "Ben"} <= set(team.get(page).text.replace("<", ">").split(">"))
    amina.post(f"{page}/shown", data={"shown": "yes"})
    assert "/people/amina" in ben.get(page).text.partition("<main")[2]
    amina.post(f"{page}/shown", data={"shown": "no"})
    assert "/people/amina" not in ben.get(page).text.partition("<main")[2]
    assert ben.get(f"{page}/amina/remove").status_code == 404
    assert ben.post(page, data={"person": "Olive"}).status_code == 403
    assert db.session.get(BoardMember, (room.id, cast.outsider.id)) is None


def test_the_team_lets_somebody_in_by_name(cast, room, browser):
    team, page = browser(cast.moderator), f"{room.address}/members"
    nobody = team.post(page, data={"person": "Nobody At All"})
    assert nobody.status_code == 422 and "We cannot find anybody" in nobody.text
    twice = team.post(page, data={"person": "Ben"})
    assert twice.status_code == 422 and "in the board already" in twice.text
    wanted = actions.ask_to_join(cast.outsider, room, WHY)
    assert team.post(page, data={"person": "Olive"}).status_code == 303
    assert db.session.get(BoardRequest, wanted.id).outcome == "accepted"
    assert browser(cast.outsider).get(room.address).status_code == 200


def test_a_topic_that_moves_in_is_for_those_who_are_in_and_out_only_when_all_agreed(
        cast, asked, browser):
    open_board = actions.save_board(cast.admin, name="Planning", description="Plans.",
                                    audience="anyone")
    moved = actions.start_topic(cast.outsider, open_board, "Zinnias", "About zinnias.").topic
    actions.reply(cast.ben, moved, "A reply, @olive.")
    actions.move(cast.moderator, moved, asked.board)
    assert browser(cast.outsider).get(moved.address).status_code == 404
    assert notices(cast.outsider) == []
    assert "About zinnias" not in browser(cast.outsider).get("/search?q=zinnias").text
    assert "Zinnias" in browser(cast.amina).get("/search?q=zinnias").text
    with pytest.raises(Invalid):
        actions.move(cast.moderator, asked, open_board)
    team, page = browser(cast.moderator), f"/forum/topics/{asked.id}/move"
    refused = team.post(page, data={"board": open_board.id})
    assert refused.status_code == 422 and "Ask each of them first" in refused.text
    assert team.post(page, data={"board": open_board.id, "agreed": "y"}).status_code == 303
    assert browser().get(asked.address).status_code == 200


def test_what_was_written_for_a_few_is_not_opened_by_a_setting(cast, asked, browser):
    team = browser(cast.admin)
    fields = {"name": "Night carers", "description": "For us.", "audience": "anyone",
              "writers": "members", "indexing": "noindex", "position": "1", "patch": "talk",
              "listing": "listed"}
    refused = team.post(f"/admin/boards/{asked.board_id}", data=fields)
    assert refused.status_code == 422 and "cannot be opened to others" in refused.text
    kept = team.post(f"/admin/boards/{asked.board_id}", data=fields | {"audience": "asks-first"})
    assert kept.status_code == 303
    assert browser(cast.ben).get(asked.address).status_code == 200
    assert browser().get(asked.address).status_code == 404


def test_a_board_that_begins_to_ask_is_closed_to_all_but_those_who_wrote_there(cast, browser):
    board = actions.save_board(cast.admin, name="Planning", description="Plans.", audience="anyone")
    topic = actions.start_topic(cast.amina, board, SECRET, DETAIL).topic
    assert browser().get(topic.address).status_code == 200
    actions.save_board(cast.admin, board, audience="asks-first")
    sees_nothing(browser(), topic)
    sees_nothing(browser(cast.outsider), topic)
    assert browser(cast.amina).get(topic.address).status_code == 200
    assert SECRET in browser(cast.moderator).get("/search?q=zebrawood").text


def test_what_is_reported_there_is_decided_by_the_team_as_everywhere(cast, asked, browser):
    report = browser(cast.ben).post(f"/report/post/{first_post(asked)}",
                                    data={"reason": "unkind", "details": "Not kind."})
    assert report.status_code == 303
    case = db.session.scalars(select(Case)).one()
    assert browser(cast.moderator).get(f"/moderation/cases/{case.id}").status_code == 200
    moderation.hide(cast.moderator, queries.post_at(cast.amina, asked, 1), "Unkind")
    assert browser(cast.ben).get(asked.address).status_code == 404


def test_a_moderator_without_the_second_step_reads_nothing_there(cast, asked, browser):
    cast.moderator.second_step_at = None
    cast.moderator.role_since = clock.now() - timedelta(days=60)
    db.session.commit()
    assert browser(cast.moderator).get(asked.address).status_code == 404


@pytest.mark.one_database
def test_words_of_danger_in_a_request_wake_the_team(cast, room, browser):
    words = "I am alone with my brother and I am going to kill myself tonight."
    browser(cast.outsider).post(f"{room.address}/join", data={"why": words})
    alarm = db.session.scalars(select(Alarm)).one()
    assert alarm.address == f"/moderation/board-requests/{request_of(cast.outsider).id}"
