"""How someone likes the site to look: in a cookie for visitors, on the account for members."""
import pytest

from peoplehub.core import display

pytestmark = pytest.mark.one_database


def test_what_was_chosen_comes_back_from_the_cookie():
    liked = {"theme": "dark", "size": "3", "spacing": "wide", "motion": "less", "easy": "first",
             "pictures": "all", "notes": "open",
             "words": "plain"}
    assert display.from_cookie(display.to_cookie(liked)) == liked


@pytest.mark.parametrize(
    "cookie", ["", "dark", "....", 'x"onload=.9.9.9.9', "dark.2.wide.less.first.all.more"]
)
def test_a_broken_cookie_gives_known_values_only(cookie):
    for name, value in display.from_cookie(cookie).items():
        assert value in display.CHOICES[name]


def test_a_visitor_sees_the_page_as_they_chose(browser):
    visitor = browser(None)
    visitor.set_cookie("display", "contrast.3.wide.less.later")
    html = visitor.get("/help-now").text
    for attribute in ("theme=contrast", "size=3", "spacing=wide", "motion=less"):
        name, value = attribute.split("=")
        assert f'data-{name}="{value}"' in html


def test_without_a_choice_the_device_decides(browser):
    html = browser(None).get("/help-now").text
    assert "data-theme" not in html
    assert "data-size" not in html
