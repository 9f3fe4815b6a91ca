"""Checks of Word files: content types, relationships and fields that run or fetch something."""
import re

from peoplehub.core.documents import errors
from peoplehub.core.documents.xml_parser import Reader
from peoplehub.core.errors import Invalid

RUNS_AS = re.compile("vba|macroenabled|activex|oleobject|control", re.I)  # kinds of parts
HARMLESS_CONTROLS = re.compile("contentcontrol", re.I)
MOST_OF_A_FIELD = 10_000  # characters
# Fields that start another program, or bring something in. Codes in QUOTE spell such a word.
RUNNING_FIELD = re.compile(r"\s*(DDE|DDEAUTO|MACROBUTTON)\b", re.I)
SPELT_FIELD = re.compile(r"\s*QUOTE(\s+\d{2,3}){3}", re.I)
FETCHING_FIELD = re.compile(
    r"\s*(LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|RD)\b", re.I)


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
        if last.lower() in ("afchunk", "subdocument", "frame", "attachedtemplate"):
            raise Invalid(errors.FETCHES, "original")
        if last == "package" and "/charts/" not in self.source:
            raise Invalid(errors.HAS_FILES, "original")
        if is_outside and last != "hyperlink":
            raise Invalid(errors.FETCHES, "original")
        if is_outside and re.match(r"\s*(javascript|vbscript|ms-\w+):", target, re.I):
            raise Invalid(errors.RUNS, "original")


class Fields(Reader):
    """Instructions of fields, put together: a word may be spread over many elements."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.is_instruction = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
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
        elif name in ("OLEObject", "object", "control", "altChunk"):
            raise Invalid(errors.RUNS, "original")

    def end(self, name: str) -> None:
        if name.endswith("nstrText"):
            self.is_instruction = False

    def words(self, data: str) -> None:
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
