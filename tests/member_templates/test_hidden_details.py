"""What office files say of people beside their words, and the words inside files."""
import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfWriter

from peoplehub.core import documents
from peoplehub.core.documents.document_text import MOST_CHARACTERS, words_of
from peoplehub.core.documents.hidden_details import TAKEN, without_hidden_details
from tests.member_templates import files

SECRETS = ("Helen", "Brown", "Tom", "St Mary", "thumbnail")


@pytest.mark.parametrize(("kind", "data"), [
    ("docx", files.docx("Monday: {helper}")), ("odt", files.odt("Monday: {helper}"))])
def test_names_comments_and_changes_go_and_the_file_can_still_be_opened(kind, data):
    cleaned = without_hidden_details(kind, data)
    left = files.parts_of(cleaned.data)
    assert not [one for one in SECRETS if any(one in part for part in (*left, *left.values()))]
    taken = {"names", "comments", "picture"} | ({"changes"} if kind == "docx" else set())
    assert set(cleaned.taken) == taken <= TAKEN.keys()
    documents.checked(cleaned.data, f"rota.{kind}")
    words = words_of(kind, cleaned.data).splitlines()
    assert "Monday: {helper}" in words and words[-1] in ("Kept added", "Kept all")
    if kind == "odt":
        assert cleaned.data[30:38] == b"mimetype"  # first, as the format asks
    again = without_hidden_details(kind, cleaned.data)
    assert again.data == cleaned.data and again.taken == []


@pytest.mark.parametrize("way_up", [1, 6])
def test_a_photo_keeps_nothing_of_its_camera_but_which_way_up_it_is(way_up):
    kept, exif = io.BytesIO(), Image.Exif()
    exif[0x010F], exif[0x0112] = "Helen's camera", way_up
    Image.new("RGB", (8, 4), "red").save(kept, "JPEG", exif=exif)
    cleaned = without_hidden_details("docx", files.archive({"word/media/a.jpg": kept.getvalue()}))
    with zipfile.ZipFile(io.BytesIO(cleaned.data)) as made:
        photo = made.read("word/media/a.jpg")
    assert cleaned.taken == ["photos"] and b"Helen" not in photo
    with Image.open(io.BytesIO(photo)) as picture:
        assert picture.size == (8, 4) and picture.getexif().get(0x0112, 1) == way_up
    assert without_hidden_details("docx", cleaned.data).taken == []
    assert cleaned.left == ["It has 1 picture inside. Look at each one."]


def test_cells_of_tables_and_addresses_of_links_are_read():
    shared = "<sst><si><t>Rota</t></si><si><t>Ring </t></si></sst>"
    cells = '<worksheet><c t="s"><v>0</v></c><c><v>7700900123</v></c></worksheet>'
    rels = ('<Relationships><Relationship TargetMode="External" '
            'Target="mailto:tom@home.example?subject=x"/></Relationships>')
    data = files.archive({"xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": cells,
                          "xl/worksheets/_rels/sheet1.xml.rels": rels})
    assert words_of("xlsx", data).splitlines() == [
        "Rota", "Ring", "7700900123", "tom@home.example"]


def test_a_pdf_says_what_is_left_in_it_and_a_broken_file_has_no_words():
    paper, kept = PdfWriter(), io.BytesIO()
    paper.add_blank_page(200, 200)
    paper.add_metadata({"/Author": "Helen\nBrown"})
    paper.write(kept)
    cleaned = without_hidden_details("pdf", kept.getvalue())
    [left] = cleaned.left
    assert left.startswith("It says that it was written by: Helen Brown. Save it again")
    assert cleaned.data == kept.getvalue()
    assert words_of("docx", b"PK broken") == words_of("pdf", b"%PDF-1.4") == ""
    assert without_hidden_details("docx", b"PK broken").left
    damaged = bytearray(files.docx("Hello"))
    damaged[damaged.index(b"word/comments.xml") + 60] ^= 0xFF
    assert without_hidden_details("docx", bytes(damaged)).data
    long = files.docx(*["word " * 2_000] * 60, hidden=False)
    assert len(words_of("docx", long)) <= MOST_CHARACTERS
