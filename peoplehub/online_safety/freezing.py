"""Takes a piece out of every table into evidence, encrypted, and puts it back. Within an act that
has locked the piece.

What is taken stands nowhere else afterwards: not in the piece, its reports, its cases, the search
index or notices. So no page, feed, export, e-mail or search can show it, whoever asks. Files stay
under the names they have, which no row names any more but the evidence; none is copied.
"""
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from peoplehub.accounts.models import SignIn, User
from peoplehub.core import clock, encryption
from peoplehub.core.acts import announce, save
from peoplehub.core.attached_files import COLUMNS as FILE
from peoplehub.core.events import Moderated
from peoplehub.core.extensions import Model, db
from peoplehub.core.publications import KINDS
from peoplehub.moderation import actions as moderation, cases
from peoplehub.moderation.models import Case, Decision, DecisionNotice, Report, targets
from peoplehub.online_safety import copies, queries
from peoplehub.online_safety.events import ContentFrozen
from peoplehub.online_safety.models import FrozenContent
from peoplehub.online_safety.models.evidence import KEPT_FOR, REFERENCE_KEPT_FOR
from peoplehub.rota import alarms
from peoplehub.rota.models import CSEA, LEADS
from peoplehub.safeguarding.models import Evidence

PURPOSE = "evidence"  # of the encryption
CASE_KIND = "evidence"
OF_REPORTS = ("heading", "snapshot", "surroundings", "details", "address", "files", *FILE)
STATES = ("deleted_at", "hidden_at", "hidden_by_id", "hidden_reason")
INSTEAD = {"title": "Taken down", "heading": "What was reported"}  # of what may not be empty


def freeze_piece(moderator: User, piece: Any) -> FrozenContent:
    """Gone from all views at once; one case for the leads, who are woken. Again: the same
    evidence."""
    if (known := queries.evidence_of(piece.kind, piece.id)) is not None:
        return known
    copies.block_files(piece, "csea", moderator.id)
    evidence = save(FrozenContent(
        kind=piece.kind, piece_id=piece.id, person_id=piece.author_id,
        frozen_by_id=moderator.id, file_keys=_file_keys(piece), content=_sealed(piece),
        kept_until=clock.now() + KEPT_FOR, reference_until=clock.now() + REFERENCE_KEPT_FOR))
    _empty(piece)
    piece.deleted_at = piece.hidden_at = clock.now()
    piece.hidden_by_id, piece.hidden_reason = moderator.id, ""
    moderation.close_reports(moderator, piece.kind, piece.id, "hidden", "")
    _tell(moderator, piece, "froze", "frozen")
    severity, hours = targets("report", "csea")
    cases.open_request(CASE_KIND, evidence.id, heading=f"Frozen: {piece.kind} {piece.id}",
                       severity=severity, due_at=clock.now() + timedelta(hours=hours),
                       reason="csea", for_leads=True, about_id=piece.author_id)
    alarms.raise_alarm(CSEA, CASE_KIND, evidence.id, first=LEADS)
    announce(ContentFrozen(evidence.id, moderator.id))
    return evidence


def unfreeze(moderator: User, evidence: FrozenContent) -> None:
    """Everything as it was; but a piece in whose place its author has put another stays deleted."""
    piece, kept = db.session.get_one(KINDS[evidence.kind], evidence.piece_id), opened(evidence)
    if piece.has_successor:
        kept["state"]["deleted_at"] = clock.now()
    for where, columns in kept["columns"].items():
        for name, value in columns.items():
            setattr(_row(where), name, value)
    for name in STATES:
        setattr(piece, name, _moment(kept["state"][name]))
    evidence.content = ""
    _tell(moderator, piece, "unfroze", "unfrozen")


def opened(evidence: FrozenContent) -> dict[str, Any]:
    """What was frozen: its columns, what state it was in, and the account behind it. Empty when it
    was destroyed, or the key is another one."""
    return json.loads(encryption.decrypt(PURPOSE, evidence.content) or "{}")


