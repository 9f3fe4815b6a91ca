"""Fields that several forms of the forum share."""
from wtforms import BooleanField

ANONYMOUS = BooleanField(
    "Post without my name",
    description="Other people see “Anonymous”. Moderators can find out who wrote it, and only "
    "with a reason.",
)
PRIVATE = "Please leave out full names, addresses and phone numbers."
