"""A site is backed up while people write, and is whole again on an empty machine."""
import re
import threading
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask_migrate import stamp
from moto import mock_aws
from sqlalchemy import create_engine, make_url, select, text

from config import Testing
from peoplehub import create_app
from peoplehub.accounts.models import User
from peoplehub.admin import health
from peoplehub.backups import actions, archives, dumps, restoring
from peoplehub.backups.models import MADE, BackupRun
from peoplehub.backups.sealing import Broken
from peoplehub.core import clock, files, limits
from peoplehub.core.acts import act, save
from peoplehub.core.errors import Unavailable
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post, Topic
from tests.conftest import person

WORDS = "A sentence that no archive may show"


@pytest.fixture
def place(app, tmp_path, monkeypatch):
    folder = tmp_path / "backups"
    monkeypatch.setitem(app.config, "BACKUP_URL", str(folder))
    monkeypatch.setitem(app.extensions, "files", files.Folder(str(tmp_path / "files")))
    return folder


@pytest.fixture
def site(cast, place):
    """A topic with a secret sentence, and a file."""
    board = act(save)(Board(slug="planning", name="Planning"))
    topic = forum.start_topic(cast.amina, board, "A title", WORDS).topic
    files.store(b"a picture of a school bag", ".webp")
    return topic


@contextmanager
def second_database(kind, tmp_path):
    """An empty database of the same kind, and what of it is asked."""
    if kind == "sqlite":
        yield make_url(f"sqlite:///{tmp_path / 'other' / 'peoplehub.db'}")
        return
    own = db.engine.url
    outside = create_engine(own, isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        connection.execute(text("CREATE DATABASE restored"))
    try:
        yield own.set(database="restored")
    finally:
        with outside.connect() as connection:
            connection.execute(text("DROP DATABASE restored WITH (FORCE)"))
        outside.dispose()


def test_it_holds_everything_said_before_it_began_although_people_go_on_writing(
        app, cast, site, place, database_kind, tmp_path):
    said, is_over, topic_id, ben_id = [], threading.Event(), site.id, cast.ben.id

    def write():
        with app.app_context(), limits.unlimited():
            for number in range(400):
                if is_over.is_set():
                    return
                ben, topic = db.session.get(User, ben_id), db.session.get(Topic, topic_id)
                post = forum.reply(ben, topic, f"Reply {number}")
                said.append(post.id)
                db.session.remove()

    writer = threading.Thread(target=write)
    writer.start()
    while len(said) < 5:
        assert writer.is_alive()
    before = list(said)
    made = archives.create()
    is_over.set()
    writer.join(30)
    assert made.size == (place / made.name).stat().st_size
    everything = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    assert WORDS.encode() not in everything and b"school bag" not in everything
    with second_database(database_kind, tmp_path) as url, archives.unsealed(made) as inside:
        dumps.restore(inside.manifest["database"], inside.database, url)
        assert dumps.rows_at(url) == inside.manifest["rows"]
        engine = create_engine(url)
        with engine.connect() as there:
            texts = dict(there.execute(select(Post.id, Post.text)).all())
        engine.dispose()
    assert WORDS in texts.values() and set(before) <= set(texts)
    assert "restored" in restoring.rehearse(made) or database_kind == "postgresql"
    assert not list(Path(app.config["INSTANCE"]).glob("tmp*")), "nothing unsealed stays behind"


@pytest.fixture
def machines(tmp_path):
    """One site with its people, and an empty machine; both with the same place of backups."""
    def machine(name):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "secret_key").write_text(f"the secret key of the machine called {name}, long")
        return create_app(type("Machine", (Testing,), {
            "INSTANCE": folder, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'hub.db'}",
            "SECRET_KEY": (folder / "secret_key").read_text(), "FILES_URL": str(folder / "files"),
            "BACKUP_URL": str(tmp_path / "place")}))

    first, second = machine("first"), machine("second")
    with first.app_context():
        db.create_all()
        stamp()
        act(save)(person("Willow", "admin"))
        files.store(b"a picture", ".webp")
    return first, second


def flask(app, *arguments):
    with app.app_context():
        done = app.test_cli_runner().invoke(args=["backup", *arguments])
    return done.exit_code, done.output


