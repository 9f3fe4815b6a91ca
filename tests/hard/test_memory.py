"""Small files that would cost much: bounded before they are read, and measured as the system sees
it. `tracemalloc` knows nothing of what a library in C takes."""
import io
import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from peoplehub.core import images
from peoplehub.core.documents import errors
from tests.hard.test_files import chunk, gif, png
from tests.library.test_kinds_of_originals import pptx, xlsx
from tests.library.test_originals import docx, odt, pdf_file

ROOT = Path(__file__).parents[2]
PHONE = Path(__file__).with_name("48-megapixels.heic")  # of one colour; takes 10 s to make
MOST_GROWN = 400  # MB, of the largest picture that is still taken
LITTLE = 60  # MB, of what is refused or small
MOST_SECONDS = 4
MEASURING = """
import json, sys, time
from pathlib import Path
from peoplehub.core import images
from peoplehub.core.errors import Invalid
from peoplehub.core import documents as originals

def of(name):
    return int(next(line for line in open("/proc/self/status") if line.startswith(name)).split()[1])

def look(path):
    data = path.read_bytes()
    if path.suffix[1:] in originals.CHECKS:
        return originals.checked(data, path.name)
    return images.reencode(data)

def measured(path):
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins again
    before, began = of("VmRSS"), time.process_time()
    try:
        look(path)
        said = ""
    except Invalid as refusal:
        said = str(refusal)
    return said, (of("VmHWM") - before) // 1024, time.process_time() - began

paths = [Path(line) for line in sys.stdin.read().split("\\n") if line]
look(paths[0])  # libraries are read in
print(json.dumps({path.name: measured(path) for path in paths[1:]}))
"""


def measure(folder: Path, files: dict[str, bytes], first: tuple[str, bytes]) -> dict:
    """Name → (refusal, MB that the process grew by, seconds), each looked at in one process."""
    for name, data in [first, *files.items()]:
        (folder / name).write_bytes(data)
    lines = "\n".join(str(folder / name) for name in (first[0], *files))
    done = subprocess.run([sys.executable, "-c", MEASURING], input=lines, cwd=ROOT, text=True,
                          capture_output=True, check=True, timeout=120)
    return json.loads(done.stdout)


def saved(picture: Image.Image, kind: str, **how) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def even_png(width: int, height: int, kind: int = 6, depth: int = 8) -> bytes:
    """A PNG whose points are all alike, so that it is small as a file."""
    points = {0: 1, 2: 3, 6: 4}[kind]
    line, packer = b"\x00" + b"\x07" * (width * points * depth // 8), zlib.compressobj(1)
    packed = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed)
            + chunk(b"IEND", b""))


def greedy_exif(size: int, tags: int) -> bytes:
    """EXIF whose every tag names nearly all of its bytes once more."""
    listed = b"".join(struct.pack("<HHII", 1000 + n, 7, size - 10, 8) for n in range(tags))
    start = b"II*\x00" + struct.pack("<IH", 8, tags) + listed
    return start + b"x" * (size - len(start))


def many_scans(picture: bytes, scans: int) -> bytes:
    """A progressive JPEG that asks for one of its passes again and again."""
    at = picture.rindex(b"\xff\xda")
    return picture[:at] + picture[at:-2] * scans + picture[-2:]


SMALL = Image.new("RGB", (9, 9))
GREEDY = {
    "tall.png": lambda: png(1, 39_000_000, zlib.compress(b"\x00\x00" * 39_000_000, 1)),
    "wide.png": lambda: png(39_000_000, 1, b""),
    "large.png": lambda: png(6_400, 6_400, b""),
    "large.webp": lambda: saved(Image.new("1", (4_600, 4_600)).convert("L"), "WEBP", method=0),
    "exif.jpg": lambda: saved(SMALL, "JPEG", exif=b"Exif\x00\x00" + greedy_exif(65_000, 5_000)),
    "exif.png": lambda: saved(SMALL, "PNG", exif=greedy_exif(4_000_000, 1_000)),
    "exif.webp": lambda: saved(SMALL, "WEBP", exif=greedy_exif(4_000_000, 1_000)),
    "exif.heic": lambda: saved(SMALL, "HEIF", exif=greedy_exif(4_000_000, 1_000)),
    "profile.png": lambda: png(1, 1, zlib.compress(b"\x00\x00"), chunk(
        b"iCCP", b"x\x00\x00" + zlib.compress(b"a" * 90_000_000, 9))),
    "text.png": lambda: png(1, 1, zlib.compress(b"\x00\x00"), chunk(
        b"zTXt", b"x\x00\x00" + zlib.compress(b"a" * 50_000_000))),
    "comment.gif": lambda: gif(9, 9)[:19] + b"\x21\xfe" + (b"\xff" + b"c" * 255) * 30_000
    + b"\x00" + gif(9, 9)[19:],
    "frames.gif": lambda: gif(2_000, 2_000, frames=20_000),
    "scans.jpg": lambda: many_scans(
        saved(Image.new("RGB", (2_000, 2_000)), "JPEG", progressive=True), 3_000),
}


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


