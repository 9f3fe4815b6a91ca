"""Forms and validation of administration."""
from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form as PlainForm,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from peoplehub.accounts.first_day import USUAL
from peoplehub.accounts.forms import password_field
from peoplehub.accounts.models import GRANTS, ROLES
from peoplehub.artwork import PICTURES
from peoplehub.core.audiences import WHO
from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.forms import Form, line_field, pick_field, text_field
from peoplehub.forum.models import (
    ASKS_FIRST,
    INDEXED,
    LISTED,
    MEMBERS_WRITE,
    MODERATORS_WRITE,
    NOT_INDEXED,
    UNLISTED,
    Board,
)
from peoplehub.forum.models.boards import USUAL_QUESTION

MEANS = {
    "member": "Reads and writes, and nothing more.",
    "professional": "Reads and writes, but sees no trace of what is for families only.",
    "advisor": "Carries the badge of a peer advisor, and writes information sheets.",
    "coordinator": "Does advisors’ work, and looks after the advisors.",
    "editor": "Looks after every information sheet and the newsletter.",
    "moderator": "Hides, holds and settles reports, and can pause people.",
    "safeguarding": "A moderator who also sees who reported, this record and the list of people.",
    "admin": "May do everything, also give roles and change boards.",
}
LARGEST = 999
DRAWN = sorted({*PICTURES, "arcs"})
WORDS = ("name", "description", "audience", "listing", "join_question", "writers", "indexing",
         "patch")  # of a board
LET_IN = "Only people whom our team lets in. They ask first, and say why."


NUMBER = [InputRequired("Write a number, such as 3."),
          NumberRange(0, LARGEST, f"Write a whole number between 0 and {LARGEST}.")]


class RoleForm(Form):
    role = RadioField("Role", [InputRequired("Choose a role.")], choices=list(ROLES.items()))


class GiveRoleForm(RoleForm):
    """The second question, with the password of who answers it."""

    password = password_field("Your own password", "Please write your password.",
                              "current-password")


class GrantForm(Form):
    """What somebody may do for a time."""

    kind = RadioField("What?", [InputRequired("Choose what they may do.")],
                      choices=[(kind, words) for kind, (words, _) in GRANTS.items()])
    lasts = RadioField("For how long?", [InputRequired("Choose for how long.")],
                       choices=[("30", "For a month"), ("91", "For three months"),
                                ("182", "For half a year"), ("365", "For a year")])
    reason = line_field("Why?", longest=300, required="Say in a few words why you give it.",
                        hint="It stays in the list of grants. The person does not read it.")
    password = password_field("Your own password", "Please write your password.",
                              "current-password")


class ConfirmByPasswordForm(Form):
    """Nothing but the password of who does it."""

    password = password_field("Your own password", "Please write your password.",
                              "current-password")


class RecordFilterForm(PlainForm):
    """Which lines of the record to show. It is read from the address and changes nothing."""

    kind = SelectField("What happened", [Optional()])
    person = StringField("Who", [Optional()], filters=[lambda said: (said or "").strip()],
                         description="A pen name, written as it is on the site.")
    first = DateField("From this day", [Optional()])
    last = DateField("To this day", [Optional()])

    def validate_last(self, field: DateField) -> None:
        if self.first.data and field.data and field.data < self.first.data:
            raise ValidationError("The last day is before the first. Please change one of them.")


class FirstDayForm(Form):
    """What somebody may do in the 24 hours after they join."""

    topics = IntegerField("How many topics and blog entries may they begin?", NUMBER)
    replies = IntegerField("How many replies and comments may they send?", NUMBER)
    links = IntegerField("How many links may stand in one post?", NUMBER)
    mentions = IntegerField("How many people may they call by name in one post?", NUMBER)
    files = BooleanField("They may add pictures")
    messages = BooleanField("They may write private messages to other members",
                            description="Peer advisors and the team they can always write to.")

    @property
    def fields(self) -> dict:
        """As the verb of accounts takes them."""
        return {name: self[name].data for name in USUAL}


class BoardForm(EditForm):
    name = line_field("Name", longest=80, required="Give the board a name.")
    description = text_field(
        "What is it for?", longest=300, rows=3, required="Say in a sentence what the board is for.")
    audience = RadioField(
        "Who can read it?", [InputRequired("Choose who can read it.")],
        choices=[*WHO.items(), (ASKS_FIRST, LET_IN)])
    listing = pick_field(
        "If people ask first: what do others see of it?",
        {LISTED: "Its name and what it is for, so that they can ask.",
         UNLISTED: "Nothing. The team lets people in by name."}, default=LISTED)
    join_question = line_field(
        "If people ask first: what do you ask them?", longest=200,
        hint=f"Left empty, it is: {USUAL_QUESTION}")
    writers = RadioField(
        "Who can start a topic?", [InputRequired("Choose who can start a topic.")],
        choices=[(MEMBERS_WRITE, "Everyone who has joined and can read it"),
                 (MODERATORS_WRITE, "Only moderators and the site team. Others can reply.")],
    )
    indexing = pick_field(
        "May search engines show what is said here?",
        {NOT_INDEXED: "No. Families tell of their lives here.",
         INDEXED: "Yes, if anyone on the internet can read it."},
        default=NOT_INDEXED)
    position = line_field(
        "Place in the list", longest=3, hint="1 is the first board.", inputmode="numeric",
        required="Give it a place in the list, such as 1.", look="short")
    patch = SelectField("Picture", choices=[(name, name.capitalize()) for name in DRAWN])

    def validate_position(self, field: Field) -> None:
        said = field.data or ""
        if not (said.isascii() and said.isdigit() and int(said) <= LARGEST):
            raise ValidationError(f"Write a whole number between 0 and {LARGEST}.")

    @classmethod
    def of_board(cls, board: Board) -> "BoardForm":
        said = {name: str(board.as_chosen(name)) for name in (*WORDS, "position")}
        return cls.of(said)

    @property
    def fields(self) -> dict:
        """As the forum's verb takes them."""
        return {name: self[name].data for name in WORDS} | {"position": int(self.position.data)}
