"""Finds the terms of the glossary in safe HTML and makes the first of each a link to its meaning.

Each word is looked up in a dictionary of the words that terms begin with, and only there a pattern
is asked. Both are made once for each state of the glossary and kept in the memory of the process.
What was marked is kept too, so a piece that is read again costs one look into a dictionary.
"""
import re
from collections.abc import Iterable
from functools import cached_property
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache
from markupsafe import Markup, escape

from peoplehub.core.text import known_safe

MOST_KEPT = 4 * 1024 * 1024  # characters of marked HTML, for each state of the glossary
# What is no running text: a tag, or the line above a quotation that names who wrote it.
TAG = re.compile(
    r"<p>(?:[^<]|<a [^>]*>[^<]*</a>)* wrote(?: in post [0-9]+)?:</p>(?=\s*<blockquote)"
    r'|<(/?)([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*>')
WORD = re.compile(r"(?<![\w@#/&])\w+")  # nor the name of a character reference
PASSED = frozenset(("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))
LINK = '<a class="term" href="{}" aria-label="{}: what it means">{}</a>'
SPACE, APOSTROPHE, HYPHEN = r"(?:\s|&nbsp;)+", "(?:['’]|&#39;)", "[-‐‑–]"
ALIKE = dict.fromkeys("'’", APOSTROPHE) | dict.fromkeys("-‐‑–", HYPHEN)  # however it is typed


class Meaning(NamedTuple):
    """A term as it is kept in memory, and as pages and papers show it."""

    slug: str
    title: str
    meaning: str
    written_as: tuple[str, ...]
    is_checked: bool = True


class Glossary:
    """All terms as they are in one state of the glossary."""

    def __init__(self, terms: Iterable[Meaning], version: int | None):
        self.version = version
        self._terms = tuple(terms)
        self._kept: LRUCache[str, Markup] = LRUCache(MOST_KEPT, getsizeof=len)
        self._lock = Lock()

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        return self._terms

    @cached_property
    def _by_first_word(self) -> dict[str, tuple[re.Pattern[str], list[Meaning]]]:
        """The first word of each way of writing → a pattern of those that begin with it, the
        longest first, and what each of its groups means."""
        alike: dict[str, list[tuple[str, Meaning]]] = {}
        written = [(words, term) for term in self._terms for words in term.written_as]
        for words, term in sorted(written, key=lambda one: -len(one[0])):
            if first := WORD.match(words):
                for begins in {first[0].lower(), f"{first[0].lower()}s"}:
                    alike.setdefault(begins, []).append((words, term))
        return {first: (_pattern_of(words for words, _ in group), [term for _, term in group])
                for first, group in alike.items()}

    def marked(self, html: str) -> Markup:
        """Safe HTML with the first of each term as a link. Nothing in code, links, headings and
        the names above quotations."""
        if not self._terms or not html:
            return known_safe(html)
        with self._lock:
            kept = self._kept.get(html)
        if kept is None:
            kept = known_safe(self._marked(html)[0])
            with self._lock:
                if len(kept) <= MOST_KEPT // 8:
                    self._kept[html] = kept
        return kept

    def used_in(self, *htmls: str) -> list[Meaning]:
        """The terms that stand in these pieces, by name."""
        if not self._terms:
            return []
        found = {term for html in htmls for term in self._marked(html)[1]}
        return sorted(found, key=lambda term: term.title.lower())

    def _marked(self, html: str) -> tuple[str, list[Meaning]]:
        parts, at, inside, found = [], 0, 0, dict[str, Meaning]()
        for tag in TAG.finditer(html):
            words = html[at:tag.start()]
            parts += [words if inside else self._with_links(words, found), tag[0]]
            if tag[2] in PASSED:
                inside = max(0, inside - 1) if tag[1] else inside + 1
            at = tag.end()
        parts.append(html[at:] if inside else self._with_links(html[at:], found))
        return "".join(parts), list(found.values())

    def _with_links(self, words: str, found: dict[str, Meaning]) -> str:
        parts, at, past = [], 0, 0  # up to where the words are in `parts`, and were looked at
        for word in WORD.finditer(words):
            known = self._by_first_word.get(word[0].lower())
            said = known[0].match(words, word.start()) if known and word.start() >= past else None
            if known is None or said is None:
                continue
            past, term = said.end(), known[1][(said.lastindex or 1) - 1]
            if term.slug not in found:
                found[term.slug] = term
                label = said[0].replace('"', "&quot;")
                parts += [words[at:said.start()],
                          LINK.format(f"/words#{term.slug}", label, said[0])]
                at = past
        return "".join([*parts, words[at:]])


def _pattern_of(ways: Iterable[str]) -> re.Pattern[str]:
    """One group for each way of writing, also with the s of many or of whose it is."""
    return re.compile("(?:" + "|".join(f"({_as_pattern(words)})" for words in ways)
                      + r")(?:s|['’]s)?(?![\w@])(?!\.\w)")


def _as_pattern(words: str) -> str:
    """One way of writing a term, in HTML. A single word with more than one capital letter is found
    as it is written, such as PA; all else in small and capital letters."""
    parts = ["".join(ALIKE.get(sign) or re.escape(str(escape(sign))) for sign in part)
             for part in words.split()]
    said = SPACE.join(parts)
    has_capitals = sum(sign.isupper() for sign in words) > 1
    return said if has_capitals and len(parts) == 1 else f"(?i:{said})"
