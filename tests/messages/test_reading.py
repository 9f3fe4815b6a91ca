"""Reading: pages, what scripts ask for, counts, and that nothing is written by looking."""
import pytest

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import find
from peoplehub.messages import actions, queries
from peoplehub.messages.models import Message, Participant
from tests.messages.conftest import as_script, waits

pytestmark = pytest.mark.one_database


def fill(talk, author, how_many: int) -> None:
    for number in range(how_many):
        actions.send(author, talk, f"Words {number + 3}", f"fill-{number}")


def stored(talk, author, how_many: int) -> None:
    """Many at once, as a year of talk would leave them."""
    begin = talk.last_number
    for number in range(begin + 1, begin + how_many + 1):
        message = Message(conversation_id=talk.id, author_id=author.id, number=number,
                          client_id=f"s{number}")
        message.write(f"Words {number}")
        db.session.add(message)
    talk.last_number = begin + how_many
    db.session.commit()


def test_since_gives_what_came_after_oldest_first(talk, cast, browser):
    fill(talk, cast.advisor, 3)
    answer = browser(cast.amina).get(f"{talk.address}/since?after=2").json
    assert [message["number"] for message in answer["messages"]] == [3, 4, 5]
    assert answer["more"] is False
    assert answer["messages"][0]["author"] == "maya"
    assert answer["messages"][0]["text"] == "Words 3"


def test_since_gives_at_most_five_hundred_and_says_that_there_is_more(talk, cast, browser):
    stored(talk, cast.advisor, 600)
    amina = browser(cast.amina)
    first = amina.get(f"{talk.address}/since?after=0").json
    assert (len(first["messages"]), first["more"]) == (500, True)
    rest = amina.get(f"{talk.address}/since?after=500").json
    assert (len(rest["messages"]), rest["more"]) == (102, False)


def test_since_with_a_wrong_number_is_refused(talk, cast, browser):
    for wrong in ("x", "-1", "1.5", "9" * 30, "²"):
        answer = browser(cast.amina).get(f"{talk.address}/since?after={wrong}",
                                         headers={"Accept": "application/json"})
        assert answer.status_code == 422


def test_a_message_taken_away_leaves_its_number(talk, cast, browser):
    maya, amina = browser(cast.advisor), browser(cast.amina)
    assert maya.get(f"{talk.address}/2/take-away").status_code == 200
    assert maya.post(f"{talk.address}/2/take-away").status_code == 303
    told = amina.get(f"{talk.address}/since?after=1").json["messages"][0]
    assert told["number"] == 2
    assert told["gone"] and "text" not in told
    assert "Maya deleted this message." in told["html"]
    page = amina.get(talk.address).text
    assert "Hello Amina" not in page
    assert "Maya deleted this message." in page


def test_since_tells_of_words_that_went_from_what_is_already_shown(talk, cast, browser):
    actions.take_away(cast.advisor, queries.message_for(cast.advisor, talk.id, 2))
    gone = browser(cast.amina).get(f"{talk.address}/since?after=2").json["gone"]
    assert [message["number"] for message in gone] == [2]


def test_only_the_writer_takes_a_message_away(talk, cast, browser):
    assert browser(cast.amina).post(f"{talk.address}/2/take-away").status_code == 404
    assert browser(cast.outsider).post(f"{talk.address}/2/take-away").status_code == 404
    assert browser(cast.moderator).post(f"{talk.address}/2/take-away").status_code == 404


@pytest.mark.both_databases
def test_a_hidden_message_is_shown_to_its_writer_alone(talk, cast, browser):
    message = queries.message_for(cast.advisor, talk.id, 2)
    message.hidden_at = clock.now()
    db.session.commit()
    assert "Hello Amina" not in browser(cast.amina).get(talk.address).text
    assert "Hello Amina" not in browser(cast.amina).get("/messages").text
    mayas = browser(cast.advisor).get(talk.address).text
    assert "Hello Amina" in mayas
    assert "Only you can see this." in mayas
    assert waits(cast.amina) == 0


@pytest.mark.both_databases
def test_a_name_in_a_placeholder_is_only_a_name(talk, cast, browser):
    cast.advisor.pen_name = "<b>Maya</b>"
    actions.take_away(cast.advisor, queries.message_for(cast.advisor, talk.id, 2))
    told = browser(cast.amina).get(f"{talk.address}/since?after=1").json["messages"][0]
    assert "<b>" not in told["html"]


