"""What somebody looks for in the library, and how many fit each choice beside it."""
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from werkzeug.datastructures import MultiDict

from peoplehub.editorial.languages import LANGUAGES
from peoplehub.library.models import Sheet
from peoplehub.library.publication_facts import (
    FIRST_YEAR,
    GROUPS,
    LAST_YEAR,
    LONGEST_SERIES,
    REGIONS,
    TYPES,
)
from peoplehub.library.topics import EASY_READ, KINDS, LARGE_PRINT, ORIGINAL, SORTS, TOPICS

MOST_WORDS = 6  # of a search that are looked for
USED = "used"  # the order when nobody chose one
YEARS = {str(year): str(year) for year in range(LAST_YEAR, FIRST_YEAR - 1, -1)}


class Facet(NamedTuple):
    """A question that can be answered beside the list: the field of `SheetFilter`, its name in
    addresses, its heading, the column, and its answers by what the column holds."""

    name: str
    argument: str
    heading: str
    column: str
    choices: Mapping[str, str]
    shows_none: bool = False  # whether answers that nothing fits are shown, too


FACETS = (
    Facet("topics", "topic", "Topic", "topic", TOPICS, True),
    Facet("types", "type", "Kind of publication", "publication_type",
          {name: words.many for name, words in TYPES.items()}, True),
    Facet("kinds", "kind", "Format", "", KINDS, True),
    Facet("years", "year", "Year", "year", YEARS),
    Facet("regions", "region", "Where it counts", "region", REGIONS),
    Facet("groups", "for", "Written for", "reader_group", GROUPS),
    Facet("languages", "language", "Language", "language",
          {code: language.words for code, language in LANGUAGES.items()}),
)
Counts = dict[str, dict[str, int]]  # how many fit, by the name of the facet and the answer


@dataclass(frozen=True)
class SheetFilter:
    """What somebody looks for in the library. Unknown choices are left out."""

    q: str = ""
    series: str = ""  # its name
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sort: str = USED

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> "SheetFilter":
        sort = args.get("sort", "")
        asked = {facet.name: set(args.getlist(facet.argument)) for facet in FACETS}
        chosen: dict[str, Any] = {
            facet.name: tuple(one for one in facet.choices if one in asked[facet.name])
            for facet in FACETS}
        return cls(q=" ".join(args.get("q", "").replace("\x00", "").split())[:100],
                   series=args.get("series", "").replace("\x00", "")[:LONGEST_SERIES],
                   sort=sort if sort in SORTS else USED, **chosen)

    @property
    def is_anything(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self) if field.name != "sort")

    @property
    def chosen(self) -> list[tuple[Facet, str, str]]:
        """Each choice: its facet, the answer, and its words."""
        return [(facet, one, facet.choices[one]) for facet in FACETS
                for one in getattr(self, facet.name)]

    @property
    def args(self) -> dict[str, Any]:
        """As an address says it."""
        said = {facet.argument: list(getattr(self, facet.name)) for facet in FACETS}
        sort = "" if self.sort == USED else self.sort
        every = {"q": self.q, "series": self.series, **said, "sort": sort}
        return {name: words for name, words in every.items() if words}

    @property
    def args_without_series(self) -> dict[str, Any]:
        return replace(self, series="").args

    def toggled(self, facet: Facet, one: str) -> "SheetFilter":
        """With that answer, or without it where it was chosen."""
        now = getattr(self, facet.name)
        kept = tuple(other for other in now if other != one)
        chosen: dict[str, Any] = {facet.name: kept if one in now else (*now, one)}
        return replace(self, **chosen)

    @property
    def type_words(self) -> str:
        return " and ".join(TYPES[one].many for one in self.types) or "Information sheets"

    @property
    def title(self) -> str:
        """What the list is of, such as: Reports about planning, Wales."""
        what = self.series or self.type_words
        about = f" about {TOPICS[self.topics[0]].lower()}" if len(self.topics) == 1 else ""
        looked_for = f" with “{self.q}”" if self.q else ""
        others = [words for facet, _one, words in self.chosen
                  if (facet.name != "types" or self.series)
                  and not (facet.name == "topics" and about)]
        return ", ".join([f"{what}{about}{looked_for}", *others])


def conditions(wanted: SheetFilter, but: str = "", of: Any = Sheet) -> list[ColumnElement[bool]]:
    """What a sheet must be to fit. `but`: a facet that does not count; `of`: `Sheet` or an
    alias."""
    rules = [_has(of, word) for word in wanted.q.split()[:MOST_WORDS]]
    if wanted.series:
        rules.append(of.series == wanted.series)
    for facet in FACETS:
        chosen = getattr(wanted, facet.name)
        if not chosen or facet.name == but or not facet.column:
            continue
        column = getattr(of, facet.column)
        rules.append(column.in_([int(one) for one in chosen] if facet.name == "years" else chosen))
    return rules + [_of_kind(of, kind) for kind in wanted.kinds]


def count_each(out: Select, wanted: SheetFilter) -> CompoundSelect:
    """How many of the sheets in `out` each answer would leave, beside the other facets: rows of
    facet, answer, number. A translation counts with its original, as lists show it."""
    counted = [_counted(out, facet, wanted) for facet in FACETS if facet.column]
    kinds = [replace(wanted, kinds=tuple({*wanted.kinds, kind})) for kind in KINDS]
    return union_all(*counted, *(_counted_kind(out, kind, fitting)
                                 for kind, fitting in zip(KINDS, kinds, strict=True)))


def _counted(out: Select, facet: Facet, wanted: SheetFilter) -> Select:
    column = getattr(Sheet, facet.column)
    rows = once(out, wanted, facet)
    answer = cast(column, String).label("answer")
    return rows.with_only_columns(
        literal(facet.name).label("facet"), answer, func.count().label("number")
    ).where(column.is_not(None)).group_by(column)


def _counted_kind(out: Select, kind: str, wanted: SheetFilter) -> Select:
    return once(out, wanted).with_only_columns(
        literal("kinds").label("facet"), literal(kind).label("answer"),
        func.count().label("number"))


def once(out: Select, wanted: SheetFilter, facet: Facet | None = None) -> Select:
    """Of the sheets in `out` those that fit. Of those in several languages only one: no translation
    whose original fits as well and, where a facet is counted, has the same answer."""
    but = facet.name if facet else ""
    first = aliased(Sheet)
    said = select(first.id).where(
        first.id == Sheet.translation_of_id, first.is_out(), first.is_in_its_place(),
        *conditions(wanted, but, first)).correlate(Sheet)
    if facet:
        said = said.where(getattr(first, facet.column) == getattr(Sheet, facet.column))
    return out.where(*conditions(wanted, but),
                     or_(Sheet.translation_of_id.is_(None), ~said.exists()))


def _of_kind(of: Any, kind: str) -> ColumnElement[bool]:
    return {
        EASY_READ: of.easy_text != "",
        LARGE_PRINT: of.text != "",
        ORIGINAL: and_(of.original_key != "", of.original_held_at.is_(None)),
    }[kind]


def _has(of: Any, word: str) -> ColumnElement[bool]:
    places = (of.title, of.summary, of.text, of.easy_text)
    return or_(*(place.icontains(word, autoescape=True) for place in places))
