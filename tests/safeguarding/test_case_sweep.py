"""No word of a safeguarding case is found by any other role, wherever they look."""
import io
import re
from datetime import date

import pytest
from sqlalchemy import select

from peoplehub.audit import hash_chain, verification
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.moderation.models import Case
from peoplehub.notifications.models import Notification
from peoplehub.safeguarding import actions
from peoplehub.safeguarding.actions.records import Told
from peoplehub.search.models import SearchEntry
from tests.house import permissions
from tests.world import Shelf, stand

OTHERS = ("moderator", "admin", "owner")  # between them they open every page but the leads'
WORDS = ("It hurts", "zeppelin", "marzipan", "gooseberry", "trombone", "lighthouse", "quicksilver")


@pytest.fixture
def shelf(app, request, browser):
    """A case with a word of its own in every part, from a report that says "It hurts"."""
    world = stand(app, lambda: request.getfixturevalue("cast"))
    lead = world.cast.safeguarding
    safety = actions.hand_over(world.cast.moderator, db.session.get(Case, world.case))
    actions.accept(lead, safety)
    actions.note(lead, safety, "About the zeppelin")
    actions.add_evidence(lead, safety, "A marzipan call", "He took the gooseberry", "A trombone")
    actions.tell(lead, safety, Told("police", date(2026, 1, 2), "Helen", "Told of a lighthouse"))
    actions.decide(lead, safety, "watch", "The quicksilver decides")
    actions.prepare_pdf(lead, safety, "The council", "They asked for it")
    world.names["handed_over"] = safety.id
    return Shelf(world, browser)


@pytest.mark.slow
@pytest.mark.one_database
def test_no_other_role_finds_a_word_of_a_case_on_any_page(shelf):
    paths = {line.pattern.format(**shelf.world.names) for line in permissions.lines()
             if line.method == "GET"}
    handed_over = f"/safeguarding/cases/{shelf.world.names['handed_over']}"
    paths |= {re.sub(r"^/safeguarding/cases/\d+", handed_over, path) for path in paths}
    seen = 0
    for who in OTHERS:
        for path in sorted(paths):
            answer = shelf.ask(who, "GET", path)
            if answer.mimetype.startswith(("text/", "application/json", "application/atom")):
                assert not [word for word in WORDS if word in answer.text], (who, path)
                seen += answer.status_code == 200
    assert seen > 250
    assert "zeppelin" in shelf.ask("safeguarding", "GET", handed_over).text


def test_no_word_of_a_case_is_in_the_record_the_index_a_notice_or_an_email(shelf):
    hash_chain.link_new_lines()
    exported = io.StringIO()
    verification.export(exported)
    told = db.session.scalars(select(Notification.words)).all()
    mailed = [f"{one.subject} {one.body}" for one in db.session.scalars(select(Email))]
    found = [str(vars(one)) for one in db.session.scalars(select(SearchEntry))]
    assert exported.getvalue() and mailed and found
    for word in WORDS:
        assert word not in exported.getvalue() + " ".join([*told, *mailed, *found]), word
