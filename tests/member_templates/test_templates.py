"""Templates from members: shared, looked through, reviewed, taken home, taken back."""
import io

import pytest
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.member_templates import actions
from peoplehub.member_templates.choices import LOOKED_FOR
from peoplehub.member_templates.findings import found_in
from peoplehub.member_templates.models import MemberTemplate, TemplateDownload
from peoplehub.moderation import actions as moderation
from tests.member_templates import files

pytestmark = pytest.mark.one_database
SAID = {"title": "Rota for three helpers", "summary": "Who comes when.", "template_type": "rota",
        "topic": "personal-assistants", "how_to": "Write a name in each box.", "text": "",
        "licence": "free", "shown_as": "member", "consent": "y"}
TICKS = dict.fromkeys(LOOKED_FOR, "y")
NOTE = "Please take out the name of the school."


def newest() -> MemberTemplate:
    db.session.expire_all()
    return db.session.scalars(select(MemberTemplate).order_by(MemberTemplate.id.desc())).first()


def a_file(*paragraphs: str):
    return io.BytesIO(files.docx(*paragraphs)), "My rota.docx"


def share(client, **more) -> MemberTemplate:
    said = SAID | {"file": a_file("Monday", "Call Tom on 07700 900123")} | more
    answer = client.post("/templates/new", data=said, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return newest()


def send(client, template):
    return client.post(template.own_address, data=TICKS | {"action": "send"})


def decide(client, template, decision, note="", **more):
    return client.post(template.review_address, data={
        "seen": template.mark, "decision": decision, "note": note, "checked_as": "name"} | more)


@pytest.fixture
def people(browser, cast):
    """Amina shares, Ben is another member, Ruth looks at it; and a visitor."""
    return browser(cast.amina), browser(cast.ben), browser(cast.moderator), browser()


def test_a_template_is_shared_looked_at_and_taken_home(people):
    amina, ben, ruth, visitor = people
    template = share(amina)
    page = amina.get(template.own_address).text
    assert "In the file, line" in page and "07700 900123" in page and "(send me a private" in page
    assert "We took out of the file: " in page and "the names of who wrote or changed it" in page
    for other in (ben, visitor, ruth):  # not sent: nobody else's
        assert other.get(f"{template.address}").status_code == 404
        assert other.get(f"{template.address}/file").status_code == 404
    assert ruth.get(template.review_address).status_code == 404
    half = amina.post(template.own_address, data=TICKS | {"look_photos": "", "action": "send"})
    assert half.status_code == 422 and "Please look for this too" in half.text
    assert send(amina, template).status_code == 303

    assert "A template waits to be looked at" not in ben.get("/notifications").text
    assert ben.get("/templates/review").status_code == 404
    assert template.title in ruth.get("/templates/review").text
    page = ruth.get(template.review_address).text
    assert "07700 900123" in page and "Call Tom" in page
    assert ruth.get(f"{template.review_address}/file").status_code == 200
    cleaned = {name: SAID[name] for name in ("title", "summary", "template_type", "topic",
                                             "how_to", "text")}
    put = ruth.post(f"{template.review_address}/change", content_type="multipart/form-data", data=(
        cleaned | {"file": a_file("Monday", "Call the office"), "seen": template.mark}))
    assert put.status_code == 303
    assert visitor.get(f"{template.address}/file").status_code == 404
    template = newest()
    assert decide(ruth, template, "published").status_code == 303

    assert "The team has looked at your template" in amina.get("/notifications").text
    page = visitor.get(template.address).text
    assert "Checked by Ruth of the team on" in page and "From</dt><dd dir=\"auto\">A member" in page
    assert "Amina" not in page
    assert template.title in visitor.get("/templates?type=rota&topic=personal-assistants").text
    assert template.title not in visitor.get("/templates?type=letter").text
    found = visitor.get("/search?q=office&kind=template").text
    assert f'href="{template.address}"' in found
    feed = visitor.get("/feeds/template.atom").text
    assert f"{template.address}/file" in feed and "<name>A member</name>" in feed
    taken = visitor.get(f"{template.address}/file")
    assert taken.status_code == 200 and 'filename="My rota.docx"' in taken.headers[
        "Content-Disposition"]
    parts = files.parts_of(taken.data)
    assert not any("Helen" in part for part in parts.values())
    held = {"If-None-Match": taken.headers["ETag"]}
    again = visitor.get(f"{template.address}/file", headers=held)
    assert again.status_code == 304
    assert [row.count for row in db.session.scalars(select(TemplateDownload))] == [1]
    assert newest().downloads == 1


def test_the_team_asks_for_a_change_and_it_comes_back_to_the_same_place(people):
    amina, ben, ruth, visitor = people
    template = share(amina, text="He is at Oakfield School with Tom Brown.")
    send(amina, template)
    assert decide(ruth, template, "asked").status_code == 422  # without a sentence
    hard = "Identifiable information regarding institutional provision necessitates anonymisation."
    answer = decide(ruth, template, "declined", hard)
    assert answer.status_code == 422 and "hard to read" in answer.text and hard in answer.text
    assert decide(ruth, template, "asked", NOTE).status_code == 303
    page = amina.get(template.own_address).text
    assert NOTE in page and "In the words on the page" in page
    key = "text|Oakfield School"
    assert f'value="{key}"' in page
    changed = amina.post(template.own_address, data={
        "action": "change", "change": key, "seen": template.mark})
    assert changed.status_code == 303 and "Oakfield" not in newest().text
    assert newest().file_key and NOTE in amina.get(template.own_address).text
    send(amina, newest())
    assert "Sent again" in ruth.get("/templates/review").text
    assert decide(ruth, newest(), "declined", NOTE).status_code == 303
    page = amina.get(template.own_address).text
    assert "The team did not take it." in page and "write to us" in page
    assert visitor.get(template.address).status_code == 404
    assert "Not taken" in amina.get("/templates/mine").text


def test_nobody_decides_about_their_own_or_about_words_they_have_not_seen(people, browser, cast):
    amina, _ben, ruth, _visitor = people
    own = share(ruth)
    send(ruth, own)
    assert ruth.get(own.review_address).status_code == 404
    assert decide(ruth, own, "published").status_code == 404
    assert newest().title not in ruth.get("/templates/review").text
    template = share(amina)
    send(amina, template)
    seen = template.mark
    actions.mend_template(cast.admin, newest(), **{
        name: getattr(template, name) for name in ("summary", "template_type", "topic")},
        title="Another title")
    stale = decide(ruth, template, "published", seen=seen)
    assert stale.status_code == 422 and "was changed after you opened it" in stale.text
    assert decide(ruth, newest(), "published").status_code == 303
    late = decide(browser(cast.admin), newest(), "declined", NOTE)
    assert late.status_code == 422 and "Somebody else of the team has decided" in late.text


def test_what_is_hidden_changed_or_taken_back_is_gone_from_everywhere(people, cast):
    amina, ben, ruth, visitor = people
    template = share(amina, file=a_file("A word like gorse"))
    send(amina, template)
    decide(ruth, newest(), "published")
    places = {template.address: 200, f"{template.address}/file": 200}
    assert {path: visitor.get(path).status_code for path in places} == places
    moderation.hide(cast.moderator, newest(), "A name is in it")
    assert {visitor.get(path).status_code for path in places} == {404}
    moderation.restore(cast.moderator, newest())
    changed = amina.post(f"{template.own_address}/change", data=SAID | {"title": "Newer"})
    assert changed.status_code == 303
    for path in places:
        assert visitor.get(path).status_code == ben.get(path).status_code == 404
    assert template.address not in visitor.get("/search?q=gorse").text
    send(amina, newest())
    decide(ruth, newest(), "published")
    assert visitor.get(template.address).status_code == 200
    asks = amina.get(f"{template.own_address}/take-back").text
    assert "What others have downloaded stays with them" in asks
    assert ben.post(f"{template.own_address}/take-back").status_code == 404
    assert amina.post(f"{template.own_address}/take-back").status_code == 303
    for path in places:
        assert visitor.get(path).status_code == 404
    assert "Newer" not in visitor.get("/templates").text
    assert template.address not in visitor.get("/search?q=gorse").text
    unsent = share(amina)
    amina.post(f"{unsent.own_address}/take-back")
    assert (newest().title, newest().file_key, newest().file_text) == ("Taken back", "", "")


def test_a_long_file_is_looked_through_to_its_end():
    template = MemberTemplate(title="", summary="", how_to="", text="", file_text=(
        "A word\n" * 15_000 + "Ring me on 07700 900123 at night\n"))
    found = found_in(template)
    assert [(one.place, one.finding.passage, one.before) for one in found] == [
        ("In the file, line 15001", "07700 900123", "Ring me on ")]


def test_what_is_refused_keeps_what_was_typed(people):
    amina, _ben, _ruth, visitor = people
    nothing = amina.post("/templates/new", data=SAID)
    assert nothing.status_code == 422 and "Please choose a file, or write" in nothing.text
    assert SAID["how_to"] in nothing.text
    bad = amina.post("/templates/new", content_type="multipart/form-data", data=SAID | {
        "file": (io.BytesIO(b"MZ not a document"), "rota.docx")})
    assert bad.status_code == 422 and SAID["title"] in bad.text
    for name, wrong in (("consent", ""), ("licence", "mine"), ("template_type", "x"),
                        ("topic", ""), ("shown_as", "me")):
        assert amina.post("/templates/new", data=SAID | {"text": "Words", name: wrong}
                          ).status_code == 422, name
    assert visitor.post("/templates/new", data=SAID).status_code == 401
    assert db.session.scalars(select(MemberTemplate)).first() is None
