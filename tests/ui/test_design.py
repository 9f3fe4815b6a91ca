"""The promises of the design system, reckoned from its files."""
import gzip
import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from peoplehub import artwork
from peoplehub.core import icons
from peoplehub.core.script_bundles import slim
from tests.ui import palette

HOUSE = Path(__file__).parents[2]
STATIC, TEMPLATES = HOUSE / "static", HOUSE / "templates"
GROUNDS = "paper card tint mint-t pink-t sun-t coral-t sky-t danger-t".split()
INKS = "ink soft link visited brand plum danger".split()
ON_FILLED = [
    ("on-brand", "brand"), ("on-brand", "brand-hover"), ("on-plum", "plum"),
    ("on-plum", "plum-hover"), ("on-danger", "danger"), ("on-danger", "danger-hover"),
    ("on-focus", "focus"), ("ink", "mark"),
]  # fmt: skip
SCRIPT_BUDGET = 3 * 1024  # bytes of our own on every page, as they are sent and compressed
OF_FEW_PAGES = ("editing.css", "messages.css")  # which these pages ask for themselves


def pages():
    return sorted(path for path in TEMPLATES.rglob("*.html"))


def test_the_two_dark_blocks_are_equal():
    found = palette.blocks()
    chosen = found[":root[data-theme=dark]"].split()
    by_device = found[":root:not([data-theme])"].split()
    assert chosen == by_device


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_text_stands_out_seven_to_one_on_every_background(theme):
    tokens = palette.themes()[theme]
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS] + ON_FILLED
    weak = {pair: palette.contrast(tokens[pair[0]], tokens[pair[1]]) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 7}


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_edges_and_rings_stand_out_three_to_one(theme):
    tokens = palette.themes()[theme]
    for edge in ("edge", "ring"):
        assert min(palette.contrast(tokens[edge], tokens[ground]) for ground in GROUNDS) >= 3


def test_themed_values_change_in_the_tokens_only():
    themed = set(palette.colours(palette.blocks()[":root[data-theme=dark]"]))
    for sheet in (STATIC / "css").glob("*.css"):
        if sheet.name not in ("tokens.css", "print.css"):
            given = set(re.findall(r"--([\w-]+):\s*#", sheet.read_text()))
            assert not given & themed, sheet.name


def test_every_token_that_is_used_has_a_value():
    css = "".join(sheet.read_text() for sheet in (STATIC / "css").glob("*.css"))
    assert set(re.findall(r"var\(--([\w-]+)\)", css)) <= set(re.findall(r"--([\w-]+)\s*:", css))


def test_the_bundle_lists_every_style_sheet_once_but_for_those_of_few_pages():
    listed = (STATIC / "css/bundle.txt").read_text().split()
    every = {path.name for path in (STATIC / "css").glob("*.css")}
    assert len(listed) == len(set(listed)) and every - set(listed) == set(OF_FEW_PAGES)


@pytest.mark.parametrize("sheet", OF_FEW_PAGES)
def test_a_style_sheet_of_few_pages_is_asked_for_where_its_classes_stand(sheet):
    """By the page, or by the one that includes what has the class."""
    own = classes_of(sheet) - set().union(*(
        classes_of(path.name) for path in (STATIC / "css").glob("*.css") if path.name != sheet))
    assert len(own) > 5
    having = {page for page in pages() if own & words_of_classes(page)}
    parts = {page for page in having if "{% extends" not in page.read_text()}
    having |= {page for page in pages() for part in parts
               if f'"{part.relative_to(TEMPLATES).as_posix()}"' in page.read_text()}
    whole = [page for page in having if "{% extends" in page.read_text()]
    assert len(whole) > 3
    assert [page.name for page in whole if f"css/{sheet}" not in page.read_text()] == []


def classes_of(sheet: str) -> set[str]:
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "css" / sheet).read_text(), flags=re.S)
    return set(re.findall(r"\.([a-z][\w-]*)", css))


def words_of_classes(page: Path) -> set[str]:
    said = " ".join(re.findall(r'class="([^"]*)"', page.read_text()))
    return set(re.findall(r"[a-z][\w-]*", said))