def _file_keys(piece: Any) -> list[str]:
    """Of the piece, and of its reports: a file stays with them when its author deletes it."""
    reports = db.session.execute(select(Report.file_key, Report.files).where(
        Report.kind == piece.kind, Report.piece_id == piece.id, Report.file_key != ""))
    reported = {key for first, files in reports
                for key in (first, *(file["key"] for file in files or []))}
    return sorted({*piece.file_keys, *reported})


def _sealed(piece: Any) -> str:
    columns = {_name(row): {name: getattr(row, name) for name in names}
               for row, names in _parts(piece)}
    kept = {"columns": columns, "state": {name: getattr(piece, name) for name in STATES},
            "address": piece.address, "published_at": piece.published_at,
            "account": _account(piece.author)}
    return encryption.encrypt(PURPOSE, json.dumps(kept, default=datetime.isoformat))


def _parts(piece: Any) -> Iterator[tuple[Model, tuple[str, ...]]]:
    """Every row that holds content of it, with those columns."""
    yield piece, piece.content_columns
    yield from piece.content_elsewhere
    for table, columns in ((Report, OF_REPORTS),
                           (Case, ("heading", "snapshot", "address")),
                           (DecisionNotice, ("quote",))):
        about = select(table).where(table.kind == piece.kind, table.piece_id == piece.id)
        for row in db.session.scalars(about.order_by(table.id)):
            yield row, columns
    yield from _copies_of_leads(piece)


def _copies_of_leads(piece: Any) -> Iterator[tuple[Model, tuple[str, ...]]]:
    """The same words in a case that only safeguarding leads read."""
    reported = select(Report.snapshot).where(Report.kind == piece.kind,
                                             Report.piece_id == piece.id)
    said = {piece.text, piece.reported_words, *db.session.scalars(reported)} - {""}
    copies_there = select(Evidence).where(Evidence.text.in_(said)).order_by(Evidence.id)
    yield from ((row, ("text", *FILE)) for row in db.session.scalars(copies_there))


def _empty(piece: Any) -> None:
    for row, columns in list(_parts(piece)):
        for name in columns:
            setattr(row, name, _nothing(row, name))
    for row in piece.derived_rows:
        db.session.delete(row)


def _nothing(row: Any, name: str) -> Any:
    column = row.__table__.c[name]
    if name == "slug":
        return f"removed-{row.id}"
    if column.nullable:
        return None
    if column.type.python_type is int:
        return 0
    return [] if column.type.python_type is list else INSTEAD.get(name, "")


def _account(person: User | None) -> dict[str, Any]:
    """What is known of the account, for the report to the NCA."""
    if person is None:
        return {}
    rows = select(SignIn).where(SignIn.user_id == person.id).order_by(SignIn.id)
    visits = [[one.browser, one.began_at, one.used_at] for one in db.session.scalars(rows)]
    return {"number": person.id, "pen_name": person.pen_name, "email": person.email,
            "address": f"/people/{person.slug}", "joined_at": person.joined_at,
            "visits": visits}


def _tell(moderator: User, piece: Any, verb: str, outcome: str) -> None:
    save(Decision(moderator_id=moderator.id, verb=verb, kind=piece.kind, piece_id=piece.id,
                  heading=f"{piece.kind} {piece.id}", unnamed=True))
    announce(Moderated(piece.kind, piece.id, moderator.id, outcome))


def _row(where: str) -> Any:
    table, number = where.split(" ")
    model = next(one.class_ for one in Model.registry.mappers
                 if one.class_.__tablename__ == table)
    return db.session.get_one(model, int(number))


def _name(row: Any) -> str:
    return f"{row.__tablename__} {row.id}"


def _moment(kept: Any) -> Any:
    """A state as it was: times come back as times."""
    try:
        return datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    except ValueError:
        return kept
