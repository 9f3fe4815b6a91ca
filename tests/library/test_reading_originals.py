"""What the worker finds in documents: words for search, the first page, and what makes them hard to
use with a screen reader, told to editors with what to do and to readers in one line."""
import io

import pytest
from PIL import Image

from peoplehub.core.documents import checked
from peoplehub.core.documents.extraction import office
from peoplehub.core.documents.extraction.process import NotExtracted, extract
from peoplehub.core.extensions import db
from peoplehub.demo.documents import diary
from peoplehub.library import pdf_files
from peoplehub.library.models import Sheet
from peoplehub.library.original_facts import FINDINGS
from tests.library.test_kinds_of_originals import ODF, picture, pptx, xlsx
from tests.library.test_originals import docx, odt, pdf_file, send

pytestmark = pytest.mark.one_database

WORD = 'xmlns:w="w" xmlns:wp="wp" xmlns:a="a"'
LONG = "<w:p><w:r><w:t>Words of a plan.</w:t></w:r></w:p>" * 250
SVG = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'


def word(body: str, styles: str = "") -> bytes:
    return docx(f"<w:document {WORD}>{body}</w:document>",
                **{"word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>"})


def slide(title: str) -> str:
    return ('<p:sld xmlns:p="p" xmlns:a="a"><p:sp><p:nvSpPr><p:ph type="title"/></p:nvSpPr>'
            f"<a:p><a:t>{title}</a:t></a:p></p:sp><p:sp><p:ph/><a:p><a:t>Body</a:t></a:p></p:sp>"
            "</p:sld>")


def texts(body: str) -> bytes:
    return odt(f"<office:document-content {ODF} {SVG}>{body}</office:document-content>")


HEADING = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
IMAGE = '<draw:frame><draw:image/>{}</draw:frame>'
CASES = {  # kind, document, words that stand in it, findings
    "a long text without headings": ("docx", word(LONG), "plan", {"no-headings": 1}),
    "a long text with headings of another language": ("docx", word(
        '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr></w:p>' + LONG, HEADING), "plan", {}),
    "two pictures, one with words": ("docx", word(
        '<w:t>Hi</w:t><wp:docPr/><wp:docPr descr="A ramp"/>'), "Hi", {"pictures-without-words": 1}),
    "words that were deleted": ("docx", word("<w:t>Now</w:t><w:delText>Secret</w:delText>"), "Now",
                                {}),
    "two tables, one with a header": ("docx", word(
        "<w:tbl><w:t>a</w:t></w:tbl><w:tbl><w:tblHeader/></w:tbl>"), "a",
        {"tables-without-header": 1}),
    "slides, one without a title": ("pptx", pptx(**{
        "ppt/slides/slide10.xml": slide(" "), "ppt/slides/slide2.xml": slide("Money")}),
        "Money\nBody\nBody", {"slides-without-title": 1}),
    "a table": ("xlsx", xlsx(**{"xl/sharedStrings.xml": "<sst><si><t>Budget</t></si></sst>"}),
                "Budget", {}),
    "an open text with a picture": ("odt", texts(
        f"<text:p>Hi{IMAGE.format('')}{IMAGE.format('<svg:desc>A ramp</svg:desc>')}</text:p>"),
        "Hi", {"pictures-without-words": 1}),
    "an open text with what was deleted": ("odt", texts(
        "<text:tracked-changes><text:p>Secret</text:p></text:tracked-changes><text:p>Now</text:p>"),
        "Now", {}),
    "nothing": ("docx", word(""), "", {"no-words": 1}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_an_office_file_says_and_lacks(case):
    kind, data, words, findings = CASES[case]
    found = office.read(data, kind)
    assert found["findings"] == findings and "Secret" not in found["words"]
    assert (words in found["words"]) if words else not found["words"]
    assert findings.keys() <= FINDINGS.keys()


def test_the_word_file_of_the_demonstration_lacks_nothing():
    made = diary()
    assert checked(made, "A diary.docx").kind == "docx"
    found = office.read(made, "docx")
    assert found["findings"] == {} and "What I did" in found["words"]


def test_a_document_that_breaks_its_reader_breaks_nothing_else():
    with pytest.raises(NotExtracted):
        extract(b"%PDF-1.4 nothing", "pdf")


def test_what_is_kept_for_search_ends_with_a_whole_word():
    kept = extract(b"words of seven " * 20_000, "txt").words
    assert 199_980 < len(kept) <= 200_000 and kept.split()[-1] in ("words", "of", "seven")


def the_sheet() -> Sheet:
    db.session.expire_all()
    return db.session.scalar(db.select(Sheet).where(Sheet.original_key != ""))


def test_a_pdf_of_ours_is_found_by_its_words_shown_and_lacks_nothing(browser, cast, typed, write,
                                                                     work, app):
    source = write(text="## Ramps\n\nA perambulator fits on the ramp.", title="Ramps")
    made = app.extensions["files"].read(pdf_files.file_of(source, "pdf").key)
    send(browser(cast.advisor), typed, made, "Ramps.pdf")
    sheet = the_sheet()
    browser(cast.advisor).post(f"/library/manage/{sheet.id}/publish")
    assert "We are looking through" in browser(cast.advisor).get(sheet.address).text
    work()
    assert "found nothing that makes it hard" in browser(cast.advisor).get(sheet.address).text
    page = browser().get(sheet.address).text
    assert 'alt="First page of the document “Ramps.pdf”"' in page and "hard to use" not in page
    drawn = browser().get(f"{sheet.address}/first-page")
    assert drawn.mimetype == "image/webp"
    with Image.open(io.BytesIO(drawn.data)) as opened:
        assert f'width="{opened.width}" height="{opened.height}" loading="lazy"' in page
        assert len(opened.getcolors(1_000_000)) > 10  # not an empty page
    assert sheet.address in browser().get("/search?q=perambulator").text
    send(browser(cast.advisor), typed, pdf_file(), "Scan.pdf",
         path=f"/library/manage/{sheet.id}")  # another document has other words
    assert sheet.address not in browser().get("/search?q=perambulator").text
    assert browser().get(f"{sheet.address}/first-page").status_code == 404


def test_a_scan_is_told_to_the_editor_and_to_readers(browser, cast, typed, work):
    send(browser(cast.advisor), typed, pdf_file(), "Scan.pdf")
    sheet = the_sheet()
    browser(cast.advisor).post(f"/library/manage/{sheet.id}/publish")
    assert "hard to use" not in browser().get(sheet.address).text  # nobody knows yet
    work()
    for place in (sheet.address, f"/library/manage/{sheet.id}"):
        page = browser(cast.advisor).get(place).text
        assert "It may be a scan" in page and "write the words on this page as well" in page
    page = browser().get(sheet.address).text
    assert "may be hard to use with a screen reader" in page and "It may be a scan" not in page


def test_a_picture_is_its_own_first_page_in_lists(browser, cast, typed, work):
    send(browser(cast.advisor), lambda **more: typed(text="", **more), picture("PNG"), "Poster.png")
    sheet = the_sheet()
    browser(cast.advisor).post(f"/library/manage/{sheet.id}/publish")
    work()
    page = browser().get("/library?kind=original").text
    assert f'src="{sheet.address}/first-page"' in page
    assert 'alt="A small copy of “Poster.webp”"' in page
    assert "The document is a picture." in browser(cast.advisor).get(sheet.address).text
