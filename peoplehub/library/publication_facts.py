"""What kind of publication a sheet is, from when, where it counts, for whom, and what a reader may
do with it: the columns, and the fixed lists they are chosen from."""
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.editorial.languages import ENGLISH
from peoplehub.editorial.reading_age import EASY_AGE, reading_of
from peoplehub.tags import vocabulary

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_SOURCE, LONGEST_ADDRESS, LONGEST_DATE, LONGEST_SERIES = 160, 300, 40, 80  # characters
MOST_IN_SERIES, MOST_MISSING = 999, 20  # numbers; and those of them that are told
SHEET = "sheet"


class TypeWords(NamedTuple):
    one: str
    many: str


TYPES = {
    SHEET: TypeWords("Information sheet", "Information sheets"),
    "report": TypeWords("Report", "Reports"),
    "guide": TypeWords("Guide", "Guides"),
    "leaflet": TypeWords("Leaflet", "Leaflets"),
    "film": TypeWords("Film", "Films"),
    "sound": TypeWords("Sound recording", "Sound recordings"),
}
REGIONS = {"england": "England", **vocabulary.REGIONS}
GROUPS = {
    "budget-holders": "People with a budget", "families": "Parents and families",
    "young-people": "Young people", "assistants": "Personal assistants",
    "professionals": "Professionals",
}


class Licence(NamedTuple):
    """`allows`: what a reader may do, in plain words."""

    name: str
    allows: str


LICENCES = {
    "ogl": Licence("Open Government Licence", (
        "You may copy it, change it and share it. Say where it is from.")),
    "cc-by": Licence("Creative Commons: name who made it (CC BY)", (
        "You may copy it, change it and share it. Say who made it.")),
    "cc-by-sa": Licence("Creative Commons: name and share alike (CC BY-SA)", (
        "You may copy it, change it and share it. Say who made it. If you change it, others may "
        "do the same with yours.")),
    "cc-by-nc": Licence("Creative Commons: not for money (CC BY-NC)", (
        "You may copy it, change it and share it, but not to earn money. Say who made it.")),
    "permission": Licence("All rights reserved, here with permission", (
        "You may read it here and keep a copy for yourself. Ask who made it before you share it.")),
}


@dataclass(frozen=True)
class PublicationFacts:
    """What an editor says of a publication: keys of the lists above, and `source_date` in words,
    such as October 2011."""

    publication_type: str = SHEET
    year: int | None = None
    region: str = ""
    reader_group: str = ""
    licence: str = ""
    source: str = ""
    source_address: str = ""
    source_date: str = ""
    series: str = ""
    series_number: int | None = None


class HasPublicationFacts:
    """A mixin of a sheet."""

    publication_type: Mapped[str] = mapped_column(String(10), default=SHEET)
    year: Mapped[int | None]  # in which it came out first, if that is known
    region: Mapped[str] = mapped_column(String(20), default="")  # "": everywhere
    reader_group: Mapped[str] = mapped_column(String(20), default="")  # "": everybody
    licence: Mapped[str] = mapped_column(String(20), default="")
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")  # who made it
    source_address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    source_date: Mapped[str] = mapped_column(String(LONGEST_DATE), default="")
    # the name that all of its series have, and its place among them
    series: Mapped[str] = mapped_column(String(LONGEST_SERIES), default="", index=True)
    series_number: Mapped[int | None]
    # years a reader must be of, roughly; None: not known yet, or there are no words
    reading_age: Mapped[int | None]

    @property
    def facts(self) -> PublicationFacts:
        names = PublicationFacts.__dataclass_fields__
        return PublicationFacts(**{name: getattr(self, name) for name in names})

    def take_facts(self, facts: PublicationFacts) -> None:
        for name in PublicationFacts.__dataclass_fields__:
            setattr(self, name, getattr(facts, name))

    def measure_reading(self: Any) -> None:
        self.reading_age = reading_of(self.plain_words).age

    def missing_before(self: Any, series: list[Any]) -> list[int]:
        """The first numbers below the highest of its `series` that no publication has."""
        there = {one.series_number for one in (self, *series) if one.series_number}
        gaps = (number for number in range(1, max(there, default=0)) if number not in there)
        return list(islice(gaps, MOST_MISSING))

    @property
    def type_words(self) -> str:
        return TYPES.get(self.publication_type, TYPES[SHEET]).one

    @property
    def region_words(self) -> str:
        return REGIONS.get(self.region, "")

    @property
    def group_words(self) -> str:
        return GROUPS.get(self.reader_group, "")

    @property
    def licence_words(self) -> Licence | None:
        return LICENCES.get(self.licence)

    @property
    def reading_words(self: Any) -> str:
        """How hard its words are. Nothing in other languages: it is counted as English is."""
        if self.reading_age is None or self.language != ENGLISH:
            return ""
        how = "Easy to read" if self.reading_age <= EASY_AGE else "Reading level"
        return f"{how}: about age {self.reading_age}"
