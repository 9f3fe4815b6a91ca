"""What a reply costs the database, and what is looked for in its words."""
import pytest

from peoplehub.text_checks import danger
from peoplehub.text_checks.danger import with_additions

MOST_TO_REPLY = 23  # questions to the database, with PostgreSQL's locks
WORDS = "We wrote ours on one page. " * 20


@pytest.mark.one_database
def test_a_reply_asks_little(topic, cast, browser, queries):
    ben = browser(cast.ben)
    for name in ("reply-1", "reply-2"):
        fields = {"text": WORDS + name, "idempotency_key": name}
        with queries() as asked:
            assert ben.post(f"{topic.acts}/replies", data=fields).status_code == 303
    assert len(asked) <= MOST_TO_REPLY, "\n".join(one[:110] for one in asked)
    claims = [one for one in asked if one.startswith("INSERT INTO idempotency_record")]
    assert len(claims) == 1, claims


def test_words_without_anything_silent_are_split_once_and_never_gone_through_by_sentence(
        monkeypatch):
    rules, split = with_additions(""), []
    monkeypatch.setattr(danger, "tokens", lambda text, known, real=danger.tokens: (
        split.append(text), real(text, known))[1])
    matched = []
    monkeypatch.setattr(danger.Rules, "_matches", lambda self, kind, words, real=(
        danger.Rules._matches): (matched.append(kind), real(self, kind, words))[1])
    assert rules.judge(WORDS) is None
    assert len(split) == 1 and len(matched) <= 4, matched
