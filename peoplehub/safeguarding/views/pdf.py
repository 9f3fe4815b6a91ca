"""The PDF of a case, to be handed over to an agency: made for a typed reason, and given once."""
from flask import flash, make_response, redirect
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, viewer
from peoplehub.core.extensions import db
from peoplehub.safeguarding import actions, pdf_files, queries
from peoplehub.safeguarding.forms import PdfForm
from peoplehub.safeguarding.models import SafeguardingCase
from peoplehub.safeguarding.views.blueprint import bp, leads_only
from peoplehub.safeguarding.views.records import write_down

READY = "The PDF can be downloaded for 20 minutes. Nothing of it is kept here."
TOO_OLD = "This PDF cannot be downloaded any more. Please make a new one."


@bp.route("/safeguarding/cases/<int:case_id>/pdf", methods=["GET", "POST"])
@leads_only
def pdf(case_id: int) -> ResponseReturnValue:
    def prepare(case: SafeguardingCase, form: PdfForm) -> None:
        actions.prepare_pdf(member(), case, form.to.data, form.reason.data)

    return write_down(case_id, PdfForm(), "Hand over to an agency", prepare, READY)


@bp.get("/safeguarding/cases/<int:case_id>/pdf/<int:line_id>")
@leads_only
def pdf_file(case_id: int, line_id: int) -> ResponseReturnValue:
    """The file itself, for the lead who asked for it, as long as the reason opens it."""
    case = queries.case_for(viewer(), case_id)
    line = queries.timeline_entry(case, line_id)
    if not line.is_fresh_pdf_of(viewer()):
        flash(TOO_OLD)
        return redirect(case.address, 303)
    paper = pdf_files.paper_of(case, line)
    made_at = line.at
    db.session.rollback()  # setting it takes a moment, and needs the database no more
    answer = make_response(pdf_files.compiled(paper, made_at))
    answer.headers["Content-Type"] = "application/pdf"
    name = f"safeguarding-case-{case_id}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
