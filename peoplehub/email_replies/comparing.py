"""Whether an e-mail that has its words twice, as plain text and as HTML, says the same in both."""
import re

from peoplehub.email_replies.cutting import Cut, Known, cut

ADDED = re.compile(  # by programs, to either part: addresses behind links, names of pictures
    r"<?\(?\b(?:https?://|mailto:|tel:|www\.)\S{1,500}|\[(?:image|cid|inline)\b[^\]\n]{0,200}\]",
    re.I)


def say_the_same(found: Cut, other_text: str, known: Known) -> bool:
    """`found`: what the plain part says. Compared are letters and digits: bold words, lists and
    lines are written in more than one way. True where there is no other part."""
    if not other_text.strip():
        return True
    return _letters(found.words) == _letters(cut(other_text, known).words)


def _letters(words: str) -> str:
    return "".join(re.findall(r"[^\W_]", ADDED.sub(" ", words).casefold()))
