"""A folder of documents becomes drafts, by the page and by the command."""
import io

import pytest
from sqlalchemy import func, select

from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.library import actions, folder_upload
from peoplehub.library.folder_entries import clean_path, entries_of
from peoplehub.library.folder_models import FolderUpload
from peoplehub.library.models import Sheet

pytestmark = pytest.mark.one_database
CURLY = "Caf\xe9 \u201cmoney\u201d \u2013 now"
TXT = b"Who to call at night, and what to say."


@pytest.fixture
def folder(tmp_path):
    for path, data in {
        "planning/my_first-plan.txt": TXT, "Your rights/appeals.md": b"Ask **again**.",
        "planning/old.doc": b"x", "planning/lie.pdf": b"no PDF", ".DS_Store": b"x",
        "~$open.txt": b"x"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (tmp_path / "secret.txt").symlink_to("/etc/hostname")
    return tmp_path


def run(app, cast, folder, *more):
    return app.test_cli_runner().invoke(
        args=["library", "upload", str(folder), "--owner", cast.advisor.email, *more])


def sheets() -> dict[str, Sheet]:
    db.session.rollback()
    return {sheet.title: sheet for sheet in db.session.scalars(select(Sheet))}


def test_a_folder_becomes_drafts_once_and_what_is_refused_leaves_nothing(app, cast, folder):
    tried = run(app, cast, folder, "--dry-run")
    assert "2 new, 0 as before, 0 changed, 2 not taken. Nothing was changed" in tried.output
    assert sheets() == {}
    first = run(app, cast, folder)
    assert "2 new, 0 as before, 0 changed, 2 not taken." in first.output and first.exit_code == 1
    assert "old.doc" in first.output and "secret" not in first.output
    made = sheets()
    assert set(made) == {"My first plan", "Appeals"}
    plan, appeals = made["My first plan"], made["Appeals"]
    assert plan.is_draft and plan.author_id == cast.advisor.id and plan.topic == "planning"
    assert plan.has_original and plan.summary == "Plain text."
    assert appeals.topic == "your-rights" and "<strong>again</strong>" in appeals.html
    again = run(app, cast, folder)
    assert "0 new, 2 as before, 0 changed" in again.output and len(sheets()) == 2
    (folder / "planning/my_first-plan.txt").write_bytes(TXT + b" Call 111.")
    (folder / "Your rights/appeals.md").write_text("Other")
    actions.publish(cast.advisor, appeals)
    changed = run(app, cast, folder)
    assert "0 new, 0 as before, 1 changed, 3 not taken" in changed.output
    assert "in the library now" in changed.output
    assert "again" in sheets()["Appeals"].text and len(sheets()) == 2
    assert "Nobody with that email" in app.test_cli_runner().invoke(
        args=["library", "upload", str(folder), "--owner", cast.amina.email]).output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_a_list_as_excel_writes_it_says_what_each_file_is(encoding, mark):
    rows = [["File", "Title", "Summary", "Topic", "Easy read", "Year"],
            ["a\\b.pdf", f'"{CURLY}"',
             '"One, two; three"', "Your rights", "e.md", "2024"],
            ["gone.pdf", "Gone", "", "planning", "", ""], ["a/b.pdf", "Twice", "", "", "", ""],
            ["c.pdf", "T" * 121, "", "planning", "", ""], ["d.pdf", "D", "", "Cake", "", ""]]
    data = "\r\n".join(mark.join(row) for row in rows).encode(encoding)
    paths = [f"box/{name}" for name in ("library.csv", "a/b.pdf", "e.md", "c.pdf", "d.pdf")]
    first, *others = entries_of(paths, lambda path: data, "planning")
    assert (first.title, first.summary) == (CURLY, "One, two; three")
    assert (first.topic, first.document, first.easy_text) == (
        "your-rights", "box/a/b.pdf", "box/e.md") and first.refusal == ""
    assert [one.refusal.split(".")[0] for one in others] == [
        "library", "It stands in library", "The title is longer than 120 letters",
        "We have no topic called Cake"]


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", b"name,other\nx,y", b'file\n"a', b"x" * 2_000_000])
def test_what_is_no_list_is_refused_in_a_sentence(data):
    with pytest.raises(Invalid, match=r"library\.csv"):
        entries_of(["library.csv"], lambda path: data, "planning")


def test_paths_have_no_way_up():
    assert clean_path("C:\\..\\../a\x00/./b .pdf") == "C:/a/b .pdf"


def test_files_are_sent_on_a_page_and_each_has_its_line(browser, cast, work):
    maya, at = browser(cast.advisor), "/library/manage/bulk"
    assert at in maya.get("/library/manage").text and browser(cast.amina).get(at).status_code == 404

    def send(*files, topic="planning"):
        return maya.post(at, data={"topic": topic, "files": [
            (io.BytesIO(data), name) for name, data in files]})

    assert "Please choose the files, or a folder." in send().text
    assert send(("a.txt", TXT), topic="").status_code == 422
    assert "at most 150" in send(*[("a.txt", b"x")] * 151).text
    sent = send(("box/your-rights/a.txt", TXT), ("bad\x00.pdf", b"no"), ("b.md", b"Words"))
    assert sent.status_code == 303
    assert "0 of 3 are done" in maya.get(sent.location).text
    work()
    page = maya.get(sent.location).text
    assert "Your documents are done" in page and "2 new drafts" in page and "Not taken" in page
    assert {(one.title, one.topic) for one in sheets().values()} == {
        ("A", "your-rights"), ("B", "planning")}
    for other in (cast.ben, cast.moderator):
        assert browser(other).get(sent.location).status_code == 404
    upload = db.session.scalar(select(FolderUpload))
    assert upload.files == []
    folder_upload.take_folder(upload.id)
    assert db.session.scalar(select(func.count(Sheet.id))) == 2
