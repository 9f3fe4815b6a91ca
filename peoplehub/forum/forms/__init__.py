"""Forms and validation of the forum."""
from peoplehub.forum.forms.board_members import (
    AddMemberForm,
    BoardAnswerForm,
    BoardDecisionForm,
    BoardJoinForm,
    RemoveMemberForm,
)
from peoplehub.forum.forms.post_moves import MergeForm, SplitForm
from peoplehub.forum.forms.posts import EditPostForm, EditTopicForm
from peoplehub.forum.forms.replies import ReplyForm
from peoplehub.forum.forms.reply_rules import ApprovalForm, BoardRulesForm, SlowForm
from peoplehub.forum.forms.topic_moderation import (
    LockForm,
    MoveForm,
    RevealForm,
    SheetForm,
    SummaryForm,
)
from peoplehub.forum.forms.topics import UNSURE, AskForm, TopicForm

__all__ = [
    "UNSURE", "AddMemberForm", "ApprovalForm", "AskForm", "BoardAnswerForm",
    "BoardDecisionForm", "BoardJoinForm", "BoardRulesForm", "EditPostForm", "EditTopicForm",
    "LockForm", "MergeForm", "MoveForm", "RemoveMemberForm",
    "ReplyForm", "RevealForm", "SheetForm", "SlowForm", "SplitForm", "SummaryForm", "TopicForm",
]  # fmt: skip
