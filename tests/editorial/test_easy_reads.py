"""The easy read of a sheet: there, or promised for a day; asked for; and never silently old."""
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
import textstat
import time_machine
from PIL import Image

from peoplehub.artwork.pictures import SUBJECTS, picture
from peoplehub.core import clock, files
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.editorial.reading_age import reading_of
from peoplehub.library import actions, pdf_files, queries
from peoplehub.library.pdf.svg import DRAWN_NOW
from tests.editorial.test_checks import open_tasks, unread
from tests.editorial.test_versions import words_of
from tests.library.conftest import FIELDS, sheet, typed, work, write  # noqa: F401  fixtures

pytestmark = pytest.mark.one_database
NEW = "/library/manage/new"


def in_days(days: int):
    return clock.now().date() + timedelta(days=days)


def tasks() -> list[tuple[str, int]]:
    return [(task.what, task.asked) for task in open_tasks()]


def test_no_sheet_is_published_without_its_twin_or_a_day(browser, cast, write, typed):  # noqa: F811
    client = browser(cast.advisor)
    for day, sentence in (("", "or give the day by which there will be one"),
                          (str(in_days(-1)), "This day is over")):
        said = typed(easy_text="", action="publish", easy_promised_for=day)
        refused = client.post(NEW, data=said)
        assert refused.status_code == 422 and sentence in refused.text
        assert "What a plan is." in refused.text
    draft = write(easy_text="", easy_promised_for=None, draft=True)
    with pytest.raises(Invalid):
        actions.publish(cast.admin, draft)
    said = typed(easy_text="", action="publish", easy_promised_for=str(in_days(20)))
    assert client.post(NEW, data=said).status_code == 303
    assert tasks() == [("easy-read", 0)]
    out = write(title="Another")
    with pytest.raises(Invalid):  # nor is it taken away from one that is out
        actions.change(cast.advisor, out, **FIELDS | {
            "easy_text": "", "easy_promised_for": None})


def test_readers_ask_for_it_and_get_a_day(browser, cast, write):  # noqa: F811
    sheet = write(easy_text="", easy_promised_for=in_days(20))  # noqa: F811
    path = f"{sheet.address}/ask-for-easy-read"
    visitor = browser()
    assert path in visitor.get(sheet.address).text
    assert "Ask for an easy read" in visitor.get(path).text
    for client in (visitor, browser(cast.amina)):
        assert client.post(path).status_code == 303
    assert tasks() == [("easy-read", 2)] and unread(cast.advisor) == ["easy-asked"]
    assert "2 readers asked for it" in browser(cast.advisor).get("/library/manage/tasks").text
    sheet.easy_promised_for = in_days(-2)
    db.session.commit()
    late = browser(cast.ben).post(path, follow_redirects=True).text
    assert "We are sorry it is late." in late and "There will be" not in late
    sheet.easy_promised_for = None  # as sheets of before are
    db.session.commit()
    browser(cast.ben).post(path)
    assert sheet.easy_promised_for == in_days(28)
    assert "We will have one by" in browser().get(sheet.address).text
    actions.change(cast.advisor, sheet, **FIELDS)
    assert tasks() == [] and unread(cast.advisor) == []
    assert "There is one already" in visitor.get(path).text
    assert visitor.post(path).status_code == 422


def test_nobody_asks_all_day_long(browser, cast, write):  # noqa: F811
    sheet = write(easy_text="", easy_promised_for=in_days(20))  # noqa: F811
    client = browser(cast.amina)
    answers = [client.post(f"{sheet.address}/ask-for-easy-read").status_code for _ in range(11)]
    assert answers[-2:] == [303, 429]
    draft = write(title="Draft", draft=True, easy_text="")
    assert client.post(f"{draft.address}/ask-for-easy-read").status_code == 404


