"""The hash chain over the record shows what was changed or removed, by whomever."""
import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from peoplehub.audit import hash_chain, verification
from peoplehub.audit.models import ChainLink, ChainSeal, Record, RecordPerson, RecordReason
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.append_only import triggers
from peoplehub.core.extensions import db
from peoplehub.forum.events import AuthorRevealed
from tests.audit.test_recording import DoorPainted


@act
def paint(*people):
    for person in people:
        announce(DoorPainted(person))


@pytest.fixture
def painted(app):
    paint(7, 8, 9)
    hash_chain.link_new_lines()


@pytest.fixture
def by_force(painted):
    """As whoever owns the database can: past the triggers."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    for name, key in (("audit_record", "id"), ("audit_chain_link", "position")):
        for statement in triggers(name, 5, key)["sqlite"] * is_sqlite:
            db.session.execute(text(f"DROP TRIGGER {statement.split()[2]}"))
    db.session.commit()

    def change(statement):
        if not is_sqlite:
            db.session.execute(text("SET LOCAL session_replication_role = replica"))
        db.session.execute(text(statement))
        db.session.commit()

    return change


@pytest.mark.one_database
def test_lines_as_they_were_written_have_no_problem(painted):
    result = verification.verify()
    assert (result.lines, result.problems) == (3, []) and result.digest == hash_chain.head()[1]


@pytest.mark.one_database
def test_what_is_written_later_goes_on_from_the_head(painted):
    first = hash_chain.head()
    paint(10)
    hash_chain.link_new_lines()
    assert hash_chain.head()[0] == first[0] + 1
    assert verification.verify(exported_head=first[1]).problems == []


@pytest.mark.parametrize("change, said", [
    ("UPDATE audit_record SET happened = 'Nothing' WHERE id = (SELECT min(id) FROM audit_record)",
     "Line 1 of"),
    ("DELETE FROM audit_record WHERE id = (SELECT max(id) FROM audit_record)", "Line 3 is gone."),
    ("DELETE FROM audit_chain_link WHERE position = 2", "Lines 2 to 2 are gone."),
    ("UPDATE audit_chain_link SET digest = 'f' WHERE position = 3", "Line 3 of"),
    ("UPDATE audit_record SET at = '2020-01-01 00:00:00' WHERE id = "
     "(SELECT max(id) FROM audit_record)", "Line 3 of"),
])
def test_what_was_changed_or_removed_is_named(by_force, change, said):
    by_force(change)
    assert any(problem.startswith(said) for problem in verification.verify().problems)


def test_a_chain_made_anew_does_not_have_the_head_that_was_exported(by_force):
    head = hash_chain.head()[1]
    by_force("DELETE FROM audit_chain_link")
    by_force("DELETE FROM audit_record_person")
    by_force("UPDATE audit_record SET happened = 'Nothing'")
    hash_chain.link_new_lines()
    assert verification.verify().problems == []
    assert "The head you gave is not in the chain" in verification.verify(head).problems[0]


@pytest.mark.one_database
def test_a_line_that_was_put_in_without_the_chain_is_noticed(painted, monkeypatch):
    paint(11)
    later = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert verification.verify().problems == [
        "1 older lines are not in the chain: they were put in, or the worker does not run."]


def test_a_line_committed_after_younger_ones_is_linked_too(painted):
    """On PostgreSQL an act that began first may end last: its number is the lower one."""
    number = db.session.scalar(select(func.max(Record.id)))
    paint(12)
    db.session.add(Record(id=number + 500, happened="Later", about={}))
    db.session.commit()
    hash_chain.link_new_lines()
    db.session.add(Record(id=number + 400, happened="Earlier", about={}))
    db.session.commit()
    hash_chain.link_new_lines()
    assert db.session.scalar(select(func.count()).select_from(ChainLink)) == 6
    assert verification.verify().problems == []


@pytest.mark.parametrize("sealed_by", ["job", "command"])
def test_lines_that_are_old_enough_are_sealed_and_the_rest_is_verified_from_there(app, sealed_by):
    long_ago = clock.now() - timedelta(days=6 * 366)
    db.session.add(Record(at=long_ago, happened="Old", about={"person_id": 7}))
    db.session.commit()
    hash_chain.link_new_lines()
    head = hash_chain.head()
    paint(13)
    hash_chain.link_new_lines()
    if sealed_by == "job":
        hash_chain.seal_old_lines()
    else:
        answer = app.test_cli_runner().invoke(args=["record", "seal"])
        assert answer.exit_code == 0 and "ends at line 2" in answer.output
    seal = db.session.scalar(select(ChainSeal))
    assert (seal.position, seal.digest) == head == (1, head[1])
    assert list(db.session.scalars(select(Record.happened))) == ["DoorPainted"]
    assert list(db.session.scalars(select(RecordPerson.user_id))) == [13]
    assert verification.verify(head[1]).problems == [] and hash_chain.head()[0] == 2


def test_nothing_is_sealed_while_nothing_is_old(painted):
    hash_chain.seal_old_lines()
    assert db.session.scalar(select(func.count()).select_from(ChainSeal)) == 0


def test_the_sites_own_role_leaves_sealing_to_the_owner_of_the_tables(app, painted):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one role owns and writes everything there")
    db.session.add(Record(at=clock.now() - timedelta(days=7 * 366), happened="Old", about={}))
    for statement in ("CREATE ROLE sealing_site", "GRANT SELECT ON audit_record TO sealing_site"):
        db.session.execute(text(statement))
    db.session.commit()
    try:
        db.session.execute(text("SET ROLE sealing_site"))
        hash_chain.seal_old_lines()
        db.session.execute(text("RESET ROLE"))
        assert db.session.scalar(select(func.count()).select_from(Record)) == 4
    finally:
        db.session.rollback()
        db.session.execute(text("DROP OWNED BY sealing_site; DROP ROLE sealing_site"))
        db.session.commit()


@pytest.fixture
def reason(painted):
    @act
    def look():
        announce(AuthorRevealed(1, 2, 3, reason="They may be in danger"))

    look()
    hash_chain.link_new_lines()
    return db.session.scalar(select(RecordReason))


def test_a_typed_reason_stands_beside_the_line_and_not_in_it(reason):
    line = db.session.get(Record, reason.record_id)
    assert "reason" not in line.about and reason.words == "They may be in danger"


def test_a_reason_may_be_emptied_and_the_chain_holds(reason):
    reason.words = reason.salt = ""
    db.session.commit()
    assert verification.verify().problems == []


@pytest.mark.parametrize("change", [dict(words="Out of curiosity"), dict(digest="f" * 64)])
def test_a_reason_that_was_changed_is_noticed(reason, change):
    for name, words in change.items():
        setattr(reason, name, words)
    db.session.commit()
    assert verification.verify().problems


@pytest.mark.one_database
def test_the_commands_say_the_head_and_what_is_wrong(app, by_force, tmp_path):
    run = app.test_cli_runner().invoke
    file = tmp_path / "record.jsonl"
    head = run(args=["record", "export", str(file)]).output.split()[-1]
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["position"] for line in lines] == [1, 2, 3] and lines[-1]["digest"] == head
    assert run(args=["record", "verify", "--head", head]).exit_code == 0
    by_force("UPDATE audit_record SET happened = 'Nothing'")
    answer = run(args=["record", "verify", "--head", head])
    assert answer.exit_code == 1 and "was changed" in answer.output
