"""The same form, sent by the same person many times at the very same moment, does its work once."""
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from tests.conftest import person
from tests.world import role, state

MANY = 20
FORMS = {  # who, where, what, the table that grows by one
    "reply": ("owner", "/forum/topics/{topic}/replies", {"text": "Once"}, "post"),
    "topic": ("owner", "/forum/planning/new", {"title": "Once", "text": "Once"}, "topic"),
    "entry": ("owner", "/blogs/new", {"title": "Once", "text": "Once", "action": "publish"}, "entry"),
    "comment": ("owner", "/blogs/entries/{entry}/comments", {"text": "Once"}, "comment"),
    "visitor's comment": ("stranger", "/blogs/entries/{entry}/comments", {"text": "Once"}, "comment"),
    "message": ("owner", "/messages/{talk}", {"text": "Once", "client_id": "once"}, "message"),
    "first message": ("owner", "/messages/new", {"to": "olive", "text": "Once", "client_id": "1st"},
                      "conversation"),
    "report": ("stranger", "/report/post/{reply}", {"reason": "unkind"}, "report"),
    "letter": ("stranger", "/contact", {"about": "question", "text": "Once"}, "enquiry"),
    "sheet": ("advisor", "/library/manage/new", {"title": "Once", "summary": "Once", "text": "Once",
                                                 "topic": "planning", "patch": "sheet",
                                                 "check_every_days": "365"}, "sheet"),
    "board": ("admin", "/admin/boards/new", {"name": "Once", "description": "Once", "patch": "sun",
                                             "audience": "anyone", "writers": "members",
                                             "position": "9"}, "board"),
    "block": ("owner", "/people/ben/block", {}, "block"),
    "accept": ("owner", "/messages/{knock}/accept", {}, None),
    "settle": ("admin", "/moderation/reports/{report}", {"outcome": "hidden", "reason": "Unkind"},
               "decision"),
}


@pytest.mark.parametrize("name", FORMS)
def test_twenty_identical_forms_at_once_do_their_work_once(world, browser, name):
    who, path, form, table = FORMS[name]
    form = form | {"idempotency_key": "the same for all"}
    client, before = browser(role(world.cast, who)), state()
    cookie = f"peoplehub={client.get_cookie('peoplehub').value}"
    together = Barrier(MANY)

    def send(_number: int) -> int:
        one = world.app.test_client(use_cookies=False)
        together.wait()
        return one.post(path.format(**world.names), data=form, headers={"Cookie": cookie}).status_code

    with ThreadPoolExecutor(MANY) as crowd:
        answers = set(crowd.map(send, range(MANY)))
    after = state()
    assert answers <= {303, 403, 429} and 303 in answers, answers  # visitors have a limit too
    if table:
        grown = len(after[table]) - len(before[table])
        assert grown == (2 if name == "settle" else 1), grown
    assert len(after["idempotency_record"]) - len(before["idempotency_record"]) <= 2  # its key, and its person and address


def test_one_name_is_given_once_though_many_ask_at_once(world, browser):
    clients = [browser() for _ in range(8)]
    together = Barrier(len(clients))

    def join(numbered) -> int:
        number, client = numbered
        together.wait()
        return client.post("/join", data={
            "email": f"nell{number}@people.example", "pen_name": "Nell", "agree": "y",
            "i_am": "family", "adult": "y", "consent": "y",
            "password": "lantern biscuit otter"}).status_code

    with ThreadPoolExecutor(len(clients)) as crowd:
        answers = sorted(crowd.map(join, enumerate(clients)))
    assert answers == [303] + [422] * 7
    db.session.rollback()
    assert db.session.query(User).filter_by(pen_name="Nell").count() == 1


def test_two_people_who_write_to_each_other_at_once_share_one_conversation(world, browser):
    pair = [person("Pia", "advisor"), person("Paul", "advisor")]
    db.session.add_all(pair)
    db.session.commit()
    clients = [(browser(pair[0]), "paul"), (browser(pair[1]), "pia")]
    together, before = Barrier(2), len(state()["conversation"])

    def write(one) -> int:
        client, other = one
        together.wait()
        return client.post("/messages/new", data={"to": other, "text": "Hello"}).status_code

    with ThreadPoolExecutor(2) as both:
        assert set(both.map(write, clients)) == {303}
    assert len(state()["conversation"]) == before + 1