def test_its_owner_is_told_at_once_that_the_sheet_changed_and_its_twin_did_not(
        browser, cast, sheet):  # noqa: F811
    easy = f"{sheet.address}/easy-read"
    actions.change(cast.admin, sheet, **FIELDS | {"text": "Other."})
    letter = db.session.scalars(db.select(Email).where(Email.purpose == "easy-read-outdated")).one()
    assert letter.to == cast.advisor.email and letter.next_try_at <= clock.now()
    assert unread(cast.advisor) == ["easy-outdated"] and tasks() == [("easy-update", 0)]
    assert "The sheet has changed since this easy read was made." in browser().get(easy).text
    printed = words_of(browser().get(f"{sheet.address}/download/easy-read"))
    assert "The sheet has changed since this easy read was made." in printed
    actions.change(cast.admin, sheet, **FIELDS | {"text": "Another."})
    assert db.session.query(Email).filter_by(purpose="easy-read-outdated").count() == 1
    actions.change(cast.admin, sheet, **FIELDS | {"text": "Another.", "easy_text": "New words."})
    assert tasks() == [] and unread(cast.advisor) == []
    assert "has changed since" not in browser().get(easy).text


def test_a_change_that_does_not_matter_for_it(browser, cast, sheet, typed):  # noqa: F811
    said = typed(text="Other.", easy_still_right="y")
    browser(cast.advisor).post(f"/library/manage/{sheet.id}", data=said)
    assert tasks() == [] and sheet.easy_outdated_at is None
    with time_machine.travel(clock.now() + timedelta(days=1)):
        actions.change(cast.advisor, sheet, **FIELDS | {"text": "Again."})
        browser(cast.advisor).post(f"/library/manage/{sheet.id}", data=typed(
            text="Again.", easy_still_right="y"))
    assert tasks() == []


def test_rows_of_pictures_and_sentences_are_written_looked_at_and_saved(
        browser, cast, sheet):  # noqa: F811
    client, path = browser(cast.advisor), f"/library/manage/{sheet.id}/easy-read"
    page = client.get(path).text
    assert 'value="heading"' in page and "It says what matters to you." in page
    said = {"picture": ["heading", "a bed", "heart", ""],
            "words": ["At *night*", "Somebody helps you\n\nin bed.", "You say what you like.", " "],
            "seen": sheet.mark}
    looked = client.post(path, data=said | {"action": "preview"})
    assert looked.status_code == 200 and "Somebody of about" in looked.text
    assert "Next: the money" in sheet.easy_text  # nothing is saved yet
    wrong = client.post(path, data=said | {"picture": ["dragon"], "action": "save"})
    assert wrong.status_code == 422 and "We have no picture called dragon" in wrong.text
    many = client.post(path, data={"words": [f"Row {at}." for at in range(91)], "action": "save"})
    assert many.status_code == 422 and "at most 90 rows" in many.text and "Row 90." in many.text
    most = {"words": [f"Row {at}." for at in range(90)] + [""] * 3, "picture": [""] * 93}
    assert client.post(path, data=most).status_code == 200  # to look at
    assert "You say what you like." in wrong.text
    assert client.post(path, data=said | {"action": "save"}).status_code == 303
    assert sheet.easy_text == ("**At night**\n\n[picture:bed] Somebody helps you\nin bed.\n\n"
                               "[picture:heart] You say what you like.")
    late = client.post(path, data={**said, "words": ["Other"], "action": "save"})
    assert late.status_code == 422 and "This was changed while you were writing" in late.text
    page = browser().get(f"{sheet.address}/easy-read").text
    assert page.count('class="drawn"') == 2 and "<h2>" in page


def test_each_picture_is_drawn_in_colours_of_the_artwork():
    css = Path("static/css/artwork.css").read_text()
    assert len(SUBJECTS) >= 60 and len({one.words for one in SUBJECTS.values()}) == len(SUBJECTS)
    used = set(re.findall(r'class="(q-[\w-]+)"', "".join(map(picture, SUBJECTS))))
    assert {name for name in used if f".{name} {{" not in css} == set()
    assert set(DRAWN_NOW.values()) <= set(SUBJECTS)


def test_reading_ages_are_those_of_the_usual_formula():
    for words in ("You can ask for help. A nurse comes to your home. She looks at your plan.",
                  "The integrated care board considers recommendations from different teams.",
                  "Somebody helped me. They have moved to houses. We used the table."):
        expected = max(5, round(textstat.flesch_kincaid_grade(words) + 5))
        assert abs(reading_of(words).age - expected) <= 1
    assert reading_of("").age is None and reading_of("12 + 5\n...").age is None
    assert reading_of("Yes. " + "word " * 13).long_sentences == ["word " * 12 + "word"]
    assert reading_of("You can say no.\nThat is fine.").is_easy


