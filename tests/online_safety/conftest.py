"""Pictures that are told apart, entries that show them, and everything that a database holds."""
import io
import random

import pytest
from PIL import Image, ImageDraw, ImageFilter

from peoplehub.blogs import actions as blogs
from peoplehub.core import files, images
from peoplehub.core.extensions import db


def photo(seed: int) -> Image.Image:
    """A picture of soft shapes, another for each seed."""
    chance = random.Random(seed)  # noqa: S311
    picture = Image.new("RGB", (450, 350), tuple(chance.randrange(256) for _ in range(3)))
    pen = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y, w, h = (chance.randrange(most) for most in (450, 350, 150, 150))
        pen.ellipse((x - w, y - h, x + w, y + h),
                    fill=tuple(chance.randrange(256) for _ in range(3)))
    return picture.filter(ImageFilter.GaussianBlur(3))


def encoded(picture: Image.Image, kind: str = "JPEG", **more) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind, **more)
    return kept.getvalue()


@pytest.fixture
def show(app):
    """Publishes an entry with a picture: show(author, picture, title)."""

    def publish(author, picture: Image.Image, title: str = "On the beach", **more):
        key = files.store(images.reencode(encoded(picture, **more)), ".webp")
        return blogs.save_and_publish(
            author, None, version=None, title=title, text="A day by the sea.", audience="anyone",
            comments_open=True, is_story=False, teller="", place="", short="", cover_kind="",
            cover_key=key, cover_alt="Us")

    return publish


def everything() -> str:
    """Every value of every table as text."""
    db.session.rollback()
    with db.engine.connect() as connection:
        names = [table.name for table in db.metadata.sorted_tables]
        if connection.dialect.name == "sqlite":
            names = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return "\n".join(f"{name}: {list(row)}" for name in names
                         for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'))  # noqa: S608
