"""Files of private messages, for leads: as evidence of a case, and in a conversation that was
opened for a reason. Both only while their words are open."""
from flask import Response

from peoplehub.accounts.auth import viewer
from peoplehub.core import attached_files
from peoplehub.core.errors import NotFound
from peoplehub.messages import file_queries
from peoplehub.safeguarding import queries
from peoplehub.safeguarding.views.blueprint import bp, leads_only


@bp.get("/safeguarding/cases/<int:case_id>/evidence/<int:evidence_id>/file")
@leads_only
def evidence_file(case_id: int, evidence_id: int) -> Response:
    case = queries.case_for(viewer(), case_id)
    one = queries.evidence_for(case, evidence_id)
    if not queries.is_open_to(viewer(), case, one):
        raise NotFound()
    return attached_files.send(one)


@bp.get("/safeguarding/conversations/<int:access_id>/<int:number>/file")
@leads_only
def opened_file(access_id: int, number: int) -> Response:
    """For the lead who opened it, for twenty minutes."""
    access = queries.access_for(viewer(), access_id)
    if not (access.is_open_to(viewer()) and access.conversation_id):
        raise NotFound()
    return attached_files.send(file_queries.message_in(access.conversation_id, number))