def of_stream(head: bytes, packed: bytes, rest: bytes) -> bytes:
    """A PDF of one stream that is also its table of references."""
    start = b"%PDF-1.5\n"
    return (start + b"1 0 obj\n<<" + head + b"/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
            + packed + b"\nendstream\nendobj\n" + rest + b"startxref\n9\n%%EOF")


def wide_tree(pages: int) -> bytes:
    out, places = b"%PDF-1.4\n", []
    kids = b" ".join(b"3 0 R" if n % 2 else b"4 0 R" for n in range(pages))
    for n, said in enumerate((b"<</Type/Catalog/Pages 2 0 R>>",
                              b"<</Type/Pages/Count 9/Kids[" + kids + b"]>>",
                              b"<</Type/Page/Parent 2 0 R>>", b"<</Type/Page/Parent 2 0 R>>"), 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + said + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (out + b"xref\n0 5\n0000000000 65535 f \n" + rows
            + b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out))


DOCUMENTS = {
    "nested.docx": lambda: docx(nested(6_000_000)),
    "nested.odt": lambda: odt(nested(500_000)),
    "elements.docx": lambda: docx(b"<a>" + b"<b/>" * 2_000_000 + b"</a>"),
    "tag.docx": lambda: docx(b'<a b="' + b"c" * 9_000_000 + b'"/>'),
    "tags.docx": lambda: docx(b"<a " + b" ".join(b'a%d="b"' % n for n in range(300_000)) + b"/>"),
    "comment.docx": lambda: docx(b"<!--" + b"c" * 9_000_000 + b"--><a/>"),
    "links.docx": lambda: docx(**{"word/_rels/document.xml.rels": nested(500_000)}),
    "field.docx": lambda: docx(
        b"<a><fldChar fldCharType='begin'/><instrText>" + b"DDE " * 2_000_000 + b"</instrText>"
        b"<fldChar fldCharType='end'/></a>"),
    "nested.pptx": lambda: pptx(body="<a>" * 500_000 + "</a>" * 500_000),
    "elements.xlsx": lambda: xlsx(body="<c><f>1+1</f></c>" * 700_000),
    "formula.xlsx": lambda: xlsx(body="<f>" + "DDE(" * 3_000_000 + "</f>"),
    "tables.docx": lambda: docx(nested(500), **dict.fromkeys(
        [f"word/embeddings/{n}.xlsx" for n in range(100)], xlsx(body="a" * 4_000_000))),
    "lines.txt": lambda: b"\x0c\n" * 5_000_000,
    "entries.docx": lambda: docx(**{f"word/media/{n}.png": "" for n in range(3_000)}),
    "references.pdf": lambda: of_stream(
        b"/Type/XRef/W[1 1 1]/Size 10000000/Root 1 0 R", zlib.compress(b"\x01" * 30_000_000), b""),
    "packed.pdf": lambda: of_stream(
        b"/Type/ObjStm/N 9000000/First 9", zlib.compress(b"1 0 " * 8_000_000), b""),
    "pages.pdf": lambda: wide_tree(90_000),
    "streams.pdf": lambda: b"%PDF-1.4\n" + b"stream\n" * 500_000,
    "slashes.pdf": lambda: b"%PDF-1.4\n" + b"/A#4" * 2_400_000,
    "brackets.pdf": lambda: b"%PDF-1.4\n1 0 obj" + b"[" * 9_000_000,
}


@pytest.fixture(scope="module")
def first():
    return "first.png", saved(SMALL, "PNG")


@pytest.mark.slow
def test_a_small_file_never_takes_much_memory_or_time(tmp_path, first):
    found = measure(tmp_path, {name: make() for name, make in GREEDY.items()}, first)
    for name, (said, grown, seconds) in found.items():
        assert grown < LITTLE and seconds < MOST_SECONDS, (name, said, grown, seconds)
        assert said in ("", images.NOT_A_PICTURE, images.TOO_WIDE), name
    for name in ("tall.png", "wide.png", "large.png", "large.webp"):
        assert found[name][0] == images.TOO_WIDE, name


@pytest.mark.slow
def test_the_largest_pictures_that_are_taken_stay_within_bounds(tmp_path, first):
    phone = Image.new("RGB", (8_064, 6_048), (200, 40, 40))
    frames = [Image.new("RGB", (4_400, 4_400), (n, 0, 0)) for n in range(3)]
    largest = {
        "phone.jpg": saved(phone, "JPEG"), "phone.heic": PHONE.read_bytes(),
        "points.png": even_png(6_300, 6_300),
        "frames.webp": saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], method=0),
    }
    found = measure(tmp_path, largest, first)
    for name, (said, grown, seconds) in found.items():
        assert said == "" and grown < MOST_GROWN and seconds < MOST_SECONDS, (name, said, grown)


@pytest.mark.slow
def test_a_document_is_measured_before_it_is_read(tmp_path):
    first = "first.pdf", pdf_file()
    found = measure(tmp_path, {name: make() for name, make in DOCUMENTS.items()}, first)
    for name, (said, grown, seconds) in found.items():
        assert grown < LITTLE and seconds < MOST_SECONDS, (name, said, grown, seconds)
        assert said in vars(errors).values(), name
