"""Checks of OpenDocument texts, tables and slides: scripts, events, and external content."""
import re

from peoplehub.core.documents import errors
from peoplehub.core.documents.ooxml import check_formula
from peoplehub.core.documents.xml_parser import Reader
from peoplehub.core.errors import Invalid

RUNS = {"script", "event-listener", "applet", "plugin", "object-ole", "dde-connection",
        "dde-connection-decl", "dde-source", "execute-macro"}
FETCHES = {"floating-frame", "section-source"}
SPACES = {"urn:oasis:names:tc:opendocument:xmlns:text:1.0",
          "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
          "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
          "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
          "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
          "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"}
SCRIPT_ADDRESS = re.compile(
    r"\s*(vnd\.sun\.star\.\w+|macro|javascript|vbscript|service|slot|\.uno):", re.I)
ELSEWHERE = re.compile(r"\s*(\w[\w+.-]*:|//|\\\\)")
OTHER_FILE = re.compile(r"'(file|https?|ftp|smb):", re.I)  # whose cells a formula takes
MAY_LEAD_ELSEWHERE = {"a", "template"}  # a link, and the name of where the look came from


class Parts(Reader):
    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, plain = name.rpartition(" ")
        if plain in RUNS and (space in SPACES or not space):
            raise Invalid(errors.RUNS, "original")
        if plain in FETCHES:
            raise Invalid(errors.FETCHES, "original")
        if plain.startswith("database-source-"):
            raise Invalid(errors.FETCHES, "original")
        for key, value in attributes.items():
            if key.rpartition(" ")[2] == "formula":
                check_formula(value)
                if OTHER_FILE.search(value):
                    raise Invalid(errors.FETCHES, "original")
            if key.rpartition(" ")[2] != "href":
                continue
            if SCRIPT_ADDRESS.match(value):
                raise Invalid(errors.RUNS, "original")
            if plain not in MAY_LEAD_ELSEWHERE and ELSEWHERE.match(value):
                raise Invalid(errors.FETCHES, "original")
