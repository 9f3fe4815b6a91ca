"""Pictures and documents in messages: only where the other has let them in, only for the two, gone
with their message, and evidence once they are reported."""
import base64
import io
from datetime import timedelta

import pytest
import time_machine
from PIL import Image
from pypdf import PdfReader

from peoplehub.accounts import actions as accounts
from peoplehub.core import clock, files
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.messages import actions, file_queries, retention
from peoplehub.messages.attachments import may_attach
from peoplehub.messages.models import Message
from peoplehub.moderation import actions as moderation
from peoplehub.online_safety import actions as online_safety, deadlines
from peoplehub.pages.conversation_pdf import compiled, paper_of
from peoplehub.pages.conversation_pictures import MOST, small_copies
from peoplehub.safeguarding import actions as safeguarding
from peoplehub.safeguarding.models import Evidence
from tests.library.test_originals import pdf_file
from tests.permitted import who

pytestmark = pytest.mark.one_database

SENT = {"text": "Our ramp", "file_alt": "A wooden ramp"}


def photo(colour="red", size=(40, 30)) -> bytes:
    """A JPEG that says where it was taken."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    picture = Image.new("RGB", size, colour)
    picture.paste("white", (0, 0, size[0] // 3, size[1] // 2))
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def post(client, talk, name="ramp.jpg", data=None, script=False, **fields):
    """A message with a file, as the form or as the script sends it."""
    fields = SENT | {"client_id": "f-1"} | fields
    headers = {"Accept": "application/json"} if script else {}
    return client.post(talk.address, data=fields | {"file": (io.BytesIO(data or photo()), name)},
                       headers=headers, content_type="multipart/form-data")


@pytest.fixture
def ramp(cast, talk, browser) -> Message:
    """Amina sent a picture."""
    assert post(browser(cast.amina), talk).status_code == 303
    return file_queries.message_in(talk.id, 3)


def test_a_picture_is_sent_without_a_script_and_shown_without_its_hidden_details(
    ramp, talk, cast, browser
):
    maya = browser(cast.advisor)
    page = maya.get(talk.address).text
    assert f'src="{talk.address}/3/file"' in page and 'alt="A wooden ramp"' in page
    got = maya.get(ramp.file_address)
    assert got.status_code == 200 and got.mimetype == "image/webp"
    assert got.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert not dict(Image.open(io.BytesIO(got.data)).getexif())


def test_a_script_sends_it_to_the_same_address_and_both_hear_of_it(talk, cast, browser, socket):
    hers, mayas = socket(cast.amina), socket(cast.advisor)
    answer = post(browser(cast.amina), talk, script=True)
    assert answer.status_code == 201
    assert {"id", "number", "client_id", "sent_at", "html"} <= answer.json.keys()
    for one in (hers, mayas):
        [told] = one.received("messages:sent")
        assert f'src="{talk.address}/3/file"' in told["html"] and told["text"] == "Our ramp"
    assert post(browser(cast.amina), talk, script=True).status_code == 200  # the same one
    [told] = browser(cast.advisor).get(f"{talk.address}/since?after=2").json["messages"]
    assert told["html"] == answer.json["html"]


def test_a_document_is_a_download_by_the_name_its_sender_gave_it(talk, cast, browser):
    answer = post(browser(cast.amina), talk, "Care plan.pdf", pdf_file(), text="")
    assert answer.status_code == 303
    maya = browser(cast.advisor)
    assert "Care plan.pdf" in maya.get(talk.address).text
    got = maya.get(f"{talk.address}/3/file")
    assert 'attachment; filename="Care plan.pdf"' in got.headers["Content-Disposition"]
    assert got.mimetype == "application/pdf" and got.data.startswith(b"%PDF")
    assert "A file: Care plan.pdf" in maya.get("/messages").text  # it had no words


@pytest.mark.one_database
@pytest.mark.parametrize("name, data, fields, words", [
    ("virus.exe", b"MZ" + bytes(200), {}, "We can take a photo"),
    ("photo.jpg", b"<script>", {}, "could not open that as a picture"),
    ("plan.pdf", pdf_file(script="app.alert(1)"), {}, "small program"),
    ("ramp.jpg", photo(), {"file_alt": ""}, "what is in the picture"),
])
def test_what_is_refused_says_why_and_keeps_the_words(
    talk, cast, browser, name, data, fields, words
):
    amina = browser(cast.amina)
    answer = post(amina, talk, name, data, **fields)
    assert answer.status_code == 422 and words in answer.text
    assert "Our ramp</textarea>" in answer.text and "choose the file again" in answer.text
    assert words in post(amina, talk, name, data, script=True, **fields).json["error"]
    assert talk.last_number == 2


def test_nothing_is_sent_before_the_other_has_let_it_in_nor_on_the_first_day(cast, browser, knock):
    answer = post(browser(cast.ben), knock)  # whoever is asked has not accepted yet
    assert answer.status_code == 422 and "once Amina has answered" in answer.text
    actions.accept(cast.ben, knock)
    assert who(cast, may_attach, knock) == {"amina", "ben"}
    first = actions.start(cast.outsider, cast.advisor, "Hello", "o1").conversation
    assert who(cast, may_attach, first) == {"advisor"}  # who was asked, and has not answered yet
    assert "type=\"file\"" not in browser(cast.outsider).get(first.address).text
    assert post(browser(cast.outsider), first).status_code == 422
    new = actions.start(cast.newcomer, cast.advisor, "Hello", "n1").conversation
    actions.send(cast.advisor, new, "Welcome", "m9")
    answer = post(browser(cast.newcomer), new)
    assert answer.status_code == 422 and "On their first day" in answer.text
    assert "file" not in browser(cast.amina).get("/messages/new?to=olive").text.partition(
        "<main")[2].partition("</main")[0]


def test_after_a_block_both_keep_what_they_had_and_nothing_more_is_sent(ramp, talk, cast, browser):
    accounts.block(cast.advisor, cast.amina)
    for one in (cast.amina, cast.advisor):
        assert browser(one).get(ramp.file_address).status_code == 200
        assert post(browser(one), talk, "b.jpg").status_code in (403, 422)
    assert talk.last_number == 3


def test_the_file_goes_with_its_message_and_its_bytes_with_the_words(ramp, talk, cast, browser):
    key, maya = ramp.file_key, browser(cast.advisor)
    actions.take_away(cast.amina, ramp)
    for one in (cast.amina, cast.advisor):
        assert browser(one).get(f"{talk.address}/3/file").status_code == 404
    assert "3/file" not in maya.get(talk.address).text
    for days, is_kept in ((29, True), (32, False)):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            retention.erase_unseen_words()
            files.forget_unused()
        assert files.has(key) is is_kept
    assert (db.session.get(Message, ramp.id).file_key, ramp.file_alt) == ("", "")


def test_a_report_keeps_the_file_for_whoever_opened_the_case(ramp, talk, cast, browser):
    made = moderation.report(cast.advisor, ramp, "unkind")
    actions.take_away(cast.amina, ramp)
    with time_machine.travel(clock.now() + timedelta(days=40)):
        retention.erase_unseen_words()
        files.forget_unused()
    moderator, address = browser(cast.moderator), f"/moderation/reports/{made.id}/file"
    assert moderator.get(address).status_code == 404  # not before the case is opened
    page = moderator.get(f"/moderation/cases/{made.case_id}").text
    assert '<details class="more-below"><summary>Look at the picture</summary><img' in page
    assert f'src="{address}"' in page and "A picture: A wooden ramp" in page
    assert moderator.get(address).status_code == 200
    for one in (cast.amina, cast.ben, cast.advisor):
        assert browser(one).get(address).status_code == 404
    moderation.report(cast.ben, ramp, "csea")
    assert moderator.get(address).status_code == 404


@pytest.mark.both_databases
def test_a_picture_that_was_taken_down_is_not_taken_again_and_its_copies_go(
    ramp, talk, cast, browser
):
    again = post(browser(cast.advisor), talk, "same.jpg", client_id="x")
    assert again.status_code == 303
    report = moderation.report(cast.advisor, ramp, "intimate")
    moderation.settle(cast.moderator, report, "hidden", "Private.")
    assert browser(cast.amina).get(ramp.file_address).status_code == 404  # its sender, too
    deadlines.look_for_copies()
    assert browser(cast.amina).get(f"{talk.address}/4/file").status_code == 404
    refused = post(browser(cast.amina), talk, "third.jpg", client_id="y")
    assert refused.status_code == 422 and "We cannot take this picture" in refused.text


@pytest.mark.both_databases
def test_what_is_frozen_takes_its_file_and_every_copy_of_its_name(ramp, talk, cast, browser):
    key = ramp.file_key
    report = moderation.report(cast.advisor, ramp, "csea")
    safeguarding.show_messages(cast.advisor, talk, [3], "child")
    evidence = online_safety.freeze(cast.moderator, ramp)
    assert evidence.file_keys == [key] and (ramp.file_key, report.file_key) == ("", "")
    assert {one.file_key for one in db.session.query(Evidence)} == {""}
    assert browser(cast.advisor).get(f"{talk.address}/3/file").status_code == 404
    with time_machine.travel(clock.now() + timedelta(days=40)):
        files.forget_unused()
    assert files.has(key)
    online_safety.put_back(cast.safeguarding, evidence, "A mistake.")
    assert (ramp.file_key, report.file_key) == (key, key)


@pytest.mark.both_databases
def test_leads_get_it_as_evidence_and_with_the_glass_broken_only_while_it_is_open(
    ramp, talk, cast, browser
):
    case = safeguarding.show_messages(cast.advisor, talk, [3], "child")
    [one] = [one for one in db.session.query(Evidence) if one.file_key]
    lead, address = browser(cast.safeguarding), f"{case.address}/evidence/{one.id}"
    assert lead.get(f"{address}/file").status_code == 404
    lead.post(address, data={"reason": "To look"})
    assert f'src="{address}/file"' in lead.get(address).text
    assert lead.get(f"{address}/file").status_code == 200
    access = safeguarding.open_conversation(cast.safeguarding, cast.amina, cast.advisor, "child",
                                            "A worry")
    assert f"{access.address}/3/file" in lead.get(access.address).text
    assert lead.get(f"{access.address}/3/file").status_code == 200
    for who_else in (cast.moderator, cast.admin, cast.amina):
        assert browser(who_else).get(f"{access.address}/3/file").status_code == 404
        assert browser(who_else).get(f"{address}/file").status_code == 404
    with time_machine.travel(clock.now() + timedelta(minutes=21)):
        assert lead.get(f"{access.address}/3/file").status_code == 404


@pytest.mark.both_databases
def test_the_paper_names_it_and_search_finds_nothing_of_it(ramp, talk, cast, browser):
    paper = paper_of(cast.amina, talk, False, clock.now())
    assert "A picture: A wooden ramp" in str(paper)
    [picture] = PdfReader(io.BytesIO(compiled(paper, clock.now()))).pages[0].images
    assert picture.name.endswith(".jpg") and picture.image.size == (40, 30)
    amina = browser(cast.amina)
    assert "No messages" in amina.get("/search/messages?q=wooden").text or (
        "3/file" not in amina.get("/search/messages?q=wooden").text)


def test_a_paper_opens_so_many_pictures_and_no_more_and_names_the_others(app):
    """Each is small, the first of a moving one only; what cannot be opened is left to its words."""
    out = io.BytesIO()
    frames = [Image.new("RGBA", (1600, 1200), (colour, 0, 0, 90)) for colour in (250, 20)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], duration=50)
    moving, broken = files.store(out.getvalue(), ".webp"), files.store(b"RIFF", ".webp")
    copies = small_copies(["nothing.webp", broken, moving])
    assert list(copies) == [moving] and copies[moving]["wide"] < 240 > copies[moving]["high"]
    small = Image.open(io.BytesIO(base64.b64decode(copies[moving]["data"])))
    assert small.format == "JPEG" and small.width == 560 and small.getpixel((9, 9))[0] > 200
    assert len(base64.b64decode(copies[moving]["data"])) < 60_000
    many = [files.store(photo(size=(20 + number, 20)), ".webp") for number in range(MOST + 3)]
    assert not small_copies(many)  # no WebP, whatever the name says
    webp = io.BytesIO()
    Image.new("RGB", (20, 20)).save(webp, "WEBP")
    many = [files.store(webp.getvalue() + bytes(number), ".webp") for number in range(MOST + 3)]
    assert list(small_copies(many)) == many[:MOST]


def test_the_act_asks_again(cast, knock):
    with pytest.raises(Invalid):
        actions.send(cast.ben, knock, "Look", "b1", attached_of(photo()))


def attached_of(data):
    from_store = files.store(data, ".webp")
    return actions.StoredFile(from_store, "a.webp", "A ramp", len(data))


def test_while_the_store_is_away_the_words_can_be_sent_without_the_file(
    talk, cast, browser, app, monkeypatch, tmp_path
):
    (tmp_path / "no-folder").write_text("")
    monkeypatch.setattr(app.extensions["files"], "root", tmp_path / "no-folder")
    answer = post(browser(cast.amina), talk)
    assert answer.status_code == 422 and "You can send your words without the file." in answer.text
    assert "Our ramp</textarea>" in answer.text
    assert post(browser(cast.amina), talk, script=True).status_code == 422
