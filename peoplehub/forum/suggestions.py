"""Which board a question fits best, for whoever has chosen none.

Two things are counted, so that a guess can be explained: the boards of the posts that are most like
the question (the search index finds them), and words that a board's own name or description shares
with it. A board that shares nothing gets no points, and then there is no guess.
"""
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from peoplehub.forum import queries
from peoplehub.forum.models import Board

SHORTEST, STEM = 4, 5  # letters: of a word that tells something, and of its beginning that counts
NAME_POINTS, DESCRIPTION_POINTS = 2.0, 0.5  # the most similar post has one, the second half


def suggested_board(boards: Iterable[Board], words: str, similar: Sequence[int]) -> Board | None:
    """The board of `boards` with the most points for a question of these `words`, or None.
    `similar`: ids of posts like it, the most similar first."""
    by_id = {board.id: board for board in boards}
    similarity, own = _by_similar_posts(by_id, similar), _by_own_words(by_id, words)
    points = {id: similarity.get(id, 0) + own.get(id, 0) for id in (*similarity, *own)}
    return by_id[max(points, key=points.__getitem__)] if points else None


def _by_similar_posts(boards: dict[int, Board], similar: Sequence[int]) -> dict[int, float]:
    points: dict[int, float] = defaultdict(float)
    board_of = queries.boards_of_posts(similar)
    for rank, post_id in enumerate(similar, start=1):
        if board_of.get(post_id) in boards:
            points[board_of[post_id]] += 1 / rank
    return points


def _by_own_words(boards: dict[int, Board], words: str) -> dict[int, float]:
    """Only beginnings of words that no other board uses tell boards apart."""
    asked = _stems(words)
    used = Counter(stem for board in boards.values()
                   for stem in _stems(f"{board.name} {board.description}"))
    telling = {stem for stem in asked if used[stem] == 1}
    points: dict[int, float] = defaultdict(float)
    for board in boards.values():
        in_name = telling & _stems(board.name)
        also = telling & _stems(board.description) - in_name
        if in_name or also:
            points[board.id] = NAME_POINTS * len(in_name) + DESCRIPTION_POINTS * len(also)
    return points


def _stems(words: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"\w+", words.lower()) if len(word) >= SHORTEST}
