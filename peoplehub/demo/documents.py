"""Documents beside sheets of the demonstration, made by hand: a PDF that is hard to use with a
screen reader, so that editors see what they are told of it, and a Word file that is not."""
import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from peoplehub.core import files
from peoplehub.core.documents import Original, checked_or_drawn
from peoplehub.demo.pictures import paper

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TITLE = "A diary of one week"
HINT = "Write down every time you help, for one week. Count the nights too. Small things count."
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COLUMNS = ("Day", "Time", "What I did", "How long it took")


def document_of(said: dict) -> Original | None:
    """Of a sheet of the content: `document` is the name of the one that there is. It is stored."""
    if "document" not in said:
        return None
    name: str = said["document"]
    document = checked_or_drawn(diary() if name.endswith(".docx") else paper(), name)
    files.store_as(document.key, document.data)
    return document


def diary() -> bytes:
    """A page with a heading and a table, as a Word file."""
    rows = "".join(_row((day, "", "", "")) for day in DAYS)
    body = (f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{_words(TITLE)}</w:p>'
            f"<w:p>{_words(HINT)}</w:p>"
            '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
            f"{_row(COLUMNS, '<w:trPr><w:tblHeader/></w:trPr>')}{rows}</w:tbl><w:p/>")
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
        "_rels/.rels": _links(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _links(("styles", "styles.xml")),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:sz w:val="26"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '</w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>'
        "</w:styles>",
    }
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return out.getvalue()


def _words(said: str) -> str:
    return f"<w:r><w:t>{said}</w:t></w:r>"


def _row(cells: tuple[str, ...], settings: str = "") -> str:
    said = "".join(f"<w:tc><w:p>{_words(cell) if cell else ''}</w:p></w:tc>" for cell in cells)
    return f"<w:tr>{settings}{said}</w:tr>"


def _links(*to: tuple[str, str]) -> str:
    listed = "".join(f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                     for number, (kind, target) in enumerate(to, 1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'
