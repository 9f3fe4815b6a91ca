"""What somebody reported: how it stands, what came of it, and what to do if they are unhappy."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core.paging import page_number
from peoplehub.moderation import actions, queries
from peoplehub.moderation.views.blueprint import bp

OUTCOMES = {
    "left": "We left it as it is.", "hidden": "We took it down.",
    "nudged": "We left it, and asked the person who wrote it to do something differently.",
    "acted": "We have done something about it.",
    "handed-over": "We passed it on to the person in our team who looks after people’s safety.",
}


@bp.get("/settings/reports")
@members_only
def my_reports() -> ResponseReturnValue:
    reports, page = queries.reports_by(viewer(), page_number(request.args))
    return render_template("moderation/my_reports.html", reports=reports, page=page,
                           outcomes=OUTCOMES, thanked=queries.thanked_for(reports))


@bp.post("/settings/reports/<int:report_id>")
@members_only
def report_news(report_id: int) -> ResponseReturnValue:
    """Whether the reporter hears of this one."""
    wanted = request.form.get("news") == "on"
    actions.choose_news(member(), queries.own_report(viewer(), report_id), wanted)
    flash("We tell you what comes of it." if wanted else "We do not write to you about it.")
    return redirect(url_for(".my_reports"), 303)
