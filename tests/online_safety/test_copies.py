"""Copies of a picture that was taken down: found by hash, taken down too, refused when new."""
import io

import pytest
from PIL import Image, ImageDraw, ImageEnhance
from sqlalchemy import select

from peoplehub.blogs.models import Entry
from peoplehub.core import images, picture_hashes
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.actions import Choice
from peoplehub.moderation.models import Case, DecisionNotice
from peoplehub.online_safety import deadlines
from peoplehub.online_safety.models import BlockedFile
from tests.online_safety.conftest import encoded, photo

HIDE = Choice(rule="never", reason="It is private.")


def changed(picture: Image.Image) -> dict[str, Image.Image]:
    """The same picture as people pass it on."""
    wide, high = picture.size
    marked = picture.copy()
    ImageDraw.Draw(marked).rectangle((0, high - 25, wide // 3, high), fill="white")
    corner = picture.crop((wide // 20, high // 20, wide, high))
    return {
        "cut at a corner": corner, "cut and mirrored": corner.transpose(Image.Transpose(0)),
        "cut at a side": picture.crop((0, 0, wide * 9 // 10, high)),
        "cut all around": picture.crop((wide // 20, high // 20, wide * 19 // 20, high * 19 // 20)),
        "smaller": picture.resize((wide // 2, high // 2)), "marked": marked,
        "brighter": ImageEnhance.Brightness(picture).enhance(1.2),
        "grey": picture.convert("L"), "mirrored": picture.transpose(Image.Transpose(0)),
        "cut": picture.crop((wide // 60, high // 60, wide - wide // 60, high - high // 60)),
    }


def take_down(cast, entry) -> None:
    report = moderation.report(cast.amina, entry, "intimate")
    moderation.decide(cast.moderator, db.session.get(Case, report.case_id), "hide", HIDE)


def test_changed_copies_look_the_same_and_no_two_of_forty_pictures_do():
    data = [encoded(photo(seed)) for seed in range(40)]
    whole = [picture_hashes.difference_hashes(one) for one in data]
    parts = [[seen[0], *picture_hashes.cut_hashes(one)] for seen, one in
             zip(whole, data, strict=True)]
    apart = [picture_hashes.distance(a, b) for at, ones in enumerate(parts) for a in ones
             for other, seen in enumerate(whole) if other != at for b in seen]
    assert min(apart) > picture_hashes.MOST_APART and len(parts[0]) == 31
    for seed in range(6):
        for how, picture in changed(photo(seed)).items():
            seen = picture_hashes.difference_hashes(encoded(picture, quality=50))
            assert any(picture_hashes.looks_the_same(part, one)
                       for part in parts[seed] for one in seen), how


def test_what_is_no_picture_or_of_one_colour_looks_like_nothing_else():
    assert picture_hashes.difference_hashes(b"%PDF-1.7") == ("", "")
    assert picture_hashes.difference_hashes(encoded(Image.new("RGB", (80, 80), "teal"))) == ("", "")
    assert not picture_hashes.looks_the_same("", "")
    assert picture_hashes.cut_hashes(b"") == []


def test_copies_that_are_stored_are_taken_down_and_whoever_put_them_up_can_appeal(cast, show):
    first, other = show(cast.ben, photo(1)), show(cast.ben, photo(2), "Another day")
    copies = [show(cast.outsider, picture, how) for how, picture in changed(photo(1)).items()]
    take_down(cast, first)
    deadlines.look_for_copies()
    db.session.expire_all()
    assert all(one.hidden_at for one in copies) and other.hidden_at is None
    notices = db.session.scalars(select(DecisionNotice).where(
        DecisionNotice.person_id == cast.outsider.id)).all()
    assert len(notices) == len(copies) and all(one.told_at for one in notices)
    assert db.session.scalar(select(BlockedFile)).searched_at is not None


def test_a_new_upload_of_a_copy_is_refused_with_a_sentence_and_the_words_stay(
        cast, show, browser):
    take_down(cast, show(cast.ben, photo(1)))
    deadlines.look_for_copies()
    copy = encoded(changed(photo(1))["smaller"])
    sent = browser(cast.outsider).post("/blogs/new", data={
        "title": "Mine", "text": "Some words", "action": "save", "cover_kind": "own",
        "picture": (io.BytesIO(copy), "mine.jpg")})
    assert sent.status_code == 422 and "Some words" in sent.text
    assert "the same as one that we had to take down" in sent.text
    with pytest.raises(Invalid):
        images.reencode(copy)
    assert images.reencode(encoded(photo(3)))


def test_once_it_is_put_back_the_picture_is_taken_again(cast, show):
    entry = show(cast.ben, photo(1))
    take_down(cast, entry)
    deadlines.look_for_copies()
    moderation.restore(cast.safeguarding, db.session.get(Entry, entry.id), "It was a joke of his")
    assert images.reencode(encoded(photo(1)))


def test_somebody_of_the_team_unblocks_a_picture_with_a_reason(cast, show, browser):
    take_down(cast, show(cast.ben, photo(1)))
    block = db.session.scalar(select(BlockedFile))
    here = f"/moderation/safety-law/files/{block.id}/unblock"
    assert browser(cast.moderator).post(here).status_code == 422
    assert browser(cast.moderator).post(here, data={"reason": "A tree"}).status_code == 303
    assert images.reencode(encoded(photo(1)))


def test_a_report_of_another_kind_blocks_no_picture(cast, show):
    entry = show(cast.ben, photo(1))
    report = moderation.report(cast.amina, entry, "unkind")
    moderation.decide(cast.moderator, db.session.get(Case, report.case_id), "hide", HIDE)
    assert db.session.scalar(select(BlockedFile)) is None
