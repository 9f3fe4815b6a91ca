"""What is there already about a title that somebody is writing: sheets, questions with an answer,
and topics that helped.

The rarest words of the title are looked up one by one, as long as there are few pieces with them:
so many are read at most, however common the words are.
"""
import math
from collections import defaultdict
from typing import Any, NamedTuple, cast

from peoplehub.core import publication_lists
from peoplehub.core.formatting import count
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Topic
from peoplehub.forum.queries import helpful_topics
from peoplehub.library.models import Sheet
from peoplehub.questions.models import Question
from peoplehub.search import engine, query_parser
from peoplehub.search.normalization import fold
from peoplehub.search.query_parser import ParsedQuery, Term

MOST, MOST_SHEETS = 3, 2
READ = 1_500  # rows of the index, of all words together
LOOKED_AT = 12  # places of each kind
STEM = 5  # letters: of the beginning of a word that counts in a title
IN_TITLE = 2  # as many times as in the text
SHELVES = ("sheet", "question", "topic")


class Answer(NamedTuple):
    """A sheet or a topic, and in a few words why it may help."""

    title: str
    address: str
    why: str


class Word(NamedTuple):
    """A word of the title. A rare one weighs more."""

    term: Term
    weight: float


def answers_to(viewer: Viewer, title: str) -> list[Answer]:
    """At most `MOST` that this viewer may read, sheets first, the most alike first."""
    words = _rarest(query_parser.parse_query(title).of_whole_words().terms)
    places = _places_like(viewer, words)
    sheets = _pieces(Sheet, "Information sheet", viewer, words, places["sheet"])[:MOST_SHEETS]
    asked = _pieces(Question, "Question and answer", viewer, words, places["question"])
    return (sheets + asked[:MOST_SHEETS] + _topics(viewer, words, places["topic"]))[:MOST]


def _rarest(terms: tuple[Term, ...]) -> list[Word]:
    """Those of the words of which there are few enough to be read."""
    counted = sorted(((engine.how_many(ParsedQuery((term,))), term) for term in terms),
                     key=lambda one: one[0])
    words, left = [], READ
    for number, term in counted:
        left -= number
        if number and number <= engine.SCORED and left >= 0:
            words.append(Word(term, math.log(2 * engine.SCORED / number)))
    return words


def _places_like(viewer: Viewer, words: list[Word]) -> dict[str, dict[int, float]]:
    """By shelf and id, the points of the places that have two of the words, or the only one."""
    points: dict[tuple[str, int], float] = defaultdict(float)
    has: dict[tuple[str, int], int] = defaultdict(int)
    for word in words:
        rows = engine.every(viewer, ParsedQuery((word.term,)), None)
        for place in {(row.shelf, int(row.place.split()[1])) for row in rows
                      if row.shelf in SHELVES}:
            points[place] += word.weight
            has[place] += 1
    needed = min(2, len(words))
    alike = sorted((place for place in points if has[place] >= needed),
                   key=lambda place: (-points[place], place))
    return {shelf: {place[1]: points[place] for place in
                    [one for one in alike if one[0] == shelf][:LOOKED_AT]} for shelf in SHELVES}


def _said_in(words: list[Word], text: str) -> float:
    """The weight of those of the words that a short text has."""
    stems = {word[:STEM] for word in query_parser.words(fold(text))}
    return sum(word.weight for word in words
               if any(all(part[:STEM] in stems for part in way) for way in word.term.ways))


def _pieces(model: type[Sheet] | type[Question], why: str, viewer: Viewer, words: list[Word],
            points: dict[int, float]) -> list[Answer]:
    """Those that are out now and say one of the words at their beginning: a long one has any."""
    best = []
    for piece in cast(list[Any], publication_lists.of_ids(model, viewer, points)):
        in_title, in_summary = _said_in(words, piece.heading), _said_in(words, piece.summary)
        if piece.is_shown and (in_title or in_summary):
            best.append((points[piece.id] + IN_TITLE * in_title + in_summary, piece))
    best.sort(key=lambda one: (-one[0], one[1].id))
    return [Answer(piece.heading, piece.address, why) for _points, piece in best]


def _topics(viewer: Viewer, words: list[Word], points: dict[int, float]) -> list[Answer]:
    """Those with an "In short", or with a reply that helped whoever asked."""
    best = [(points[topic.id] + IN_TITLE * _said_in(words, topic.title), topic, helped)
            for topic, helped in helpful_topics(viewer, points)]
    best.sort(key=lambda one: (-one[0], one[1].id))
    return [Answer(topic.marked_title, topic.address,
                   f"Topic, {count(topic.reply_count, 'reply', 'replies')}. "
                   + (_helped(topic) if helped else "It has an “In short”"))
            for _points, topic, helped in best]


def _helped(topic: Topic) -> str:
    """Of posts that were moved, some answered who asked elsewhere."""
    return f"A reply helped {'a' if topic.has_moves else 'the'} person who asked"
