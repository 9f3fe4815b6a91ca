"""Several documents at once, for those who write sheets."""
from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from peoplehub.accounts.auth import member, viewer
from peoplehub.core import limits
from peoplehub.core.documents import MOST_BYTES
from peoplehub.core.errors import Invalid
from peoplehub.library import folder_upload, queries
from peoplehub.library.folder_forms import FolderForm
from peoplehub.library.views.blueprint import bp
from peoplehub.library.views.editor import writers_only


@bp.route("/manage/bulk", methods=["GET", "POST"])
@writers_only
def bulk() -> ResponseReturnValue:
    """Files, or a folder. What came of them stands on a page of its own."""
    form = FolderForm()
    if form.validate_on_submit():
        with form.refusals_beside("files"):
            chosen = chosen_files()
            limits.ask("folder", viewer().id)
            kept = folder_upload.stored(
                (one.filename or "", one.stream.read(MOST_BYTES + 1)) for one in chosen)
            return redirect(folder_upload.send_folder(member(), form.topic.data, kept).address, 303)
    page = render_template("library/bulk.html", form=form)
    return page, 422 if form.is_submitted() else 200


def chosen_files() -> list[FileStorage]:
    """Those of both fields. Raises Invalid before any of them is read."""
    chosen = [one for name in ("files", "folder") for one in request.files.getlist(name)
              if one.filename]
    if not chosen:
        raise Invalid(folder_upload.NO_FILES, "files")
    if len(chosen) > folder_upload.MOST_FILES:
        raise Invalid(folder_upload.TOO_MANY, "files")
    return chosen


@bp.get("/manage/bulk/<int:upload_id>")
@writers_only
def bulk_upload(upload_id: int) -> str:
    upload = queries.upload_for(viewer(), upload_id)
    new = sum(outcome == folder_upload.NEW for _path, outcome, *_rest in upload.results)
    return render_template("library/bulk_upload.html", upload=upload, new=new)
