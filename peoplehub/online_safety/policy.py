"""Permissions of online safety. Predicates only: nothing here changes anything."""
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.policy import is_for_leads, may_moderate, may_suspend
from peoplehub.online_safety.models import KINDS, FrozenContent, SafetyRequest


def may_answer(viewer: Viewer, request: SafetyRequest) -> bool:
    """The team; complaints, which may be about a moderator, are for leads and the site team. Nobody
    decides about their own."""
    if not may_moderate(viewer) or request.person_id == viewer.id:
        return False
    return is_for_leads(viewer) or not KINDS[request.kind][3]


def may_freeze(viewer: Viewer, piece: Publication) -> bool:
    """Everybody of the team at once, also who reported it; never one's own."""
    return may_moderate(viewer) and piece.author_id != viewer.id


def may_see_evidence(viewer: Viewer, has_lead: bool) -> bool:
    """Only safeguarding leads; the site team where the community has no lead."""
    return may_moderate(viewer) and (viewer.is_safeguarding or viewer.is_admin and not has_lead)


def may_handle(viewer: Viewer, evidence: FrozenContent, has_lead: bool) -> bool:
    """Never about oneself."""
    return may_see_evidence(viewer, has_lead) and evidence.person_id != viewer.id


def may_remove_account(viewer: Viewer, person: Viewer) -> bool:
    """For a proscribed organisation: leads and the site team."""
    return is_for_leads(viewer) and may_suspend(viewer, person)


def may_oversee(viewer: Viewer) -> bool:
    """The pages about proscribed organisations and files of which no copy is taken."""
    return may_moderate(viewer)
