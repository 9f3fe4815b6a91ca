"""How well search answers what members type: a judged set against the demonstration community."""
import random
import tomllib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from config import Testing
from peoplehub import create_app
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.demo import content, loading
from peoplehub.search import answers

QUESTIONS = Path(__file__).with_name("questions.toml")
SEED = 2026  # which half is for tuning was drawn before the first tuning, and stays
FIRST = 3  # results among which the answer has to stand


@dataclass(frozen=True)
class Question:
    """What is typed, of which kind, and what answers it: the beginnings of titles, or addresses."""

    typed: str
    kind: str
    right: tuple[str, ...]
    is_measured: bool  # not looked at while tuning


@dataclass(frozen=True)
class Judgement:
    """The place of the first right answer, 0 where none was shown on the first page."""

    question: Question
    place: int
    shown: tuple[str, ...]

    @property
    def is_success(self) -> bool:
        return 0 < self.place <= FIRST


def questions() -> list[Question]:
    told = [(typed, kind, tuple(right))
            for kind, of_kind in tomllib.loads(QUESTIONS.read_text(encoding="utf-8")).items()
            for typed, right in of_kind.items()]
    measured = set(random.Random(SEED).sample(range(len(told)), len(told) // 2))  # noqa: S311
    return [Question(*one, number in measured) for number, one in enumerate(told)]


def judge(viewer: Viewer, question: Question) -> Judgement:
    pages, found, _ = answers.answer(viewer, question.typed)
    shown = [(page.title, page.address) for page in pages]
    shown += [(str(result.title.striptags()), result.piece.address) for result in found.results]
    places = (number for number, one in enumerate(shown, 1) if _is_right(question, *one))
    return Judgement(question, next(places, 0), tuple(title for title, _ in shown[:FIRST]))


def _is_right(question: Question, title: str, address: str) -> bool:
    return any(address == one if one.startswith("/") else title.startswith(one)
               for one in question.right)


def success(judged: Collection[Judgement]) -> float:
    """The share of questions answered within the first three."""
    return sum(one.is_success for one in judged) / len(judged)


def mean_reciprocal_rank(judged: Collection[Judgement]) -> float:
    return sum(1 / one.place for one in judged if one.place) / len(judged)


def tell() -> User:
    """Load the demonstration community into an empty database; returns who asks."""
    loading.load(content.read(), clock.now())
    return db.session.scalars(select(User).where(User.email == "amina@demo.example")).one()


@contextmanager
def community(database_url: str) -> Iterator[User]:
    """The demonstration community in an empty database, and who asks."""
    with TemporaryDirectory() as folder:
        settings = {"SQLALCHEMY_DATABASE_URI": database_url, "INSTANCE": Path(folder),
                    "FILES_URL": folder}
        with create_app(type("Judged", (Testing,), settings)).app_context():
            db.create_all()
            yield tell()
            db.session.remove()
            db.engine.dispose()
