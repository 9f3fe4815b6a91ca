"""Compiles a tree of text and pictures to a tagged PDF (PDF/UA-1) with Typst.

typst runs our own program `sheet.typ`, sees our own fonts and a folder with nothing but the
pictures of the paper, and gets the words as data. It is quick (a sheet takes about 50 ms) and needs
no library of the system.
"""
import base64
import hashlib
import io
import json
import tempfile
import unicodedata
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
SCRIPT_FONTS = HERE / "script_fonts"  # for letters that the fonts above lack


def _fonts() -> list[Path]:
    return [*sorted(FONTS.glob("*.ttf")), *sorted(SCRIPT_FONTS.glob("*.[ot]tf"))]


PROGRAMS = {path.stem: path.read_bytes() for path in sorted(HERE.glob("*.typ"))}
VERSION = hashlib.sha256(
    b"".join(PROGRAMS.values()) + b"".join(path.read_bytes() for path in _fonts())
).hexdigest()[:16]  # another program or another font makes another file

PLAIN = frozenset(map(chr, [*range(0x20, 0x17F), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D]))
UNSEEN = ("Mn", "Me", "Cf", "Sk")  # joins letters, or colours the character before


def compile_pdf(paper: dict, made_at: datetime) -> bytes:
    """The PDF file of a tree of text and pictures. The same tree and time give the same bytes.
    `paper["program"]`, if there, says which of the programs sets it."""
    program = PROGRAMS[paper.get("program", "sheet")]
    try:
        return _run(program, paper, made_at)
    except RuntimeError as error:  # typst.TypstError
        if "could not be displayed" not in str(error):
            raise
        return _run(program, _with_known_signs(paper), made_at)


def page_count(pdf: bytes) -> int:
    return len(import_module("pypdf").PdfReader(io.BytesIO(pdf)).pages)


def _run(program: bytes, paper: dict, made_at: datetime) -> bytes:
    """`paper["files"]`, if there: name → picture in base64, for the nodes that name it."""
    pictures = paper.get("files", {})
    said = json.dumps({**paper, "files": {}} if pictures else paper, ensure_ascii=False)
    folders = [FONTS] if PLAIN.issuperset(said) else [FONTS, SCRIPT_FONTS]
    with tempfile.TemporaryDirectory(prefix="paper-") as empty:
        for name, data in pictures.items():
            (Path(empty) / name).write_bytes(base64.b64decode(data))
        return import_module("typst").compile(
            program, root=empty, font_paths=list(map(str, folders)), ignore_system_fonts=True,
            sys_inputs={"paper": said}, pdf_standards=["ua-1"],
            timestamp=int(made_at.timestamp()), package_path=empty, package_cache_path=empty,
        )


def _with_known_signs(paper: Any) -> Any:
    """The tree, with words in the place of characters that no font of ours has: (party popper)."""
    if isinstance(paper, dict):
        return {name: _with_known_signs(value) for name, value in paper.items()}
    if isinstance(paper, list):
        return [_with_known_signs(value) for value in paper]
    return "".join(map(_known, paper)) if isinstance(paper, str) else paper


@lru_cache(maxsize=4096)
def _known(sign: str) -> str:
    if sign in PLAIN or sign.isspace() or _can_print(sign):
        return sign
    if unicodedata.category(sign) in UNSEEN:
        return ""
    if unicodedata.category(sign) in ("So", "Sm", "Po"):
        return f"({unicodedata.name(sign, 'a picture').lower()})"
    return "□"


def _can_print(sign: str) -> bool:
    try:
        _run(b"#set document(title: [x])\n#set text(font: \"Atkinson Hyperlegible Next\")\n"
             b"#json(bytes(sys.inputs.paper)).sign", {"sign": sign}, datetime.fromtimestamp(0))
    except RuntimeError:  # typst.TypstError
        return False
    return True
