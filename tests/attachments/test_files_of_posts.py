"""Pictures and papers in posts: several at once, kept when a form comes back, read by whoever reads
the post, and gone with it."""
import io
import re

import pytest
from PIL import Image

from peoplehub.attachments import queries
from peoplehub.core.extensions import db
from peoplehub.forum.actions import start_topic
from peoplehub.forum.models import Board, Post
from peoplehub.moderation import actions as moderation
from peoplehub.online_safety import actions as online_safety, deadlines
from tests.library.test_originals import pdf_file
from tests.messages.test_files import photo

pytestmark = pytest.mark.one_database
TEXT = "Our new ramp is in."


def fields_of(page: str) -> dict[str, list[str]]:
    """What the form of a page holds of its files."""
    return {"file_token": re.findall(r'name="file_token" value="([^"]+)"', page)}


def send(client, address, *files, **fields):
    data = {"text": TEXT, **fields}
    if files:
        data["files"] = [(io.BytesIO(data), name) for name, data in files]
    return client.post(address, data=data, content_type="multipart/form-data")


@pytest.fixture
def topic(cast):
    board = Board(slug="homes", name="Homes")
    db.session.add(board)
    db.session.commit()
    return start_topic(cast.amina, board, "A ramp", "Does it help?").topic


@pytest.fixture
def replies(topic):
    return f"/forum/topics/{topic.id}/replies"


def post_of(answer) -> Post:
    number = int(answer.location.rpartition("-")[2])
    return db.session.scalar(db.select(Post).where(Post.number == number).order_by(Post.id.desc()))


def test_several_are_sent_at_once_shown_and_downloaded(cast, browser, topic, replies):
    ben = browser(cast.ben)
    answer = send(ben, replies, ("ramp.jpg", photo()), ("two.jpg", photo("blue")),
                  ("Care plan.pdf", pdf_file()), file_alts="A wooden ramp\n")
    post = post_of(answer)
    page = browser(cast.amina).get(topic.address).text
    assert 'alt="A wooden ramp"' in page and "Care plan.pdf" in page
    assert f'alt="Picture without description by {cast.ben.pen_name}"' in page
    picture = browser(cast.amina).get(f"/attachments/post/{post.id}/1")
    assert picture.mimetype == "image/webp" and picture.headers["X-Content-Type-Options"]
    assert not dict(Image.open(io.BytesIO(picture.data)).getexif())
    paper = browser(cast.amina).get(f"/attachments/post/{post.id}/3")
    assert 'attachment; filename="Care plan.pdf"' in paper.headers["Content-Disposition"]
    assert "sandbox" in paper.headers["Content-Security-Policy"]
    assert paper.headers["Cache-Control"] == "private, no-store"
    tapped = browser(cast.amina).get(topic.address, headers={"Save-Data": "on"}).text
    assert "Show the picture (" in tapped and "Show the picture (" not in page


def test_a_form_that_comes_back_keeps_them_and_each_has_its_own_words(cast, browser, replies):
    ben = browser(cast.ben)
    back = send(ben, replies, ("ramp.jpg", photo()), ("b.jpg", photo("blue")), text="")
    assert back.status_code == 422
    kept = fields_of(back.text)["file_token"]
    assert len(kept) == 2 and ben.get(f"/attachments/waiting/{kept[0]}").status_code == 200
    assert browser(cast.amina).get(f"/attachments/waiting/{kept[0]}").status_code == 404
    shown = send(ben, replies, preview="1", file_token=kept, kept_alt=["A ramp", "A door"])
    assert 'value="A door"' in shown.text
    post = post_of(send(ben, replies, file_token=kept, kept_alt=["A ramp", "A door"],
                        drop_token=kept[:1]))
    assert [file["alt"] for file in post.files] == ["A door"]


@pytest.mark.parametrize("files, words", [
    ([("virus.exe", b"MZ" + bytes(200))], "We can take a photo"),
    ([("plan.pdf", pdf_file(script="app.alert(1)"))], "small program"),
    ([(f"{n}.jpg", photo()) for n in range(7)], "no more than 6"),
])
def test_what_is_refused_says_why_and_keeps_the_words(cast, browser, replies, files, words):
    answer = send(browser(cast.ben), replies, *files)
    assert answer.status_code == 422 and words in answer.text and TEXT in answer.text