def a_picture(colour=(200, 30, 30)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A phone of Amina's"
    Image.new("RGB", (300, 200), colour).save(out, "PNG", exif=exif)
    return out.getvalue()


def brought(client, page, data, words="A blue folder") -> str:
    answer = client.post(page, data={
        "action": "picture", "picture": "heart", "words": "It says what matters.",
        "new_words": words, "new_picture": (io.BytesIO(data), "folder.png")})
    assert answer.status_code in (200, 422)
    return answer.text


def test_an_editor_brings_a_picture_with_words(browser, cast, write, work):  # noqa: F811
    sheet = write()  # noqa: F811
    client, page = browser(cast.advisor), f"/library/manage/{sheet.id}/easy-read"
    for data, words, sentence in ((b"not a picture", "A folder", "could not open that"),
                                  (a_picture(), "", "say in a few words what is in the picture")):
        said = brought(client, page, data, words)
        assert sentence in said and "It says what matters." in said
    assert not sheet.own_pictures
    said = brought(client, page, a_picture())
    assert "own-1" in said and "It says what matters." in said
    brought(client, page, a_picture())  # twice the same is one
    assert list(sheet.own_pictures) == ["own-1"]
    client.post(page, data={"action": "save", "seen": sheet.mark,
                            "picture": "A blue folder", "words": "Keep it in a folder."})
    assert sheet.easy_text == "[picture:own-1] Keep it in a folder."
    read, address = browser().get(f"{sheet.address}/easy-read").text, f"{sheet.address}/pictures/1"
    assert f'<img src="{address}" alt="A blue folder"' in read
    shown = browser().get(address)
    assert shown.mimetype == "image/webp" and shown.data in {
        files.load(key) for key in sheet.file_keys}
    assert b"Amina" in a_picture() and b"Amina" not in shown.data
    assert queries.files_in_use() >= set(sheet.file_keys)
    [row] = pdf_files.paper_for(sheet, "easy-read")["rows"]
    assert row["alt"] == "A blue folder" and "data:image/webp;base64," in row["drawing"]
    assert "stands beside a sentence" in client.post(page, data={"action": "delete-1"}).text
    sheet.hidden_at = clock.now()
    db.session.commit()
    assert browser().get(address).status_code == 404


def test_a_picture_that_was_taken_away_is_in_no_old_version(browser, cast, write):  # noqa: F811
    sheet = write()  # noqa: F811
    client, page = browser(cast.advisor), f"/library/manage/{sheet.id}/easy-read"
    brought(client, page, a_picture())
    for name in ("own-1", "heart"):
        client.post(page, data={"action": "save", "seen": sheet.mark, "picture": name,
                                "words": f"It says {name}."})
    assert client.post(page, data={"action": "delete-1"}).status_code == 200
    assert browser().get(f"{sheet.address}/pictures/1").status_code == 404
    assert "own-1" in browser().get(f"{sheet.address}/versions/2").text  # its words
    assert "/pictures/1" not in browser().get(f"{sheet.address}/versions/2").text
    brought(client, page, a_picture((1, 2, 3)))
    assert list(sheet.own_pictures) == ["own-2"]
    refused = client.post(page, data={"action": "save", "seen": sheet.mark, "picture": "own-1",
                                      "words": "It says one."})
    assert refused.status_code == 422 and "no picture called own-1" in refused.text


def test_the_reading_age_is_told_while_somebody_writes(browser, cast):
    hard = "Notwithstanding the aforementioned considerations, eligibility is discretionary."
    told = browser(cast.advisor).post("/library/manage/reading", data={
        "easy": f"[picture:own-1] {hard}"}).text
    assert "own-1" not in told
    assert "An easy read should be right for somebody of 9" in told
    told = browser(cast.advisor).post("/library/manage/reading", data={"text": "## It is easy."})
    assert "about 6 years" in told.text
    assert browser(cast.amina).post("/library/manage/reading").status_code in (403, 404)
