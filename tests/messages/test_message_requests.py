"""A first message to another member is a message request; people who help are reached at once."""
import pytest

from peoplehub.accounts.models import Block
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.messages import actions, policy, queries
from tests.messages.conftest import as_script, waits

pytestmark = pytest.mark.one_database

MAY_START = [
    ("amina", "ben", True),
    ("amina", "advisor", True),
    ("newcomer", "advisor", True),
    ("newcomer", "moderator", True),
    ("newcomer", "ben", True),
    ("amina", "safeguarding", True),
    ("amina", "professional", True),
    ("professional", "amina", False),
    ("professional", "advisor", False),
    ("professional", "moderator", True),
    ("advisor", "amina", True),
    ("amina", "amina", False),
    ("amina", "suspended", False),
    ("amina", "unconfirmed", False),
    ("suspended", "advisor", False),
    ("unconfirmed", "advisor", False),
    ("stranger", "advisor", False),
]


@pytest.mark.one_database
@pytest.mark.parametrize("who, whom, expected", MAY_START)
def test_who_may_write_to_whom(cast, who, whom, expected):
    assert policy.may_start(getattr(cast, who), getattr(cast, whom)) is expected


def test_a_newcomer_reaches_an_advisor_in_the_first_minute(cast, browser):
    nia = browser(cast.newcomer)
    assert "Write to Maya" in nia.get("/messages/new?to=maya").text
    answer = nia.post("/messages/new", data={"to": "maya", "text": "Help me", "client_id": "n1"})
    assert answer.status_code == 303
    page = browser(cast.advisor).get(answer.location.split("#")[0])
    assert "Help me" in page.text
    assert "would like to talk" not in page.text


def test_a_knock_is_one_message_until_it_is_answered(knock, cast, browser):
    answer = as_script(browser(cast.amina), knock.address, text="Are you there?", client_id="k2")
    assert answer.status_code == 403
    assert "when Ben answers" in answer.json["error"]
    actions.send(cast.ben, knock, "Yes", "b1")
    answer = as_script(browser(cast.amina), knock.address, text="Good", client_id="k2")
    assert answer.status_code == 201


@pytest.mark.one_database
@pytest.mark.parametrize("text", [
    "See https://example.com", "See www.example.com", "[this](http://example.com)", "example.com/x",
])
def test_a_knock_carries_no_link(cast, text):
    with pytest.raises(Invalid, match="links"):
        actions.start(cast.amina, cast.ben, text, "k1")
    assert queries.conversation_with(cast.amina, cast.ben) is None


def test_a_refused_knock_keeps_what_was_typed(cast, browser):
    answer = browser(cast.amina).post(
        "/messages/new", data={"to": "ben", "text": "See www.example.com", "client_id": "k1"}
    )
    assert answer.status_code == 422
    assert "See www.example.com" in answer.text
    assert "leave links out" in answer.text


def test_accepting_opens_the_door(knock, cast, browser):
    ben = browser(cast.ben)
    assert "would like to talk with you" in ben.get(knock.address).text
    assert ben.post(f"{knock.address}/accept").status_code == 303
    assert "would like to talk with you" not in ben.get(knock.address).text
    assert policy.may_send(cast.amina, queries.conversation(knock.id))


def test_someone_who_was_declined_sees_no_difference(knock, cast, browser):
    amina = browser(cast.amina)
    before = amina.get(knock.address).text
    browser(cast.ben).post(f"{knock.address}/decline")
    after = amina.get(knock.address).text
    assert "You can write again when Ben answers" in before
    assert tokenless(after) == tokenless(before)
    assert as_script(amina, knock.address, text="?", client_id="k2").status_code == 403


def test_who_declines_is_not_said_to_have_read(knock, cast, browser):
    for person in (cast.amina, cast.ben):
        person.preferences = person.preferences | {"read_signs": True}
    db.session.commit()
    amina, since = browser(cast.amina), f"{knock.address}/since?after=0"
    before = amina.get(since).json
    actions.decline(cast.ben, knock)
    assert amina.get(since).json == before and before["read"] == 0


def test_what_was_declined_is_no_longer_listed_nor_counted(knock, cast, browser):
    assert waits(cast.ben) == 1
    browser(cast.ben).post(f"{knock.address}/decline")
    assert waits(cast.ben) == 0
    assert queries.conversations_for(cast.ben) == []
    assert len(queries.conversations_for(cast.amina)) == 1


def test_decline_and_report_leads_to_the_report(knock, cast, browser):
    answer = browser(cast.ben).post(f"{knock.address}/decline", data={"report": "1"})
    message = queries.message_for(cast.ben, knock.id, 1)
    assert answer.location == f"/report/message/{message.id}"


def test_the_one_who_knocked_cannot_open_the_door(knock, cast, browser):
    assert browser(cast.amina).post(f"{knock.address}/accept").status_code == 403
    assert browser(cast.outsider).post(f"{knock.address}/accept").status_code == 404


def test_writing_again_to_the_same_person_goes_on_in_the_same_conversation(talk, cast, browser):
    maya = browser(cast.advisor)
    assert maya.get("/messages/new?to=amina").location == talk.address
    maya.post("/messages/new", data={"to": "amina", "text": "And you?", "client_id": "m2"})
    assert queries.conversation(talk.id).last_number == 3


def test_a_blocked_person_can_neither_start_nor_go_on(talk, cast, browser):
    db.session.add(Block(blocker_id=cast.advisor.id, blocked_id=cast.amina.id))
    db.session.commit()
    amina = browser(cast.amina)
    answer = as_script(amina, talk.address, text="Hello?", client_id="c1")
    assert answer.status_code == 403
    assert "closed here just now" in answer.json["error"]
    assert amina.get("/messages/new?to=maya").status_code == 404
    assert "Messages are closed here just now" in amina.get(talk.address).text
    with pytest.raises(Forbidden):
        actions.send(cast.advisor, talk, "Still here", "m9")


def test_who_blocked_reads_so_and_undoes_it_and_the_other_reads_nothing_of_a_block(
    talk, cast, browser
):
    maya, amina = browser(cast.advisor), browser(cast.amina)
    assert f'href="/people/amina/block?next={talk.address}"' in maya.get(talk.address).text
    assert maya.post("/people/amina/block", data={"next": talk.address}).location == talk.address
    page = maya.get(talk.address).text
    assert "You have blocked Amina" in page and f'name="next" value="{talk.address}"' in page
    theirs = amina.get(talk.address).text.partition("<main")[2]
    assert "blocked" not in theirs and "People you block" not in theirs
    assert maya.post("/people/amina/unblock", data={"next": talk.address}).location == talk.address
    assert "You have blocked" not in maya.get(talk.address).text


def test_a_professional_is_told_plainly(cast, browser):
    answer = browser(cast.professional).get("/messages/new?to=amina")
    assert answer.status_code == 404  # as if nobody of that name were here
    assert "whom you can write to" in answer.text
    assert "write to a peer advisor or to the team" in answer.text


def tokenless(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf_token" not in line
                     and "idempotency_key" not in line and "client_id" not in line
                     and "data-token" not in line)
