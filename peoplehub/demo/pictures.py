"""A picture and a document of the demonstration, made by hand: no photo of anybody's home."""
import io

from PIL import Image, ImageDraw

from peoplehub.core.attached_files import stored_of_piece
from peoplehub.core.piece_files import PieceFile

OBJECTS = (
    b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
    b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R "
    b"/Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>>",
)
PAGE = b"<</Length %d>>\nstream\n%s\nendstream"
TABLE = b"xref\n0 5\n%strailer <</Size 5 /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
LINES = ("Our receipts, month by month", "Date     What for     How much     Part of the plan",
         "________________________________", "________________________________")


def file_of(said: dict) -> PieceFile:
    """Of a line of the content: `draw` says what, `alt` what is in the picture."""
    if said["draw"] == "envelopes":
        return stored_of_piece(envelopes(), "envelopes.png") | {"alt": said.get("alt", "")}
    return stored_of_piece(paper(), "Receipts month by month.pdf")


def envelopes() -> bytes:
    """A shoebox with envelopes in it, as PNG."""
    picture = Image.new("RGB", (900, 600), "#f6efe2")
    pen = ImageDraw.Draw(picture)
    for at in range(6):
        left = 130 + at * 95
        pen.rectangle((left, 150 + at % 2 * 25, left + 190, 420), fill="#fffdf8", outline="#8a7a63",
                      width=3)
        pen.line((left, 150 + at % 2 * 25, left + 95, 240, left + 190, 150 + at % 2 * 25),
                 fill="#8a7a63", width=3)
    pen.rectangle((90, 330, 810, 540), fill="#c98f5a", outline="#7b5230", width=5)
    pen.rectangle((70, 300, 830, 350), fill="#d9a878", outline="#7b5230", width=5)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def paper() -> bytes:
    """One page to write receipts on, as PDF."""
    said = "\n".join(f"({line}) Tj 0 -28 Td" for line in LINES)
    page = f"BT /F1 12 Tf 40 540 Td\n{said}\nET".encode("ascii")
    data, places = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, one in enumerate((*OBJECTS, PAGE % (len(page), page)), 1):
        places += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    return data + TABLE % (places, len(data))
