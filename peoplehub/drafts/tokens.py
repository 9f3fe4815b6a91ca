"""What a form says of the drafts whose words it holds, in its hidden field `draft`.

It names them by tokens between spaces: "12.3" is a draft as it was at its third change, "12" a
draft whatever became of it, and "reply/7:k3v9" what the window k3v9 saves for that place. A draft
that was changed elsewhere meanwhile has another token: its newer words are not in the form, and
stay.
"""
import re
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_

from peoplehub.core.url_routing import LARGEST_NUMBER
from peoplehub.drafts.models import Draft
from peoplehub.drafts.registry import PLACE

MOST = 20  # tokens that are read
LONGEST = 2_000  # characters
WRITER = re.compile(r"[a-z0-9]{1,16}")
VERSION = re.compile(r"(\d{1,10})(?:\.(\d{1,10}))?", re.ASCII)


class Tokens(NamedTuple):
    versions: list[tuple[int, int | None]]
    windows: list[tuple[str, str]]  # place, writer


def read(said: str) -> Tokens:
    """The tokens in a form; what is none is passed over."""
    versions, windows = [], []
    for one in said[:LONGEST].split()[:MOST]:
        place, _, writer = one.rpartition(":")
        if match := VERSION.fullmatch(one):
            versions.append((_number(match[1]), _number(match[2]) if match[2] else None))
        elif PLACE.fullmatch(place) and WRITER.fullmatch(writer):
            windows.append((place, writer))
    return Tokens(versions, windows)


def named_by(tokens: Tokens, person_id: int) -> ColumnElement[bool]:
    """The person's drafts that the tokens name."""
    named: list[ColumnElement[bool]] = [
        Draft.id == number if version is None
        else and_(Draft.id == number, Draft.version == version)
        for number, version in tokens.versions]
    named += [and_(Draft.place == place, Draft.writer == writer)
              for place, writer in tokens.windows]
    return and_(Draft.user_id == person_id, or_(false(), *named))


def _number(said: str) -> int:
    return min(int(said), LARGEST_NUMBER)
