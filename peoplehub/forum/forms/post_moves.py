"""Forms of moving posts to another topic."""
from wtforms import BooleanField, Field, SelectField

from peoplehub.core.audiences import is_within, who_reads
from peoplehub.core.forms import Form, line_field, pick_field
from peoplehub.forum.models import Board

NEW, THERE = "new", "there"
MOST_SENT = 1_000  # numbers that one form holds
MORE_READERS = "More people can read the new place. All who wrote these posts have agreed to that"
FEWER_READERS = "Fewer people can read the new place, perhaps not all who wrote these posts"
WHY = "Say why, for the other moderators."


class PostNumbers(Field):
    """A tick box for each post, and a hidden field for each that was ticked on another page."""

    def process_formdata(self, valuelist: list[str]) -> None:
        known = {int(said) for said in valuelist[:MOST_SENT]
                 if said.isascii() and said.isdigit() and len(said) < 10}
        self.data = sorted(known)


class ReadersForm(Form):
    """A parent of forms that may give words other readers: `agreed` is asked only then."""

    agreed = BooleanField(FEWER_READERS)

    def ask_about_readers(self, board: Board, other: Board | None) -> None:
        """Of a move from one board to another, where that is known already."""
        if other is None or board.audience == other.audience:
            del self.agreed
            return
        is_narrower = is_within(other.audience, board.audience)
        self.agreed.label.text = FEWER_READERS if is_narrower else MORE_READERS
        self.agreed.description = who_reads(other.audience)

    @property
    def has_agreed(self) -> bool:
        return bool(self.agreed and self.agreed.data)


class SplitForm(ReadersForm):
    posts = PostNumbers("Posts to move", default=())
    where = pick_field("Where do they go?", default=NEW,
                       choices={NEW: "To a new topic", THERE: "To a topic that is there"})
    title = line_field("Title of the new topic", longest=120)
    board = SelectField("Board of the new topic", coerce=int)
    topic = line_field("Address of the topic that is there", longest=400,
                       hint="Copy it from the top of your browser.")
    reason = line_field("Why? It is kept on record", longest=300, required=WHY)


class MergeForm(ReadersForm):
    topic = line_field("Address of the other topic, which stays", longest=400,
                       required="Copy the address of the other topic from the top of your browser.",
                       hint="Copy it from the top of your browser.")
    reason = line_field("Why? It is kept on record", longest=300, required=WHY)
