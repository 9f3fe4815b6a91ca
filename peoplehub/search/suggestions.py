"""What is offered while somebody types: pages of the site, titles of what they may read, hard words
that are explained, and other ways to say it.

Only the words of titles are looked at, never those of texts, and each piece is fetched once more
from its own package, as its viewer: what is hidden, held or for others is in no suggestion. Nothing
of what is typed is kept anywhere.
"""
from typing import NamedTuple
from urllib.parse import urlencode

from peoplehub.core.viewers import Viewer
from peoplehub.folding.not_today import looks_for
from peoplehub.glossary.in_memory import glossary_at
from peoplehub.glossary.queries import glossary_version
from peoplehub.search import query_parser, site_pages, synonyms, title_index, word_segmentation
from peoplehub.search.normalization import fold
from peoplehub.search.queries import pieces_of, shelves

SHORTEST = 2  # letters
MOST = 8
MOST_WORDS = 8  # that are looked at
OF_EACH = 2  # pages, hard words and other ways to say it
FETCHED = 12  # titles, of which some may not be shown
FIRST = ("sheet", "question", "template")  # shelves that stand before the others
OF_LIBRARY = 3
LONGEST_MEANING = 80  # letters


class Suggestion(NamedTuple):
    """What it is called, where it leads, and in a few words what it is."""

    title: str
    address: str
    about: str


class Typed(NamedTuple):
    """Words that are whole, and the beginning of another ("": none)."""

    words: tuple[str, ...]
    beginning: str

    def begin(self, name: str) -> bool:
        """Whether every one of them is a word of this name, the last one at least its beginning."""
        said = query_parser.words(fold(name))
        return (all(word in said for word in self.words)
                and any(word.startswith(self.beginning) for word in said))


def suggest(viewer: Viewer, typed: str) -> list[Suggestion]:
    """At most `MOST`; none for less than two letters."""
    asked = _read(typed)
    if asked is None:
        return []
    unwanted = looks_for(viewer)
    first = [*_pages(viewer, asked), *_titles(viewer, asked, FIRST)[:OF_LIBRARY],
             *_hard_words(asked), *_other_ways(asked)]
    rest = _titles(viewer, asked) if len(first) < MOST else []
    each = {one.address: one for one in [*first, *rest] if not unwanted(one.title)}
    return list(each.values())[:MOST]


def _read(typed: str) -> Typed | None:
    said = query_parser.words(fold(typed[: query_parser.LONGEST]))[:MOST_WORDS]
    is_short = sum(map(len, said)) < SHORTEST
    if not said or (is_short and not word_segmentation.ONE_LETTER.match(said[0])):
        return None
    *whole, last = said
    if len(last) < SHORTEST and whole:  # one letter begins too many words to tell anything
        *whole, last = whole
    if len(last) < SHORTEST and not word_segmentation.ONE_LETTER.match(last):
        return None
    return Typed(tuple(whole), last)


def _pages(viewer: Viewer, asked: Typed) -> list[Suggestion]:
    return [Suggestion(page.title, page.address, page.about) for page in site_pages.PAGES
            if (viewer.id is not None or not page.for_members)
            and any(map(asked.begin, page.names))][:OF_EACH]


def _titles(viewer: Viewer, asked: Typed, on: tuple[str, ...] = ()) -> list[Suggestion]:
    """Those that begin with what was typed first, then by shelf, then the newest."""
    known = shelves()
    rows = title_index.titles(viewer, asked.words, asked.beginning,
                              [one for one in on if one in known])
    start = " ".join((*asked.words, asked.beginning))
    best = sorted(rows, key=lambda row: (not fold(row.title).startswith(start),
                                         on.index(row.shelf) if on else 0))[:FETCHED]
    pieces = pieces_of(viewer, best)
    return [Suggestion(word_segmentation.shown(row.title), pieces[row.kind, row.piece_id].address,
                       known[row.shelf])
            for row in best if (row.kind, row.piece_id) in pieces]


def _hard_words(asked: Typed) -> list[Suggestion]:
    found = [term for term in glossary_at(glossary_version()).meanings
             if any(map(asked.begin, term.written_as))]
    return [Suggestion(term.title, f"/words#{term.slug}", _short(term.meaning))
            for term in found[:OF_EACH]]


def _other_ways(asked: Typed) -> list[Suggestion]:
    """Phrases that editors keep, of which what was typed is the beginning."""
    phrases = (phrase for group in synonyms.kept() for phrase in group.splitlines())
    found = [phrase for phrase in phrases if asked.begin(phrase)]
    return [Suggestion(phrase, f"/search?{urlencode({'q': phrase})}", "Search for this")
            for phrase in found[:OF_EACH]]


def _short(meaning: str) -> str:
    if len(meaning) <= LONGEST_MEANING:
        return meaning
    return f"{meaning[:LONGEST_MEANING].rsplit(' ', 1)[0]} …"
