"""Small Word and OpenDocument files of the demonstration, made of lines.

A line that begins with "# " is a heading, one that begins with "| " a row of a table whose cells
stand between bars (the first row is its head), and any other a paragraph.
"""
import io
import zipfile
from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape

KEPT_DATE = (2026, 1, 1, 0, 0, 0)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="6" w:color="777777"/>'
                  for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


def docx(lines: Iterable[str]) -> bytes:
    """A Word file."""
    body = "".join(_word_part(kind, list(those)) for kind, those in groupby(lines, _kind))
    return _archive({
        "[Content_Types].xml": (
            f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>'),
        "_rels/.rels": _word_links("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _word_links("styles", "styles.xml"),
        "word/styles.xml": (
            f'{XML}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
            '<w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr>'
            '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="34"/></w:rPr></w:style>'
            "</w:styles>"),
        "word/document.xml": (f'{XML}<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/>'
                              "</w:body></w:document>"),
    })


def odt(lines: Iterable[str]) -> bytes:
    """An OpenDocument text."""
    body = "".join(_open_part(kind, list(those)) for kind, those in groupby(lines, _kind))
    spaces = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
    kind = "application/vnd.oasis.opendocument.text"
    return _archive({
        "mimetype": kind,
        "META-INF/manifest.xml": (
            f'{XML}<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">'
            + _open_entry("/", kind) + _open_entry("content.xml", "text/xml")
            + "</manifest:manifest>"),
        "content.xml": (f"{XML}<office:document-content {spaces}><office:body><office:text>{body}"
                        "</office:text></office:body></office:document-content>"),
    })


MAKERS = {"docx": docx, "odt": odt}


def _kind(line: str) -> str:
    return line[:2] if line[:2] in ("# ", "| ") else ""


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _word_part(kind: str, lines: list[str]) -> str:
    if kind != "| ":
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if kind else ""
        return "".join(_word_paragraph(line.removeprefix("# "), style) for line in lines)
    columns = "<w:gridCol/>" * len(_cells(lines[0]))
    rows = "".join(
        "<w:tr>" + "<w:trPr><w:tblHeader/></w:trPr>" * (number == 0)
        + "".join(f"<w:tc>{_word_paragraph(cell)}</w:tc>" for cell in _cells(line)) + "</w:tr>"
        for number, line in enumerate(lines))
    return (f"<w:tbl><w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>{_word_paragraph('')}")


def _word_paragraph(words: str, style: str = "") -> str:
    return (f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>')


def _word_links(kind: str, target: str) -> str:
    return (f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/relationships/{kind}" Target="{target}"/></Relationships>')


def _open_part(kind: str, lines: list[str]) -> str:
    if kind == "# ":
        return "".join(f'<text:h text:outline-level="1">{escape(line[2:])}</text:h>'
                       for line in lines)
    if not kind:
        return "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    rows = ["".join(f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
                    "</table:table-cell>" for cell in _cells(line)) for line in lines]
    head, *rest = (f"<table:table-row>{row}</table:table-row>" for row in rows)
    return (f'<table:table><table:table-column table:number-columns-repeated="'
            f'{len(_cells(lines[0]))}"/><table:table-header-rows>{head}</table:table-header-rows>'
            f"{''.join(rest)}</table:table>")


def _open_entry(path: str, kind: str) -> str:
    return f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'


def _archive(parts: dict[str, str]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name, words in parts.items():
            entry = zipfile.ZipInfo(name, KEPT_DATE)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(entry, words)
    return kept.getvalue()
