"""Documents people bring: kept when they are what they say, refused with a sentence when not."""
import io
import struct
import zipfile
from datetime import timedelta

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from peoplehub.core import clock, documents as originals, files
from peoplehub.core.documents import errors
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.library.models import Sheet

pytestmark = pytest.mark.one_database

WORDS = '<?xml version="1.0"?><w:document xmlns:w="w"><w:t>Hello</w:t></w:document>'
ODT = "application/vnd.oasis.opendocument.text"


def pdf_file(pages=2, script="", password="") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if script:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject({
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject(script),
        })
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_a_button(*kinds: str) -> bytes:
    """A PDF with one thing to tap, which does these one after the other."""
    action = None
    for kind in reversed(kinds):
        action = DictionaryObject({NameObject("/S"): NameObject(kind)}
                                  | ({NameObject("/Next"): action} if action else {}))
    writer = PdfWriter()
    page, _ = [writer.add_blank_page(200, 200) for _ in range(2)]
    button = DictionaryObject({NameObject("/Type"): NameObject("/Annot"),
                               NameObject("/Subtype"): NameObject("/Link"),
                               NameObject("/A"): action})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(button)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def archive(entries: dict, compress=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return out.getvalue()


def docx(words=WORDS, **more) -> bytes:
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": words, **more})


def odt(words="<office/>", mimetype=ODT, **more) -> bytes:
    return archive({"mimetype": mimetype, "content.xml": words, **more})


def lying(data: bytes) -> bytes:
    """The archive, with the size of its first entry said to be one byte, in both places."""
    changed = bytearray(data)
    changed[22:26] = struct.pack("<I", 1)
    at = changed.find(b"PK\x01\x02")
    changed[at + 24:at + 28] = struct.pack("<I", 1)
    return bytes(changed)


DOCTYPE = ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
           "<a>&x;</a>")
LAUGHS = ('<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
          "<l>&b;</l>")
BOMB = b"\0" * (60 * 1024 * 1024)

KEPT = [
    ("form.pdf", pdf_file(), "pdf", "form.pdf"),
    ("Form One.DOCX", docx(), "docx", "Form One.docx"),
    ("letter.odt", odt(), "odt", "letter.odt"),
    ("C:\\Users\\me\\../etc/pass\u202ewd.pdf", pdf_file(), "pdf", "passwd.pdf"),
    ('a"b<c>\r\n.pdf', pdf_file(), "pdf", "a b c.pdf"),
    ("links.pdf", pdf_with_a_button("/URI", "/GoTo"), "pdf", "links.pdf"),
    ("🎉.pdf", pdf_file(), "pdf", "🎉.pdf"),
]
REFUSED = {
    "nothing": ("a.pdf", b"", errors.EMPTY),
    "too big": ("a.pdf", b"%PDF-1.4" + b"0" * (20 * 1024 * 1024), errors.TOO_BIG),
    "a page called pdf": ("a.pdf", b"<html><script>alert(1)</script>", errors.NOT_PDF),
    "a page with a pdf's first line": ("a.pdf", b"%PDF-1.4\n<html><p>1</p>", errors.NOT_PDF),
    "a page before the pdf": ("a.pdf", b"<html>" + pdf_file(), errors.NOT_PDF),
    "a pdf with an archive on its back": ("a.pdf", pdf_file() + docx(), errors.NOT_PDF),
    "half a pdf": ("a.pdf", pdf_file()[:120], errors.NOT_PDF),
    "a pdf of no pages": ("a.pdf", pdf_file(0), errors.NOT_PDF),
    "a pdf with a script": ("a.pdf", pdf_file(script="app.alert(1)"), errors.RUNS),
    "a pdf with a button that runs a script": (
        "a.pdf", pdf_with_a_button("/JavaScript"), errors.RUNS),
    "a pdf with a link that then starts a program": (
        "a.pdf", pdf_with_a_button("/GoTo", "/Launch"), errors.RUNS),
    "a pdf with a password": ("a.pdf", pdf_file(password="x"), errors.LOCKED),
    "a document called pdf": ("a.pdf", docx(), errors.NOT_PDF),
    "a pdf called a document": ("a.docx", pdf_file(), errors.NOT_DOCUMENT),
    "a page": ("a.html", b"<html>", errors.WRONG_KIND),
    "a program": ("a.pdf.exe", b"MZ", errors.WRONG_KIND),
    "no ending": ("pdf", pdf_file(), errors.WRONG_KIND),
    "an archive": ("a.docx", archive({"a.txt": "hello"}), errors.NOT_DOCUMENT),
    "a broken archive": ("a.docx", docx()[:-30], errors.NOT_DOCUMENT),
    "a bomb": ("a.docx", docx(**{"word/media/a.bin": BOMB}), errors.NOT_DOCUMENT),
    "a bomb that lies": ("a.docx", lying(docx(**{"b": BOMB})), errors.NOT_DOCUMENT),
    "too many parts": ("a.docx", docx(**{f"p{n}": "" for n in range(240)}),
                       errors.TOO_MANY_PARTS),
    "a way out": ("a.docx", docx(**{"../../evil": "x"}), errors.NOT_DOCUMENT),
    "a full path": ("a.docx", docx(**{"/etc/evil": "x"}), errors.NOT_DOCUMENT),
    "macros": ("a.docx", docx(**{"word/vbaProject.bin": "x"}), errors.RUNS),
    "macros of the other kind": ("a.odt", odt(**{"Basic/x.xml": "x"}), errors.RUNS),
    "an entity": ("a.docx", docx(DOCTYPE), errors.NOT_DOCUMENT),
    "an entity in UTF-16": ("a.docx", docx(DOCTYPE.encode("utf-16")), errors.NOT_DOCUMENT),
    "a billion laughs": ("a.odt", odt(LAUGHS), errors.NOT_DOCUMENT),
    "no document inside": ("a.docx", docx("not xml"), errors.NOT_DOCUMENT),
    "another mimetype": ("a.odt", odt(mimetype="application/zip"), errors.NOT_DOCUMENT),
}  # fmt: skip


