"""Actions on hashes: keeping them, taking copies down, and taking a file again after a mistake."""
from collections.abc import Iterable
from typing import Any

from peoplehub.accounts.models import User
from peoplehub.core import clock, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.events import Moderated
from peoplehub.core.extensions import db
from peoplehub.moderation.events import DecisionMade
from peoplehub.moderation.models import Decision, DecisionNotice
from peoplehub.online_safety import freezing, policy
from peoplehub.online_safety.events import FileUnblocked
from peoplehub.online_safety.models import BlockedFile, FileHash

A_COPY = ("It shows the same picture as something that we took down because it was private. A "
          "program found it. Tell us if that is wrong, and somebody looks.")
NOT_YOURS = "Only somebody of the team can do this."


@act
def keep_hashes(key: str, sha256: str, picture: str, mirrored: str) -> FileHash:
    """Of a file of the store; of one that is blocked already, there too."""
    locks.wait_for_name("file hash", key)
    kept = db.session.get(FileHash, key) or save(FileHash(key=key, sha256=sha256, picture=picture,
                                                          mirrored=mirrored))
    for block in db.session.query(BlockedFile).filter_by(key=key, sha256=""):
        block.sha256, block.picture, block.mirrored = kept.sha256, kept.picture, kept.mirrored
    return kept


@act
def keep_cuts(block: BlockedFile, hashes: Iterable[str]) -> None:
    """Of the parts of a picture that copies of it may show."""
    block.cuts = " ".join(hashes)


@act
def take_down_copies(block: BlockedFile, pieces: Iterable[Any]) -> int:
    """Take down the pieces that show a copy, each with a notice to whoever put it up; copies of
    evidence of abuse are frozen, and nobody is told. Returns how many."""
    found = list(pieces)
    locks.lock(found)
    done = 0
    for piece in found:
        if piece.hidden_at is None:
            (_freeze if block.why == "csea" else _hide)(block, piece)
            done += 1
    block.searched_at = clock.now()
    return done


@act
def unblock(moderator: User, block: BlockedFile, reason: str) -> None:
    """It was a mistake: the file is taken again. What was taken down because of it has a decision
    of its own, which is undone by itself."""
    require(policy.may_oversee(moderator), NOT_YOURS)
    if block.lifted_at is None:
        block.lifted_at, block.lifted_by_id = clock.now(), moderator.id
        announce(FileUnblocked(block.id, moderator.id, reason))


def _hide(block: BlockedFile, piece: Any) -> None:
    notice = save(DecisionNotice(
        kind=piece.kind, piece_id=piece.id, person_id=piece.author_id, step="hide", rule="never",
        reason=A_COPY, decided_by_id=block.blocked_by_id))
    piece.hidden_at, piece.hidden_by_id = clock.now(), block.blocked_by_id
    piece.hidden_reason = A_COPY
    save(Decision(verb="hid", kind=piece.kind, piece_id=piece.id, about_id=piece.author_id,
                  unnamed=piece.anonymous, heading=piece.heading[:300], reason=A_COPY))
    announce(Moderated(piece.kind, piece.id, block.blocked_by_id, "hidden"))
    announce(DecisionMade(notice.id, block.blocked_by_id, "hide"))


def _freeze(block: BlockedFile, piece: Any) -> None:
    freezing.freeze_piece(db.session.get_one(User, block.blocked_by_id), piece)
