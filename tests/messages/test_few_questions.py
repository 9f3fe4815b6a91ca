"""What a message, its acknowledgement and what waits cost the database."""
import pytest
from sqlalchemy import text

from peoplehub.core.extensions import db
from peoplehub.core.unread_counts import waiting_for
from peoplehub.messages import actions, queries
from peoplehub.messages.models import Message, Participant
from tests.messages.conftest import as_script

MOST_TO_SEND, MOST_TO_ACKNOWLEDGE = 13, 10  # questions to the database, with PostgreSQL's locks


@pytest.mark.one_database
def test_a_message_and_its_acknowledgement_ask_little(talk, cast, browser, queries):
    amina, maya, address = browser(cast.amina), browser(cast.advisor), talk.address
    as_script(amina, address, text="The form of her browser", client_id="c-0")
    with queries() as asked:
        assert as_script(amina, address, text="Nights", client_id="c-1").status_code == 201
    assert len(asked) <= MOST_TO_SEND, "\n".join(one[:110] for one in asked)
    with queries() as asked:
        assert as_script(maya, f"{address}/read", number="4").status_code == 204
    assert len(asked) <= MOST_TO_ACKNOWLEDGE, asked


def waits(person) -> int:
    return waiting_for(person.id)["messages"]


@pytest.mark.one_database
@pytest.mark.parametrize("state", ["deleted_at", "held_at", "hidden_at"])
def test_what_waits_is_told_by_numbers_less_what_is_gone(talk, cast, state):
    sent = [actions.send(cast.amina, talk, f"Words {number}", f"c-{number}") for number in range(5)]
    assert waits(cast.advisor) == 5
    for message in sent[1:3]:
        setattr(message, state, message.published_at)
    db.session.commit()
    assert waits(cast.advisor) == 3
    assert queries.conversations_for(cast.advisor)[0].unread == 3
    assert waits(cast.amina) == queries.conversations_for(cast.amina)[0].unread == 0


def test_only_messages_that_are_gone_are_looked_through_to_say_what_waits(talk, cast, app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL scans so few rows without an index")
    one = queries.UNREAD.where(Participant.user_id == 1)
    counted = one.compile(db.engine, compile_kwargs={"render_postcompile": True})
    plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {str(counted).replace('?', '1')}"))
    steps = [step.detail for step in plan if Message.__tablename__ in step.detail]
    assert steps and all("ix_message_gone" in step for step in steps), steps


def test_an_acknowledgement_never_goes_back(talk, cast):
    actions.send(cast.amina, talk, "One more", "c-1")
    for number in (3, 2, 99):
        actions.mark_read(cast.advisor, talk, number)
        db.session.expire_all()
        part = queries.conversation(talk.id).participant(cast.advisor.id)
        assert (part.read_number, part.delivered_number) == (3, 3)


@pytest.mark.one_database
def test_both_people_of_a_conversation_are_read_once_when_one_writes(talk, cast, browser, queries):
    """Who may write is looked up first by the conversation alone; the act reads both under the
    lock."""
    amina = browser(cast.amina)
    for name in ("send-1", "send-2"):
        with queries() as asked:
            assert as_script(amina, talk.address, text="Hello", client_id=name).status_code == 201
    with_both = [one for one in asked if one.startswith("SELECT") and "JOIN participant" in one]
    assert len(with_both) == 1, with_both
