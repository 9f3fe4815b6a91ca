"""Forms and validation of the forum."""
from peoplehub.forum.forms.posts import EditPostForm, EditTopicForm
from peoplehub.forum.forms.replies import ReplyForm
from peoplehub.forum.forms.reply_rules import ApprovalForm, BoardRulesForm, SlowForm
from peoplehub.forum.forms.topic_moderation import LockForm, MoveForm, RevealForm, SummaryForm
from peoplehub.forum.forms.topics import UNSURE, AskForm, TopicForm

__all__ = [
    "UNSURE", "ApprovalForm", "AskForm", "BoardRulesForm", "EditPostForm", "EditTopicForm",
    "LockForm", "MoveForm", "ReplyForm",
    "RevealForm", "SlowForm", "SummaryForm", "TopicForm",
]  # fmt: skip
