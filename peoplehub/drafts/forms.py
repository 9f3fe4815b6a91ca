"""What is saved of a form: the fields of its kind, tidied as the form itself would."""
import secrets

from flask import request

from peoplehub.core.text import normalize
from peoplehub.drafts.models import WORDS
from peoplehub.drafts.registry import PlaceKind
from peoplehub.drafts.tokens import WRITER


def typed_fields(kind: PlaceKind) -> dict[str, str]:
    """Words as they were typed, and "y" for what was ticked."""
    said = {name: request.form.get(name, "") for name in kind.fields}
    return {name: normalize(words) if name in WORDS else "y" * bool(words)
            for name, words in said.items()}


def writer() -> str:
    """The name of the window that writes; a new one where there are no scripts."""
    said = request.form.get("writer", "")
    return said if WRITER.fullmatch(said) else secrets.token_hex(6)
