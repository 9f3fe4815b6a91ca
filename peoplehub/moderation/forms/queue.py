"""The filters of the queue: a form that is sent with GET, so that its address can be kept."""
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField

from peoplehub.core.forms import Form
from peoplehub.forum.models import Board
from peoplehub.moderation.models import APPEAL, HELD, JOIN, LETTER, REPORT, REQUEST
from peoplehub.moderation.queries import AGES, Wanted

ANY = ("", "Any")
KINDS = {REPORT: "Reports", HELD: "Held pieces", APPEAL: "Appeals", LETTER: "Letters to the team",
         JOIN: "Requests to join", REQUEST: "Requests under the law"}
REASONS = {
    "danger": "Danger to somebody", "csea": "Sexual abuse of a child",
    "intimate": "Private pictures", "child": "A child", "terror": "Terrorism",
    "hate": "Hate and threats", "personal-details": "Personal details", "unkind": "Unkindness",
    "advert": "Adverts and tricks", "wrong": "Wrong information",
    "made-with-ai": "Made with AI", "other": "Anything else",
}


class QueueForm(Form):
    kind = SelectField("How it came", choices=[ANY, *KINDS.items()])
    reason = SelectField("What is the matter", choices=[ANY, *REASONS.items()])
    board = SelectField("Board", choices=[ANY])
    age = SelectField("How old", choices=[ANY, *AGES.items()])
    mine = BooleanField("Only mine: what I am looking at, or look after")
    waiting = BooleanField("Only what its author was asked to change")

    class Meta(Form.Meta):
        csrf = False

    @classmethod
    def of(cls, asked: MultiDict[str, str], boards: list[Board]) -> "QueueForm":
        """The filters of this request. What is no choice is as if it had not been asked."""
        form = cls(formdata=asked)
        form.board.choices = [ANY, *((str(board.id), board.name) for board in boards)]
        for field in (form.kind, form.reason, form.board, form.age):
            if field.data not in [value for value, _words in field.choices]:
                field.data = ""
        return form

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.kind.data, self.reason.data, int(self.board.data or 0) or None,
                      self.age.data, self.mine.data, self.waiting.data)

    @property
    def asked(self) -> dict[str, str]:
        """The same as fields of an address."""
        named = {name: self[name].data for name in ("kind", "reason", "board", "age")}
        ticks = {name: "y" for name in ("mine", "waiting") if self[name].data}
        return {name: value for name, value in named.items() if value} | ticks
