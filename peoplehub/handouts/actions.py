"""Writing the page at a glance, and asking for a pack."""
import secrets
from collections.abc import Sequence

from sqlalchemy import delete

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, announce, on_commit, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import lock
from peoplehub.core.text import one_line
from peoplehub.handouts.events import GlanceWritten, PackAsked
from peoplehub.handouts.forms import NOTHING, TOO_MANY
from peoplehub.handouts.models import (
    KEPT_FOR,
    LONGEST_POINT,
    LONGEST_STEP,
    MOST_POINTS,
    MOST_SHEETS,
    Pack,
    SheetGlance,
)
from peoplehub.handouts.pack_files import make_pack
from peoplehub.handouts.queries import waiting_packs
from peoplehub.library import policy
from peoplehub.library.models import Sheet

NOT_YOURS = "You cannot change this sheet."


@act
def write_glance(editor: User, sheet: Sheet, points: Sequence[str], next_step: str) -> SheetGlance:
    """What stands on its page at a glance. With no points, its headings stand there again."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    glance = db.session.get(SheetGlance, sheet.id, populate_existing=True)
    glance = glance or SheetGlance(sheet_id=sheet.id)
    glance.points = [one_line(words)[:LONGEST_POINT] for words in points[:MOST_POINTS]]
    glance.next_step = one_line(next_step)[:LONGEST_STEP]
    glance.changed_at, glance.changed_by_id = clock.now(), editor.id
    save(glance)
    announce(GlanceWritten(sheet.id, editor.id))
    return glance


@act
def ask_for_pack(edition: str, sheet_ids: Sequence[int]) -> Pack:
    """The worker makes it. Raises Invalid for none, or for too many."""
    if not sheet_ids:
        raise Invalid(NOTHING, "sheets")
    if len(sheet_ids) > MOST_SHEETS:
        raise Invalid(TOO_MANY, "sheets")
    pack = save(Pack(token=secrets.token_urlsafe(16), edition=edition, sheet_ids=list(sheet_ids)))
    announce(PackAsked(pack.id))
    pack_id = pack.id
    on_commit(lambda: jobs.later(make_pack, pack_id))
    return pack


@jobs.every(minute="*/5")
def look_after_packs() -> None:
    """Make what a lost job left, and forget what is a day old. The night takes its files, which no
    row names any more."""
    forget_old_packs()
    jobs.each(make_pack, waiting_packs())


@act
def forget_old_packs() -> None:
    db.session.execute(delete(Pack).where(Pack.asked_at <= clock.now() - KEPT_FOR))
