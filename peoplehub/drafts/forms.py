"""What is saved of a form: the fields of its kind, tidied as the form itself would."""
import re
import secrets

from flask import request

from peoplehub.core.text import normalize
from peoplehub.drafts.models import LISTS, NUMBERS, WORDS
from peoplehub.drafts.registry import PlaceKind
from peoplehub.drafts.tokens import WRITER

SLUG, MOST_IN_LIST = re.compile(r"[a-z0-9-]{1,60}", re.ASCII), 20
NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def typed_fields(kind: PlaceKind) -> dict[str, str]:
    """Words as they were typed, numbers, slugs, and "y" for what was ticked."""
    said = {name: " ".join(request.form.getlist(name)) if name in LISTS
            else request.form.get(name, "") for name in kind.fields}
    return {name: normalize(words) if name in WORDS else _tick(name, words)
            for name, words in said.items()}


def _tick(name: str, said: str) -> str:
    if name in NUMBERS:
        return said if NUMBER.fullmatch(said) else ""
    if name in LISTS:
        return " ".join([one for one in said.split() if SLUG.fullmatch(one)][:MOST_IN_LIST])
    return "y" * bool(said)


def writer() -> str:
    """The name of the window that writes; a new one where there are no scripts."""
    said = request.form.get("writer", "")
    return said if WRITER.fullmatch(said) else secrets.token_hex(6)
