"""A topic on paper, with pen names or without them."""
import re
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from peoplehub.core.text import known_safe
from peoplehub.forum.queries.posts import Shown

A_SHEET = 100  # posts; the next ones are a link away
TAG = re.compile(r"(<[^>]*>)")
MENTION = re.compile(r'<a href="/people/[^"]*"[^>]*>(@[^<]*)</a>')


class PrintedPost(NamedTuple):
    """A post for paper: who wrote it in words, and its words."""

    post: Shown
    name: str
    html: Markup


def printed(posts: Iterable[Shown], with_names: bool) -> list[PrintedPost]:
    """Those that others may read and that are not by somebody whom the reader blocked."""
    shown = [post for post in posts if not (post.look.is_gone or post.look.is_held
                                            or post.look.is_hidden or post.look.is_folded)]
    labels = Labels(post.by.pen_name for post in shown if post.by.address)
    return [PrintedPost(post, post.by.pen_name, known_safe(post.html)) if with_names else
            PrintedPost(post, labels.of.get(post.by.pen_name, post.by.pen_name),
                        labels.without_names(post.html)) for post in shown]


class Labels:
    """Words in the stead of pen names, the same for the same person: "Person 1"."""

    def __init__(self, pen_names: Iterable[str]):
        self.of = {name: f"Person {number}"
                   for number, name in enumerate(dict.fromkeys(pen_names), start=1)}
        said = {str(escape(name)): label for name, label in self.of.items()}
        said |= {f"@{name.lower().replace(' ', '-')}": label for name, label in self.of.items()}
        longest_first = sorted(said, key=len, reverse=True)
        self._said = {name.casefold(): label for name, label in said.items()}
        self._names = re.compile(
            "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) or r"(?!)", re.I)

    def without_names(self, html: str) -> Markup:
        """Safe HTML of a post, in which nobody of the topic is named and nobody else is called.
        Names that people write in another way, such as a real one, stay as they are."""
        html = MENTION.sub(r"\1", html)
        parts = TAG.split(html)
        parts[::2] = [self._replaced(words) for words in parts[::2]]
        return known_safe("".join(parts))

    def _replaced(self, words: str) -> str:
        words = self._names.sub(lambda found: self._said[found[0].casefold()], words)
        return re.sub(r"(?<!\w)@[\w-]+", "somebody", words)