@pytest.mark.parametrize("row", range(len(KEPT)))
def test_a_true_document_is_kept_under_a_clean_name(row):
    name, data, kind, clean = KEPT[row]
    document = originals.checked(data, name)
    assert (document.kind, document.name) == (kind, clean)
    assert document.pages == (2 if kind == "pdf" else 0)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_one_document_is_refused_with_a_sentence(case):
    name, data, sentence = REFUSED[case]
    with pytest.raises(Invalid) as refusal:
        originals.checked(data, name)
    assert str(refusal.value) == sentence and refusal.value.field == "original"


def test_exactly_ten_megabytes_are_not_too_many():
    data = pdf_file() + b"\n%" + b"x" * 100
    data += b"x" * (originals.MOST_BYTES - len(data) - 6) + b"\n%%EOF"
    with pytest.raises(Invalid) as refusal:
        originals.checked(data + b"1", "a.pdf")
    assert str(refusal.value) == errors.TOO_BIG
    try:
        originals.checked(data, "a.pdf")
    except Invalid as other:
        assert str(other) != errors.TOO_BIG


def send(client, typed, data, name, path="/library/manage/new"):
    fields = typed(original=(io.BytesIO(data), name))
    return client.post(path, data=fields, content_type="multipart/form-data")


def test_an_advisor_brings_a_form_and_anybody_takes_it_home(browser, cast, typed):
    brought = docx()
    answer = send(browser(cast.advisor), typed, brought, "Blank form.docx")
    assert answer.status_code == 303
    sheet = db.session.scalar(db.select(Sheet))
    browser(cast.advisor).post(f"/library/manage/{sheet.id}/publish")
    assert "Word document" in browser().get(sheet.address).text
    taken = browser().get(f"{sheet.address}/download/original")
    assert taken.data == brought and taken.headers["Content-Type"].endswith("document")
    assert taken.headers["Content-Disposition"] == 'attachment; filename="Blank form.docx"'
    assert "sandbox" in taken.headers["Content-Security-Policy"]
    assert taken.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.both_databases
def test_a_sheet_may_be_nothing_but_a_document(browser, cast, typed):
    fields = typed(original=(io.BytesIO(pdf_file()), "form.pdf"), action="publish", text="",
                   easy_text="", easy_promised_for=str(clock.now().date() + timedelta(days=20)))
    answer = browser(cast.advisor).post("/library/manage/new", data=fields,
                                        content_type="multipart/form-data")
    assert answer.status_code == 303
    page = browser().get(answer.location).text
    assert "2 pages" in page and "/download/original" in page and "/download/pdf" not in page
    assert browser().get(f"{answer.location}/download/pdf").status_code == 404
    assert "/download/original" in browser().get("/library?kind=original").text


@pytest.mark.one_database
@pytest.mark.parametrize("case", ["a page called pdf", "too big", "a bomb", "a program"])
def test_a_refused_document_loses_nothing_that_was_typed(browser, cast, typed, case):
    name, data, sentence = REFUSED[case]
    answer = send(browser(cast.advisor), typed, data, name)
    assert answer.status_code == 422
    for words in (sentence, "What a plan is.", "Writing your support plan", "[icon:heart]",
                  'href="#original"'):
        assert words in answer.text
    assert not db.session.scalars(db.select(Sheet)).all()


def test_a_body_beyond_all_measure_is_refused_at_the_door(browser, cast, typed):
    answer = send(browser(cast.advisor), typed, b"%PDF-" + b"0" * (33 * 1024 * 1024), "a.pdf")
    assert answer.status_code == 413 and "too big" in answer.text


def test_a_good_document_in_a_refused_form_must_be_chosen_again(browser, cast, typed):
    fields = typed(original=(io.BytesIO(pdf_file()), "form.pdf"), title=" ")
    answer = browser(cast.advisor).post("/library/manage/new", data=fields,
                                        content_type="multipart/form-data")
    assert answer.status_code == 422 and "choose your file again" in answer.text


@pytest.mark.both_databases
def test_a_document_can_be_taken_away_again(browser, cast, typed):
    send(browser(cast.advisor), typed, pdf_file(), "form.pdf")
    sheet = db.session.scalar(db.select(Sheet))
    assert sheet.has_original and len(PdfReader(io.BytesIO(files.load(sheet.original_key))).pages)
    path = f"/library/manage/{sheet.id}"
    browser(cast.advisor).post(path, data=typed(without_original="y"))
    assert not db.session.get(Sheet, sheet.id).has_original


def test_nobody_brings_more_documents_in_an_hour_than_a_person_could(browser, cast, typed):
    client = browser(cast.advisor)
    answers = [send(client, typed, odt(), "a.odt").status_code for _ in range(31)]
    assert answers == [303] * 30 + [429]
    assert db.session.query(Sheet).count() == 30
