"""Somebody who sent a message request, as its reader sees them until it is accepted: without name
and picture, because abuse sits in names too."""
from typing import Any

from peoplehub.accounts.models import User

VEILED_NAME = "Somebody"
VEILED_PICTURE = "somebody"


class VeiledPerson:
    """Everything of the person but what they chose to be called and drawn as."""

    pen_name = VEILED_NAME
    avatar = VEILED_PICTURE
    is_veiled = True

    def __init__(self, person: User):
        self.behind = person

    def __getattr__(self, name: str) -> Any:
        return getattr(self.behind, name)
