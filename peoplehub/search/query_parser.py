"""Search query parser. Quotation marks make a phrase; no other character is an operator.

Every word that comes out is made of letters, their marks and digits only, so it is safe in any
query language.
"""
import re
from dataclasses import dataclass, replace

from peoplehub.search import synonyms, word_segmentation
from peoplehub.search.normalization import fold
from peoplehub.search.synonyms import Synonyms

LONGEST = 200  # characters of what was typed that are read
MOST = 12  # terms
SENTENCE = 4  # words, from which on it is a sentence
SHORTEST_START = 3  # letters of a last word that may still be half typed
COMMON = frozenset(  # words the English dictionary of PostgreSQL does not keep either
    """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she
    her hers herself it its itself they them their theirs themselves what which who whom this that
    these those am is are was were be been being have has had having do does did doing a an the
    and but if or because as until while of at by for with about against between into through
    during before after above below to from up down in out on off over under again further then
    once here there when where why how all any both each few more most other some such no nor not
    only own same so than too very s t can will just don should now
    """.split()
)


@dataclass(frozen=True)
class Term:
    """One thing looked for: any of the `ways` to say it, each a word or words in a row."""

    ways: tuple[tuple[str, ...], ...]
    is_start: bool = False  # the first way may be the beginning of a word


@dataclass(frozen=True)
class ParsedQuery:
    """What is looked for: every term, or with `any_will_do` at least one."""

    terms: tuple[Term, ...] = ()
    any_will_do: bool = False
    is_sentence: bool = False  # it was typed as one: most of its words will do

    @property
    def can_be_looser(self) -> bool:
        return len(self.terms) > 1 and not self.any_will_do

    def looser(self) -> "ParsedQuery":
        return replace(self, any_will_do=True)

    @property
    def has_start(self) -> bool:
        return any(term.is_start for term in self.terms)

    def of_whole_words(self) -> "ParsedQuery":
        """The same, with no word taken for the beginning of another."""
        whole = tuple(replace(term, is_start=False) for term in self.terms)
        return replace(self, terms=whole)


def parse_query(typed: str, same: Synonyms | None = None) -> ParsedQuery:
    """Words in quotation marks stand in a row; the very last word may be half typed. `same`: other
    synonyms than those that editors keep now."""
    same = same or synonyms.current()
    parts = re.findall(r'"([^"]*)(?:"|$)|([^"]+)', fold(typed[:LONGEST]))
    terms: list[Term] = []
    for quoted, plain in parts:
        terms += _row(words(quoted)) if quoted else _parts(plain, same)
    if terms and parts[-1][1]:
        terms[-1] = _half_typed(terms[-1])
    is_sentence = len(parts) == 1 and not parts[0][0] and len(words(parts[0][1])) >= SENTENCE
    return ParsedQuery(tuple(dict.fromkeys(terms[:MOST])), is_sentence=is_sentence)


def words(folded: str) -> tuple[str, ...]:
    return word_segmentation.words(folded)


def _parts(plain: str, same: Synonyms) -> list[Term]:
    """Words one by one, and letters of scripts without spaces as they stand in a row."""
    terms: list[Term] = []
    for number, part in enumerate(word_segmentation.rows(plain)):
        terms += ([Term((word_segmentation.letters(part),))] if number % 2
                  else _terms(words(part), same))
    return terms


def _row(said: tuple[str, ...]) -> list[Term]:
    says = any(tells(word) or word_segmentation.ONE_LETTER.match(word) for word in said)
    return [Term((said,))] if says else []


def _terms(said: tuple[str, ...], same: Synonyms) -> list[Term]:
    """Known phrases first, the longest there are; then single words that tell something."""
    terms, at = [], 0
    while at < len(said):
        ways, length = _ways_at(said, at, same)
        at += length
        if len(ways) > 1 or tells(ways[0][0]):
            terms.append(Term(ways))
    return terms


def _ways_at(said: tuple[str, ...], at: int,
             same: Synonyms) -> tuple[tuple[tuple[str, ...], ...], int]:
    for length in range(min(same.longest, len(said) - at), 0, -1):
        ways = same.same_as(said[at : at + length])
        if len(ways) > 1:
            return ways, length
    return (said[at : at + 1],), 1


def tells(word: str) -> bool:
    """Whether it says what something is about."""
    return word not in COMMON and (len(word) > 1 or word.isdigit())


def _half_typed(term: Term) -> Term:
    first = term.ways[0]
    return replace(term, is_start=len(first) == 1 and len(first[0]) >= SHORTEST_START)
