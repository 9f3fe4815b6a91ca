"""Every role at every way to a private message: page, socket, feed, search, export, admin, PDF,
email and file. The two people and nobody else; and what each may know of the other's reading."""
from itertools import product

import pytest
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.messages import actions
from tests.messages.conftest import as_script
from tests.messages.test_files import post

WORD, BESIDE = "zeppelin", "lighthouse"  # what is looked for, and what is asked for
TWO = ("amina", "advisor")
OF_THE_TWO = (  # addresses of the conversation
    "", "/since?after=0", "/3/file", "/take-along", "/conversation.pdf", "?before=4",
)
FOR_MANY = (  # where others may look for it
    "/", "/messages", "/messages/requests", "/messages/held", "/notifications",
    "/notifications/waiting", f"/search?q={BESIDE}", f"/search?q={BESIDE}&kind=message",
    f"/search/messages?q={BESIDE}", "/feeds/message.atom", "/feeds/post.atom", "/settings/data",
    "/people/amina", "/people/maya", "/moderation", "/moderation/log", "/moderation/message/3",
    "/moderation/people/amina", "/moderation/freeze/message/3", "/safeguarding",
    "/safeguarding/conversations", "/admin", "/admin/letters", "/admin/letters/1", "/admin/record",
    "/admin/people", "/admin/health", "/admin/figures", "/report/message/3",
)
SEEN_BY_THE_TWO = {"/messages", "/report/message/3", f"/search/messages?q={BESIDE}"}


@pytest.fixture
def written(talk, cast, browser):
    """Amina has written the word, with a picture."""
    post(browser(cast.amina), talk, text=f"A {WORD} by the {BESIDE}", file_alt=f"A {WORD}")
    return talk


def test_every_role_at_every_address(written, cast, browser):
    wrong = []
    for name, person in vars(cast).items():
        client = browser(person if person.id else None)
        for address in OF_THE_TWO:
            answer = client.get(f"{written.address}{address}")
            expected = (200,) if name in TWO else (302,) if not person.id else (404,)
            if answer.status_code not in expected:
                wrong.append((name, address, answer.status_code))
        for address in FOR_MANY:
            answer = client.get(address)
            is_expected = name in TWO and address in SEEN_BY_THE_TWO
            if (WORD in answer.text) != is_expected or answer.status_code >= 500:
                wrong.append((name, address, answer.status_code))
    assert wrong == []


@pytest.mark.one_database
def test_every_role_at_the_socket_and_in_emails(talk, cast, socket, browser):
    sockets = {name: socket(person) for name, person in vars(cast).items() if person.id}
    actions.send(cast.amina, talk, f"A {WORD}", "z1")
    heard = {name for name, one in sockets.items() if one.received("messages:sent")}
    assert heard == set(TWO)
    for name in [one for one in sockets if one not in TWO and sockets[one].is_connected]:
        sockets[name].emit("messages:typing", {"conversation_id": talk.id})
    assert sockets["advisor"].received("messages:typing") == []
    assert not [one for one in db.session.scalars(select(Email.body)) if WORD in one]


@pytest.mark.one_database
@pytest.mark.parametrize("hers, mayas", list(product((False, True), repeat=2)))
def test_delivery_is_always_told_and_reading_and_typing_only_where_both_want_it(
    talk, cast, browser, socket, hers, mayas
):
    for person, wants in ((cast.amina, hers), (cast.advisor, mayas)):
        person.preferences = person.preferences | {"read_signs": wants, "typing": wants}
    db.session.commit()
    both = hers and mayas
    actions.send(cast.amina, talk, "Are you there?", "z1")
    amina, maya, open_page = browser(cast.amina), browser(cast.advisor), socket(cast.amina)
    as_script(maya, f"{talk.address}/delivered", number="3")
    assert open_page.received("messages:delivered") == [{"conversation_id": talk.id, "number": 3}]
    assert amina.get(f"{talk.address}/since?after=3").json["delivered"] == 3
    as_script(maya, f"{talk.address}/read", number="3")
    socket(cast.advisor).emit("messages:typing", {"conversation_id": talk.id})
    heard = [packet["name"] for packet in open_page._socket.get_received()]
    assert ("messages:read" in heard, "messages:typing" in heard) == (both, both)
    told = amina.get(f"{talk.address}/since?after=3").json
    assert (told["delivered"], told["read"]) == (3, 3 if both else 0)
    page = amina.get(talk.address).text
    assert f'data-delivered="3" data-read="{told["read"]}"' in page
    assert ("Read by" in page.partition("<template")[0], "data-typing-here" in page) == (both, both)
