"""Health endpoints `/healthz` and `/readyz` for machines, and the health page for people."""
from flask import Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from peoplehub.admin import health as examination
from peoplehub.admin.views.blueprint import bp, site_team


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers. Nothing else is asked, so it answers even when the database is away."""
    return never_kept(jsonify(status="ok"))


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Whether all is well. Each check says ok, failed or skipped, and nothing more. "degraded":
    this process does its work, but email does not leave."""
    checks = examination.checks()
    failed = [check for check in checks if not check.is_good]
    is_ready = not any(check.essential for check in failed)
    status = "failed" if not is_ready else "degraded" if failed else "ok"
    response = jsonify(status=status, checks={check.name: check.state for check in checks})
    response.status_code = 200 if is_ready else 503
    return never_kept(response)


@bp.get("/admin/health")
@site_team
def health() -> ResponseReturnValue:
    return render_template("admin/health.html", checks=examination.checks(),
                           database_size=examination.database_size())


def never_kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
