"""Forms of a held reply, and of answering topics by e-mail."""
from wtforms import BooleanField

from peoplehub.core.forms import Form, text_field
from peoplehub.messages.forms import LONGEST


class AnswerTopicsForm(Form):
    topics = BooleanField("Name the topic in my emails, so that I can answer by email")


class HeldReplyForm(Form):
    written = ("text",)
    text = text_field("Your answer", longest=LONGEST, rows=8,
                      required="Write something before you send.")