@pytest.mark.one_database
def test_an_empty_machine_is_the_site_again_after_one_command(machines):
    first, second = machines
    assert flask(second, "restore") == (1, "Error: There is no backup of that name. "
                                           "These are there: none\n")
    assert flask(first, "create")[0] == 0
    code, listed = flask(first, "list")
    name = re.match(r"(\d{8}T\d{6}Z\.backup)  ", listed)[1]
    assert (code, flask(first, "verify", name)[0], flask(first, "rehearse")[0]) == (0, 0, 0)
    code, said = flask(second, "restore", name)
    assert code == 0 and "1 files were put back, 0 were there." in said, said
    with second.app_context():
        assert db.session.scalar(select(User.pen_name)) == "Willow"
        [key] = files.keys()
        assert files.load(key) == b"a picture"
        own = Path(second.config["INSTANCE"]) / "secret_key"
        assert own.read_text() == first.config["SECRET_KEY"], "or nothing encrypted can be read"
    code, said = flask(second, "restore", name)
    assert code == 1 and "There are people in this database already." in said
    with second.app_context():
        act(save)(person("Rowan"))
    assert flask(second, "restore", name, "--replace")[0] == 0
    with second.app_context():
        assert list(db.session.scalars(select(User.pen_name))) == ["Willow"]


@pytest.mark.one_database
def test_where_the_settings_name_the_key_the_old_one_is_kept_beside(machines):
    first, second = machines
    (Path(second.config["INSTANCE"]) / "secret_key").unlink()
    flask(first, "create")
    code, said = flask(second, "restore")
    kept = Path(second.config["INSTANCE"]) / "restored.env"
    assert code == 0 and str(kept) in said and kept.stat().st_mode & 0o077 == 0
    assert f"PEOPLEHUB_SECRET_KEY={first.config['SECRET_KEY']}\n" in kept.read_text()


@pytest.mark.one_database
def test_one_bit_turned_anywhere_is_refused_and_changes_nothing(machines, tmp_path):
    first, second = machines
    flask(first, "create")
    archive, = (tmp_path / "place").glob("*.backup")
    sealed, = (path for path in (tmp_path / "place/files").rglob("*") if path.is_file())
    for broken in (archive, sealed):
        good = broken.read_bytes()
        broken.write_bytes(good[:-9] + bytes([good[-9] ^ 4]) + good[-8:])
        for command in ("verify", "rehearse", "restore"):
            code, said = flask(first if command == "rehearse" else second, command)
            assert code == 1 and "This backup was changed since it was made" in said
        with second.app_context():
            assert dumps.rows_at(db.engine.url) == {}
        broken.write_bytes(good)
    sealed.unlink()
    assert "A file is missing beside the backups" in flask(second, "restore")[1]
    assert flask(second, "verify", "../../etc/passwd")[0] == 1


@pytest.mark.one_database
def test_what_a_later_backup_names_no_more_goes_with_the_last_that_did(app, cast, site, place):
    [old] = files.keys()
    with clock.at(clock.now() - timedelta(days=60)):
        actions.make_backup()
    files.remove(old)
    new = files.store(b"another picture", ".webp")
    for days in (50, 40, 30, 20, 10, 0):
        with clock.at(clock.now() - timedelta(days=days)):
            actions.make_backup()
    names = {path.name for path in (place / "files").rglob("*") if path.is_file()}
    assert names == {new} and len(archives.backups()) <= 5


@pytest.mark.one_database
def test_administrators_hear_of_a_failure_once_a_day_and_the_page_says_so(
        app, cast, browser, site, place, monkeypatch):
    actions.make_backup()
    assert health.backups().is_good and "The newest is of" in health.backups().words
    with clock.at(clock.now() + timedelta(days=3)):
        assert "No backup was made in the last two days" in health.backups().words
        with monkeypatch.context() as full:
            full.setattr(archives, "_place", broken_place)
            for _ in range(2):
                actions.back_up_nightly()
    told = list(db.session.scalars(select(Email).where(Email.purpose == "backup-failed")))
    assert [one.to for one in told] == [cast.admin.email] and "/admin/health" in told[0].body
    assert "No space left on device" in health.backups().words
    runs = list(db.session.scalars(select(BackupRun.is_good).where(BackupRun.verb == MADE)))
    assert runs == [True, False, False]
    monkeypatch.setitem(app.config, "BACKUP_KEY", "")
    with pytest.raises(Unavailable, match="none is set"):
        archives.create()


def broken_place():
    raise OSError(28, "No space left on device")


@pytest.mark.one_database
def test_they_go_to_a_bucket_too(app, cast, site, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setitem(app.config, "BACKUP_URL", "s3://hub/kept/backups")
    with mock_aws():
        bucket = archives._place().client
        bucket.create_bucket(Bucket="hub", CreateBucketConfiguration={
            "LocationConstraint": "eu-west-2"})
        made = actions.make_backup()
        assert actions.rehearse(made).startswith("restored beside")
        listed = bucket.list_objects_v2(Bucket="hub")["Contents"]
        assert all(one["Key"].startswith("kept/backups/") for one in listed) and len(listed) == 2
        bucket.delete_object(Bucket="hub", Key=next(
            one["Key"] for one in listed if "/files/" in one["Key"]))
        with pytest.raises(Broken):
            archives.verify(made)