def test_style_sheets_ask_no_other_host():
    for sheet in (STATIC / "css").glob("*.css"):
        named = re.findall(r"url\(([^)]*)\)|@import", sheet.read_text())
        assert all(name.strip("\"'").startswith("../fonts/") for name in named), sheet.name


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_templates_hold_no_style_no_script_and_no_foreign_host(page):
    html = page.read_text()
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    asked = re.findall(r"<(?:script|link|img|iframe|source|video|audio|form)[^>]*https?:", html)
    assert not asked


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_every_icon_a_template_names_is_in_the_sprite(page):
    named = re.findall(r"\bicon(?:\(|=)\"([\w-]+)\"", page.read_text())
    assert set(named) <= icons.NAMES


def test_the_sprite_holds_the_known_names_and_no_others():
    sprite = ElementTree.parse(icons.SPRITE).getroot()
    assert {symbol.get("id") for symbol in sprite} == icons.NAMES


def test_an_unknown_icon_is_an_error_at_once():
    with pytest.raises(LookupError):
        icons.icon("no-such-picture")


def test_files_of_others_are_as_they_came():
    table = (STATIC / "vendor/README.md").read_text()
    rows = re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", table, re.MULTILINE)
    assert {name: _digest(HOUSE / name) for name, _ in rows} == dict(rows)
    carried = {f"static/vendor/{path.name}" for path in (STATIC / "vendor").glob("*.js")}
    assert carried <= {name for name, _ in rows}


def test_files_of_others_carry_their_licence_and_import_nothing_by_name():
    for script in (STATIC / "vendor").glob("*.js"):
        assert not re.search(r"""^\s*import\s[^(]*["'][^."'/]""", script.read_text(), re.MULTILINE)
    licences = {path.name.split(".")[0] for path in (STATIC / "vendor").glob("*.LICENSE")}
    assert {path.name.split(".")[0] for path in (STATIC / "vendor").glob("*.js")} <= licences


def test_the_scripts_of_every_page_keep_to_their_budget():
    sent = _scripts_from("site.js", set())
    slimmed = [slim((STATIC / "js" / name).read_text()) for name in sent]
    assert sum(len(gzip.compress(code.encode(), 9)) for code in slimmed) <= SCRIPT_BUDGET


def test_scripts_of_our_own_never_write_html_as_text():
    banned = re.compile(r"\.(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(")
    for script in (STATIC / "js").glob("*.js"):
        assert not banned.search(script.read_text()), script.name


# --- the artwork ---


@pytest.mark.parametrize("style", artwork.RECIPE_PARTS["style"])
def test_a_face_is_small_and_well_formed(style):
    drawn = artwork.avatar(f"mint/s3/plum/h1/{style}")
    assert len(drawn) < 700
    ElementTree.fromstring(drawn)


def test_the_same_seed_draws_the_same_person():
    assert artwork.avatar("tom") == artwork.avatar(artwork.recipe_for("tom"))
    assert artwork.is_recipe(artwork.recipe_for("tom"))
    assert len({artwork.recipe_for(f"person {n}") for n in range(200)}) > 190


@pytest.mark.parametrize(
    "recipe", ["", "mint", '"><script>alert(1)</script>', "mint/s3/plum/h1/wig", "a/b/c/d/e/f"]
)
def test_a_recipe_nobody_knows_is_never_copied_into_the_page(recipe):
    assert not artwork.is_recipe(recipe)
    drawn = artwork.avatar(recipe)
    assert "script" not in drawn
    assert drawn == artwork.avatar(artwork.recipe_for(recipe))


def test_every_colour_of_the_quilt_is_in_the_style_sheet():
    css = (STATIC / "css/artwork.css").read_text()
    drawings = [artwork.hero(), *(artwork.strip(f"s{n}", 8) for n in range(40)),
                *(artwork.cover(f"c{n}") for n in range(40)),
                *(artwork.avatar(artwork.recipe_for(f"a{n}")) for n in range(200))]
    worn = set(re.findall(r'class="(q-[\w-]+)"', "".join(drawings)))
    assert {name for name in worn if f".{name} " not in css} == set()


def test_neighbours_in_a_strip_differ():
    grounds = re.findall(r'class="(q-\w+)" d="M0 0h80.5', artwork.strip("neighbours", 40))
    assert all(one != other for one, other in zip(grounds, grounds[1:], strict=False))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _scripts_from(name: str, seen: set[str]) -> set[str]:
    """A script and what it imports outright; what it fetches only when needed is not counted."""
    seen.add(name)
    code = (STATIC / "js" / name).read_text()
    for other in re.findall(r"""^import\s[^(]*?["']\./([\w-]+\.js)""", code, re.MULTILINE):
        if other not in seen:
            _scripts_from(other, seen)
    return seen
