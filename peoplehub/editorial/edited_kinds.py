"""What the pages and acts of review need to know of each kind, which is on a higher floor."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from peoplehub.accounts.models import User
from peoplehub.core.viewers import Viewer
from peoplehub.editorial.pending_models import PendingVersion

EDITED: dict[str, "EditedKind"] = {}  # by the name of the kind


@dataclass(frozen=True)
class EditedKind:
    """`require_ready` raises Invalid where words cannot be published as they are; it is given the
    piece and the change that waits, None for a draft. `publish` puts a draft out, `change` gives
    words that waited to a piece that is out: both within an act, under the lock of the piece."""

    may_edit: Callable[[Viewer, Any], bool]
    require_ready: Callable[[Any, PendingVersion | None], None]
    publish: Callable[[User, Any], None]
    change: Callable[[User, Any, PendingVersion], None]
    edit_address: Callable[[Any], str]
    overview: tuple[str, str]  # the page of all that its editors look after: its name, its address


def edited_as(kind: str, edited: EditedKind) -> None:
    EDITED[kind] = edited
