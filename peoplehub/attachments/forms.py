"""The part of a form by which pictures and papers are added to words."""
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, Self

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import Field

from peoplehub.accounts import first_day
from peoplehub.accounts.models import User
from peoplehub.accounts.policy import may_write
from peoplehub.attachments import tokens
from peoplehub.core import attached_files, blocked_files, files, limits
from peoplehub.core.attached_files import MOST_BYTES
from peoplehub.core.documents import ACCEPT, KINDS_IN_WORDS
from peoplehub.core.errors import Invalid, Refused, Unavailable
from peoplehub.core.forms import Form, text_field
from peoplehub.core.piece_files import MOST_FILES, TOO_MANY, PieceFile, is_picture
from peoplehub.core.text import one_line
from peoplehub.core.viewers import Viewer

LONGEST_ALT = 200
HINT = (
    f"Up to {MOST_FILES}, together no more than 30 MB. A photo of up to 8 MB, or "
    f"{KINDS_IN_WORDS} of up to 10 MB. We take hidden details out of photos, such as the place. A "
    "document keeps what is in it, such as your name. Please think twice before you show the face "
    "of a child: a picture of the thing, or of a child from behind, is often enough."
)
ALT_HINT = ("A few words for people who cannot see it. If you choose several, write one line for "
            "each. You can leave it empty.")
FIRST_DAY = "On their first day nobody can send pictures or files. You can send them {}. " + (
    "What you typed is safe.")
GONE = ("We keep a picture or paper for a day until you post, and that day is over. Please choose "
        "it again. Your words are safe.")


class Several(Field):
    """A hidden field that is sent once for each file."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[:2 * MOST_FILES]


class FilesForm(Form):
    """A parent of forms whose words may have files beside them: `kept_files` are chosen already."""

    files = MultipleFileField("Pictures and papers", description=HINT, render_kw={"accept": ACCEPT})
    file_alts = text_field("What is in the picture?", longest=MOST_FILES * LONGEST_ALT, rows=2,
                           hint=ALT_HINT)
    file_token = Several()  # tokens of what was chosen before
    kept_alt = Several()  # what is in each
    drop_token = Several()  # tokens of those that are left out

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_files: list[PieceFile] = []
        self.shown_files: list[tuple[str, PieceFile]] = []

    def with_files_of(self, person: Viewer) -> Self:
        """Look at what was chosen, and keep it for this form: what is refused stands beside the
        field, and the others stay. Returns the form."""
        if not (isinstance(person, User) and may_write(person)):
            return self
        pairs = zip_longest(self.file_token.data or [], self.kept_alt.data or [], fillvalue="")
        for token, alt in pairs:
            file = tokens.read(token, person.id)
            if file and token not in (self.drop_token.data or []):
                self._try(self._keep_again, file | {"alt": one_line(alt)[:LONGEST_ALT]})
        if self.files.data:
            self._try(self._take_all, person, self.files.data)
        self.show_files(person, self.kept_files)
        return self

    def show_files(self, person: Viewer, kept: Sequence[PieceFile]) -> None:
        """The files that the form shows as chosen."""
        self.kept_files = list(kept)
        self.shown_files = [(tokens.token_of(file, person.id or 0), file) for file in kept]

    def _try(self, verb: Any, *args: Any) -> None:
        try:
            verb(*args)
        except Refused as refusal:
            self.files.process_errors = self.files.errors = [str(refusal)]

    def _keep_again(self, file: PieceFile) -> None:
        try:
            blocked_files.check(files.load(file["key"]))
        except FileNotFoundError as error:
            raise Invalid(GONE) from error
        except Unavailable:
            self.kept_files.append(file)  # it is there, though nobody can look at it now
            raise
        self.kept_files.append(file)

    def _take_all(self, person: User, chosen: Sequence[FileStorage]) -> None:
        first_day.refuse_files(person, FIRST_DAY, "files")
        if len(chosen) + len(self.kept_files) > MOST_FILES:
            raise Invalid(TOO_MANY)
        alts = [one_line(line)[:LONGEST_ALT] for line in (self.file_alts.data or "").splitlines()]
        self.file_alts.data = ""
        for one in chosen:
            limits.ask("upload", person.id)
            file = attached_files.stored_of_piece(one.stream.read(MOST_BYTES + 1),
                                                  one.filename or "")
            if is_picture(file) and alts:
                file["alt"] = alts.pop(0)
            self.kept_files.append(file)