def test_without_a_name_there_are_no_papers_and_no_names_of_files(cast, browser, replies):
    ben = browser(cast.ben)
    refused = send(ben, replies, ("Ben Carter.pdf", pdf_file()), anonymous="y")
    assert refused.status_code == 422 and "can have your name inside it" in refused.text
    post = post_of(send(ben, replies, ("Ben Carter.jpg", photo()), anonymous="y"))
    got = browser(cast.amina).get(f"/attachments/post/{post.id}/1")
    assert "Ben" not in str(got.headers)


def test_a_writer_changes_them_and_a_moderator_takes_them_out(cast, browser, topic, replies):
    ben = browser(cast.ben)
    post = post_of(send(ben, replies, ("ramp.jpg", photo()), ("b.jpg", photo("blue"))))
    edit = f"/forum/posts/{post.id}/edit"
    kept = fields_of(ben.get(edit).text)["file_token"]
    send(ben, edit, ("c.jpg", photo("green")), file_token=kept[1:], kept_alt=["A door"])
    db.session.refresh(post)
    assert [(file["number"], file["alt"]) for file in post.files] == [(2, "A door"), (3, "")]
    assert ben.get(f"/attachments/post/{post.id}/1").status_code == 404
    mod = browser(cast.moderator)
    mod.post(f"/revisions/post/{post.id}", data={"text": "A ramp.", "reason": "A face."})
    db.session.refresh(post)
    assert post.files is None and ben.get(f"/attachments/post/{post.id}/2").status_code == 404


def test_they_are_read_by_whoever_reads_the_post(cast, browser, topic, replies):
    ben, amina, mod = browser(cast.ben), browser(cast.amina), browser(cast.moderator)
    post = post_of(send(ben, replies, ("ramp.jpg", photo())))
    address = f"/attachments/post/{post.id}/1"
    assert [one.get(address).status_code for one in (ben, amina, browser())] == [200, 200, 200]
    topic.board.audience = "families"
    db.session.commit()
    assert browser().get(address).status_code == 404
    moderation.hide(cast.moderator, post, "A face.")
    assert [one.get(address).status_code for one in (ben, amina, mod)] == [200, 404, 200]
    ben.post(f"/forum/posts/{post.id}/delete")
    assert [one.get(address).status_code for one in (ben, amina, mod)] == [404, 404, 404]
    for odd in ("/attachments/post/999999999999/1", f"/attachments/person/{cast.ben.id}/1",
                f"/attachments/nothing/{post.id}/1", "/attachments/waiting/x"):
        assert ben.get(odd).status_code == 404


def test_a_frozen_post_takes_its_files_along_and_copies_are_found_and_refused(
    cast, browser, replies
):
    ben = browser(cast.ben)
    post, copy = (post_of(send(ben, replies, (name, photo()), text=name))
                  for name in ("one.jpg", "two.jpg"))
    [key] = post.file_keys
    assert {key, *copy.file_keys} <= queries.files_in_use()
    report = moderation.report(cast.amina, post, "intimate")
    assert report.file_key == key
    moderation.settle(cast.moderator, report, "hidden", "Private.")
    deadlines.look_for_copies()
    assert browser(cast.amina).get(f"/attachments/post/{copy.id}/1").status_code == 404
    refused = send(ben, replies, ("three.jpg", photo()))
    assert refused.status_code == 422 and "We cannot take this picture" in refused.text
    evidence = online_safety.freeze(cast.moderator, copy)
    assert evidence.file_keys and copy.files is None
    online_safety.put_back(cast.safeguarding, evidence, "A mistake.")
    assert copy.file_keys == evidence.file_keys


def test_nobody_adds_any_on_their_first_day(cast, browser, replies):
    answer = send(browser(cast.newcomer), replies, ("ramp.jpg", photo()))
    assert answer.status_code == 422 and "On their first day" in answer.text
    assert TEXT in answer.text


def test_a_draft_says_that_it_keeps_the_words_alone(cast, browser, topic):
    ben = browser(cast.ben)
    send(ben, "/drafts", ("ramp.jpg", photo()), place=f"reply/{topic.id}")
    assert "Pictures and papers are not kept with them" in ben.get("/drafts").text


def test_with_the_data_saver_on_each_is_shown_when_it_is_tapped(cast, browser, topic, replies):
    send(browser(cast.ben), replies, ("ramp.jpg", photo()))
    amina = browser(cast.amina)
    amina.post("/settings/display", data={"pictures": "less"})
    assert "Show the picture (" in amina.get(topic.address).text