def test_looking_writes_nothing(talk, cast, browser, queries):
    maya = browser(cast.amina)
    with queries() as asked:
        maya.get(talk.address)
        maya.get("/messages")
        maya.get(f"{talk.address}/since?after=0")
    assert not [sql for sql in asked if sql.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_reading_is_told_by_a_post_and_only_goes_forward(talk, cast, browser):
    amina = browser(cast.amina)
    assert waits(cast.amina) == 1
    assert as_script(amina, f"{talk.address}/read", number="2").status_code == 204
    assert waits(cast.amina) == 0
    as_script(amina, f"{talk.address}/read", number="1")
    as_script(amina, f"{talk.address}/read", number="2000000")
    assert part(talk, cast.amina).read_number == 2


def test_without_scripts_a_button_marks_as_read(talk, cast, browser):
    amina = browser(cast.amina)
    assert "Mark as read" in amina.get(talk.address).text
    answer = amina.post(f"{talk.address}/read", data={"number": "2"})
    assert answer.location == talk.address
    assert "Mark as read" not in amina.get(talk.address).text


def test_answering_counts_as_having_read(talk, cast):
    actions.send(cast.amina, talk, "Thank you", "c1")
    assert waits(cast.amina) == 0
    assert waits(cast.advisor) == 1


def test_delivered_is_noted_by_a_post(talk, cast, browser):
    assert "Delivered" not in shown_states(browser(cast.advisor).get(talk.address).text)
    as_script(browser(cast.amina), f"{talk.address}/delivered", number="2")
    assert part(talk, cast.amina).delivered_number == 2
    assert "Delivered" in shown_states(browser(cast.advisor).get(talk.address).text)


def test_read_is_shown_only_where_both_want_it(talk, cast, browser):
    actions.mark_read(cast.amina, talk, 2)
    maya = browser(cast.advisor)
    assert "Read by Amina" not in shown_states(maya.get(talk.address).text)
    prefer(cast.amina, read_signs=True)
    assert "Read by Amina" not in shown_states(maya.get(talk.address).text)
    prefer(cast.advisor, read_signs=True)
    assert "Read by Amina" in shown_states(maya.get(talk.address).text)
    assert maya.get(f"{talk.address}/since?after=2").json["read"] == 2


@pytest.mark.both_databases
def test_a_muted_conversation_is_listed_but_not_counted(talk, cast, browser):
    browser(cast.amina).post(f"{talk.address}/mute", data={"muted": "1"})
    assert waits(cast.amina) == 0
    assert queries.conversations_for(cast.amina)[0].unread == 1


def test_older_messages_have_a_page_of_their_own(talk, cast, browser):
    stored(talk, cast.advisor, 118)
    amina = browser(cast.amina)
    newest = amina.get(talk.address).text
    assert 'id="message-120"' in newest and 'id="message-71"' in newest
    assert 'id="message-70"' not in newest
    assert "?before=71" in newest
    older = amina.get(f"{talk.address}?before=71").text
    assert 'id="message-70"' in older and 'id="message-71"' not in older
    assert "Show the newest messages" in older


def test_an_old_message_has_an_address_that_shows_it(talk, cast, browser):
    stored(talk, cast.advisor, 118)
    message = queries.message_for(cast.amina, talk.id, 5)
    path, anchor = message.address.split("#")
    assert f'id="{anchor}"' in browser(cast.amina).get(path).text


def test_a_page_of_messages_asks_the_same_few_questions_however_many_there_are(
    talk, cast, browser, queries
):
    amina = browser(cast.amina)
    with queries() as few:
        amina.get(talk.address)
    stored(talk, cast.advisor, 300)
    with queries() as many:
        amina.get(talk.address)
    assert len(many) == len(few) <= 12


def test_the_list_is_one_question_beside_the_frame(talk, knock, cast, app, queries):
    app.extensions["sqlalchemy"].session.rollback()
    amina_id = cast.amina.id
    with queries() as asked:
        listed = messages_of(cast.amina)
    assert len([sql for sql in asked if "participant" in sql]) == 1
    assert {line.other.pen_name for line in listed} == {"Ben", "Maya"}
    assert amina_id


def messages_of(person):
    return queries.conversations_for(person)


def test_an_empty_list_leads_to_advisors(cast, browser):
    page = browser(cast.newcomer).get("/messages").text
    assert "You have no messages yet" in page
    assert "/messages/new?to=maya" in page


def test_the_list_shows_the_last_words_and_how_many_are_new(talk, cast, browser):
    page = browser(cast.amina).get("/messages").text
    assert "Hello Amina" in page
    assert '<span class="count">1<span class="vh"> new</span></span>' in page


def test_a_page_says_who_can_read_it(talk, knock, cast, browser):
    assert "has to tell our safeguarding lead" in browser(cast.amina).get(talk.address).text
    mayas = browser(cast.advisor).get(talk.address).text
    assert "Only you and Amina can read this." in mayas
    assert "you have to tell our safeguarding lead" in mayas
    bens = browser(cast.ben).get(knock.address).text
    assert "Only you and the person who wrote can read this." in bens
    assert "has to tell our safeguarding lead" not in bens


def test_from_the_first_message_there_is_a_way_to_report_and_to_block(knock, cast, browser):
    page = browser(cast.ben).get(knock.address).text
    message = queries.message_for(cast.ben, knock.id, 1)
    assert f"/report/message/{message.id}" in page
    assert "/people/amina/block" in page


@pytest.mark.both_databases
def test_only_the_two_find_a_message_to_report(knock, cast):
    message = queries.message_for(cast.ben, knock.id, 1)
    assert find("message", cast.ben, message.id) is message
    for other in (cast.outsider, cast.moderator, cast.admin, cast.stranger):
        assert not db.session.scalars(Message.readable(other)).all()


def test_a_conversation_number_that_cannot_be_is_not_found(cast, browser):
    for wrong in ("0", "999999999999999999999", "7"):
        assert browser(cast.amina).get(f"/messages/{wrong}").status_code == 404


def part(talk, person) -> Participant:
    return db.session.get(Participant, (talk.id, person.id), populate_existing=True)


def prefer(person, **choices) -> None:
    person.preferences = {**person.preferences, **choices}
    db.session.commit()


def shown_states(page: str) -> str:
    return page.split("<template")[0]


def test_to_ask_and_hear_that_there_is_nothing_costs_little(talk, cast, browser, queries):
    """Every open page does, twice a minute."""
    amina = browser(cast.amina)
    with queries() as asked:
        assert amina.get(f"{talk.address}/since?after=3").json["messages"] == []
    assert len(asked) <= 5
    with queries() as asked:
        amina.get("/notifications/waiting")
    assert len(asked) <= 4
