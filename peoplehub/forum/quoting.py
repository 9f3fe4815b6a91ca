"""Somebody's words as a Markdown quotation, to answer below it."""
import re

from peoplehub.forum.models import Post
from peoplehub.forum.public_author import writer_of

LONGEST = 600  # characters: enough to know what is answered


def quotation(post: Post) -> str:
    """`Aisha wrote in post 3:` and the words below it, by which the answer is known as one
    (`forum.answers`). Quotations inside are left out; an alias stays one."""
    lines = [line for line in _cut(post.text).splitlines() if not line.lstrip().startswith(">")]
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in words.splitlines())
    return f"{writer_of(post).pen_name} wrote in post {post.number}:\n{quoted}\n\n"


def described(post: Post) -> str:
    """Joan, post 3"""
    return f"{writer_of(post).pen_name}, post {post.number}"


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + " …"
