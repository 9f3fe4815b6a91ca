"""What the HTML of a post says of reactions: the viewer's own buttons, and the mark "This helped".
The buttons are places of a kept fragment, so what is kept is nobody's."""
from functools import lru_cache
from typing import Any

from markupsafe import escape

from peoplehub.core.form_tokens import form_token
from peoplehub.core.text import isolated
from peoplehub.forum.models.protocols import TopicColumns
from peoplehub.reactions.models import WORDS

BUTTON = 'name="{}" value="{}" aria-pressed="{}"'


def place_of_reaction(what: str) -> str:
    """The name of its place in a fragment: "thank-you" → "on_thank_you"."""
    return "on_" + what.replace("-", "_")


def parts_of_reactions(topic: TopicColumns, posts: list[Any]) -> dict[str, str]:
    """What is the same at all posts of a page: the token of the forms, and who asked."""
    takes = any(post.look.takes_reactions for post in posts)
    helped = any(post.look.is_helped for post in posts)
    return {"token": form_token() if takes else "", "helped_words": helped_words(topic) * helped}


def helped_words(topic: TopicColumns) -> str:
    """Safe HTML. Who asked unnamed stays so, and a post that was moved helped who asked elsewhere.
    """
    if topic.has_moves:
        return "This helped a person who asked"
    name = escape(isolated(topic.asker_name)) if topic.asker_name else "the person who asked"
    return f"This helped {name}"


@lru_cache(maxsize=32)
def reaction_buttons(given: str) -> dict[str, str]:
    """The attributes of each button. `given`: what the viewer gave, joined by commas."""
    known = given.split(",")
    return {place_of_reaction(what): BUTTON.format(
        "take_back" if what in known else "give", what, "true" if what in known else "false")
        for what in WORDS}
