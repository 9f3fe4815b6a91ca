"""Documents of every kind that people have: each is taken under its own ending and no other, and
refused when it runs or fetches something."""
import io

import pillow_heif
import pytest
from PIL import Image

from peoplehub.core import documents
from peoplehub.core.documents import errors
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.library.models import Sheet
from tests.library.test_originals import archive, docx, odt, pdf_file, send
from tests.library.test_running_documents import ODF, OLE, link

pytestmark = pytest.mark.one_database

TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'


def office(folder: str, main: str, root: str, links: tuple[str, ...] = (), body="", **more):
    listed = "".join(f'<Relationship Id="r{n}" {one}/>' for n, one in enumerate(links))
    return archive({"[Content_Types].xml": "<Types/>", f"{folder}/{main}.xml": f"<{root}/>",
                    f"{folder}/part.xml": f"<part>{body}</part>",
                    f"{folder}/_rels/{main}.xml.rels": f"<Relationships>{listed}</Relationships>",
                    } | more)


def xlsx(*links: str, body="", **more) -> bytes:
    return office("xl", "workbook", "workbook", links, body, **more)


def pptx(*links: str, body="", **more) -> bytes:
    return office("ppt", "presentation", "presentation", links, body, **more)


def open_file(kind: str, body="") -> bytes:
    return odt(f"<office:document-content {ODF} {TABLE}>{body}</office:document-content>",
               documents.MIMETYPES[kind])


def picture(kind: str) -> bytes:
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, kind)
    return out.getvalue()


CONTENTS = {
    "pdf": pdf_file(), "docx": docx(), "xlsx": xlsx(), "pptx": pptx(), "odt": open_file("odt"),
    "ods": open_file("ods"), "odp": open_file("odp"), "txt": "Grüße, £5".encode(),
    "jpg": picture("JPEG"), "png": picture("PNG"), "webp": picture("WEBP"), "gif": picture("GIF"),
    "heic": picture("HEIF"),
}
PICTURES = {"jpg", "png", "webp", "gif", "heic"}
OTHERS = {"exe": b"MZ\x90\x00\x03", "ole": OLE, "zip": archive({"a.txt": "a"}), "none": b"",
          "page": b"\x00<html><script>alert(1)</script>", "sh": b"#!/bin/sh\n\x07"}


@pytest.mark.parametrize("ending", CONTENTS)
def test_a_file_is_taken_under_its_own_ending_and_no_other(ending):
    for kind, data in (CONTENTS | OTHERS).items():
        is_same = kind == ending or {kind, ending} <= PICTURES
        try:
            taken = documents.checked_or_drawn(data, f"Our plan.{ending}").kind
        except Invalid as refusal:
            assert not is_same and str(refusal), (kind, ending)
            assert refusal.field == "original"
        else:
            assert is_same and taken == ("webp" if ending in PICTURES else ending), (kind, ending)


OUTSIDE = link("image", "https://evil.example/a.png", True)
REFUSED = {
    "a table that takes cells of another file": (
        "xlsx", xlsx(link("externalLink", "externalLinks/a.xml")), errors.FETCHES),
    "a table that asks a database": (
        "xlsx", xlsx(link("connections", "connections.xml")), errors.FETCHES),
    "a table with macros of the oldest kind": (
        "xlsx", xlsx(link("xlMacrosheet", "macrosheets/a.xml")), errors.RUNS),
    "a table that talks to a program": ("xlsx", xlsx(body="<ddeLink/>"), errors.RUNS),
    "a formula that starts a program": (
        "xlsx", xlsx(body="<f>cmd|' /C calc'!A0</f>"), errors.RUNS),
    "a formula that asks a website": (
        "xlsx", xlsx(body='<f>_xlfn.WEBSERVICE("https://evil.example")</f>'), errors.FETCHES),
    "slides with macros": ("pptx", pptx(**{"ppt/vbaProject.bin": "x"}), errors.RUNS),
    "slides with a picture from elsewhere": ("pptx", pptx(OUTSIDE), errors.FETCHES),
    "a slide that starts a program": (
        "pptx", pptx(body='<hlinkClick action="ppaction://program"/>'), errors.RUNS),
    "slides with a table inside": (
        "pptx", pptx(link("package", "embeddings/a.xlsx")), errors.HAS_FILES),
    "a chart whose table has macros": ("pptx", pptx(**{
        "ppt/embeddings/a.xlsx": xlsx(**{"xl/vbaProject.bin": "x"})}), errors.RUNS),
    "a chart whose table has a table inside": ("pptx", pptx(**{
        "ppt/embeddings/a.xlsx": xlsx(**{"xl/embeddings/b.xlsx": xlsx()})}), errors.HAS_FILES),
    "slides with more than six hundred parts": (
        "pptx", pptx(**{f"ppt/media/{n}.png": "" for n in range(700)}), errors.TOO_MANY_PARTS),
    "an open table that asks a website": ("ods", open_file(
        "ods", '<table:table-cell table:formula="of:=WEBSERVICE(&quot;https://e&quot;)"/>'),
        errors.FETCHES),
    "an open table that takes cells of another file": ("ods", open_file(
        "ods", "<table:table-cell table:formula=\"of:=['file:///a.ods'#$A.A1]\"/>"),
        errors.FETCHES),
    "open slides with a program": ("odp", open_file(
        "odp", '<draw:plugin xlink:href="a"/>'), errors.RUNS),
    "a kind with macros": ("docm", docx(), errors.MACROS),
    "an older kind": ("doc", OLE, errors.OLDER),
    "a packed folder": ("zip", OTHERS["zip"], errors.PACKED),
    "a locked table": ("xlsx", OLE, errors.LOCKED_DOCUMENT),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_runs_or_fetches_something_is_refused_with_its_sentence(case):
    kind, data, sentence = REFUSED[case]
    with pytest.raises(Invalid) as refused:
        documents.checked_or_drawn(data, f"a.{kind}")
    assert str(refused.value) == sentence


def test_formulas_and_links_that_only_reckon_are_taken():
    table = xlsx(link("hyperlink", "https://peoplehub.example", True), body=(
        '<f>SUM(A1:A9)</f><f>IF(B1="a|b",RUNNING,1)</f><f>HYPERLINK("https://a.example")</f>'))
    slides = pptx(body='<hlinkClick action="ppaction://hlinksldjump"/>')
    assert documents.checked(table, "a.xlsx").kind == "xlsx"
    assert documents.checked(slides, "a.pptx").kind == "pptx"


def test_a_picture_is_kept_without_its_hidden_details_and_taken_home(browser, cast, typed):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG", exif=b"Exif\x00\x00II*\x00secret place")
    answer = send(browser(cast.advisor), typed, out.getvalue(), "Our poster.jpg")
    assert answer.status_code == 303
    sheet = db.session.scalar(db.select(Sheet))
    browser(cast.advisor).post(f"/library/manage/{sheet.id}/publish")
    taken = browser().get(f"{sheet.address}/download/original")
    assert taken.mimetype == "image/webp" and b"secret place" not in taken.data
    assert taken.headers["Content-Disposition"] == 'attachment; filename="Our poster.webp"'
