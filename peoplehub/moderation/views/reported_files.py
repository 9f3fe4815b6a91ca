"""The file of what was reported, for whoever of the team has opened the case."""
from flask import Response

from peoplehub.accounts.auth import viewer
from peoplehub.core import attached_files
from peoplehub.core.errors import NotFound
from peoplehub.moderation import queries
from peoplehub.moderation.models import Report
from peoplehub.moderation.views.blueprint import bp, moderators


@bp.get("/moderation/reports/<int:report_id>/file")
@moderators
def reported_file(report_id: int) -> Response:
    """Only once the case was opened, which leaves a line in the record; never where somebody says
    that it is the sexual abuse of a child."""
    return attached_files.send(opened_report(report_id))


@bp.get("/moderation/reports/<int:report_id>/files/<int:number>")
@moderators
def another_reported_file(report_id: int, number: int) -> Response:
    """The same for those after the first."""
    for file in opened_report(report_id).files or []:
        if file["number"] == number:
            return attached_files.send_of_piece(file)
    raise NotFound()


def opened_report(report_id: int) -> Report:
    """Raises NotFound where its files are not for the viewer, or not yet."""
    report = queries.report_for(viewer(), report_id)
    about = queries.reports_about(report.kind, report.piece_id)
    if any(one.reason == "csea" for one in about) or report.case_id is None:
        raise NotFound()
    if not queries.has_looked(viewer(), queries.case_for(viewer(), report.case_id)):
        raise NotFound()
    return report
