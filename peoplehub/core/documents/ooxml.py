"""Checks of Word, Excel and PowerPoint files (Office Open XML): content types, relationships,
fields, formulas and actions that run or fetch something."""
import re
from dataclasses import dataclass

from peoplehub.core.documents import errors
from peoplehub.core.documents.xml_parser import Reader
from peoplehub.core.errors import Invalid

MOST_ENTRIES = 230  # files inside a document, of which 200 may be pictures
MOST_UNPACKED = 50 * 1024 * 1024  # bytes of them together
MOST_OF_SLIDES = 600  # files inside a presentation: each slide is two to four
RUNS_AS = re.compile("vba|macroenabled|macrosheet|activex|oleobject|control", re.I)  # of parts
HARMLESS_CONTROLS = re.compile("contentcontrol", re.I)
MOST_OF_A_FIELD = 10_000  # characters
# Fields that start another program, or bring something in. Codes in QUOTE spell such a word.
RUNNING_FIELD = re.compile(r"\s*(DDE|DDEAUTO|MACROBUTTON)\b", re.I)
SPELT_FIELD = re.compile(r"\s*QUOTE(\s+\d{2,3}){3}", re.I)
FETCHING_FIELD = re.compile(
    r"\s*(LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|RD)\b", re.I)
TAKES_IN = {"afchunk", "subdocument", "frame", "attachedtemplate", "externallink", "connections",
            "querytable", "webextension"}  # relationships that lead to what is not in the file
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName"}
RUNNING_FORMULA = re.compile(
    r"(?<![\w.])(CALL|REGISTER(\.ID)?|EXEC|RUN|DDE)\s*\(|\w\|\s*'", re.I)
FETCHING_FORMULA = re.compile(
    r"(?<![\w.])(_xlfn\.)*(WEBSERVICE|IMAGE|RTD|FILTERXML|STOCKHISTORY)\s*\(", re.I)
RUNNING_ACTION = re.compile(r"\s*ppaction://(program|macro|ole)", re.I)


@dataclass(frozen=True)
class Kind:
    """What makes a file a document of one program: where its words are, and the first element
    there."""

    folder: str
    main: str
    root: str
    most_entries: int = MOST_ENTRIES
    most_unpacked: int = MOST_UNPACKED


WORD = Kind("word/", "word/document.xml", "document")
EXCEL = Kind("xl/", "xl/workbook.xml", "workbook")
CHART_TABLE = Kind("xl/", "xl/workbook.xml", "workbook", 60, 4 * 1024 * 1024)  # and in no other
POWERPOINT = Kind("ppt/", "ppt/presentation.xml", "presentation", MOST_OF_SLIDES)


class ContentTypes(Reader):
    """[Content_Types].xml"""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if RUNS_AS.search(attributes.get("ContentType", "")):
            raise Invalid(errors.RUNS, "original")


class Relationships(Reader):
    """What each part leads to. `main`: the part that the words are in, whatever it is called."""

    main = ""
    source = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not name.endswith("Relationship"):
            return
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        is_outside = attributes.get("TargetMode", "").lower() == "external"
        last = kind.rpartition("/")[2]
        if kind.endswith("/officeDocument") and self.source == "_rels/.rels":
            self.main = target
        if RUNS_AS.search(last) and not HARMLESS_CONTROLS.search(last):
            raise Invalid(errors.RUNS, "original")
        if last.lower() in TAKES_IN:
            raise Invalid(errors.FETCHES, "original")
        if last == "package" and "/charts/" not in self.source:
            raise Invalid(errors.HAS_FILES, "original")
        if is_outside and last != "hyperlink":
            raise Invalid(errors.FETCHES, "original")
        if is_outside and re.match(r"\s*(javascript|vbscript|ms-\w+):", target, re.I):
            raise Invalid(errors.RUNS, "original")


class Parts(Reader):
    """Instructions of fields, put together: a word may be spread over many elements; formulas of
    tables; what a tap on a slide does. `root`: what the first element must be called, "" for any.
    """

    def __init__(self, root: str = "") -> None:
        self.root = root
        self.open: list[str] = []
        self.formula: str | None = None
        self.is_instruction = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if self.root and name != self.root:
            raise Invalid(errors.NOT_DOCUMENT, "original")
        self.root = ""
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "fldSimple":
            _check(said.get("instr", ""))
        elif name == "fldChar" and said.get("fldCharType") == "begin":
            self.open.append("")
        elif name == "fldChar" and self.open:
            _check(self.open[-1])
            if said.get("fldCharType") == "end":
                self.open.pop()
        elif name in ("instrText", "delInstrText"):
            self.is_instruction = True
        elif name in FORMULAS:
            self.formula = ""
        elif name in ("OLEObject", "object", "control", "altChunk", "ddeLink", "oleLink"):
            raise Invalid(errors.RUNS, "original")
        elif RUNNING_ACTION.match(said.get("action", "")):
            raise Invalid(errors.RUNS, "original")

    def end(self, name: str) -> None:
        if name.endswith("nstrText"):
            self.is_instruction = False
        if self.formula is not None and name.rpartition(" ")[2] in FORMULAS:
            check_formula(self.formula)
            self.formula = None

    def words(self, data: str) -> None:
        if self.formula is not None:
            self.formula = (self.formula + data)[:MOST_OF_A_FIELD]
        if not self.is_instruction:
            return
        if not self.open:
            self.open.append("")
        self.open[-1] = (self.open[-1] + data)[:MOST_OF_A_FIELD]
        if len(self.open) > 1:  # what a field inside says becomes a part of the one around it
            self.open[-2] = (self.open[-2] + data)[:MOST_OF_A_FIELD]


def _check(instruction: str) -> None:
    if RUNNING_FIELD.match(instruction) or SPELT_FIELD.match(instruction):
        raise Invalid(errors.RUNS, "original")
    if FETCHING_FIELD.match(instruction):
        raise Invalid(errors.FETCHES, "original")


def check_formula(formula: str) -> None:
    """Raises Invalid for one that starts a program or asks another machine for something."""
    if RUNNING_FORMULA.search(formula):
        raise Invalid(errors.RUNS, "original")
    if FETCHING_FORMULA.search(formula):
        raise Invalid(errors.FETCHES, "original")
