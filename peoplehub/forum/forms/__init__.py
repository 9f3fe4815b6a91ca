"""Forms and validation of the forum."""
from peoplehub.forum.forms.posts import EditPostForm, EditTopicForm
from peoplehub.forum.forms.replies import ReplyForm
from peoplehub.forum.forms.topic_moderation import LockForm, MoveForm, RevealForm, SummaryForm
from peoplehub.forum.forms.topics import UNSURE, AskForm, TopicForm

__all__ = [
    "UNSURE", "AskForm", "EditPostForm", "EditTopicForm", "LockForm", "MoveForm", "ReplyForm",
    "RevealForm", "SummaryForm", "TopicForm",
]  # fmt: skip
