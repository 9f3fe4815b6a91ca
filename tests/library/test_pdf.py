"""The PDFs themselves: tagged, titled, in British English, and made of words, never of code."""
import io
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import page
import pytest
import typst
from pypdf import PdfReader

from peoplehub.core import text
from peoplehub.library import easy_read, short_address
from peoplehub.library.pdf import compile, html_tree, svg

MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)
BASE = "https://hub.example"
SHEETS = Path(__file__).parents[2] / "peoplehub" / "demo" / "content" / "sheets"


def paper(source="Hello", name="pdf", title="A title", **more) -> dict:
    """What `pdf_files` would give to the compiler."""
    return {
        "format": name, "site": "PeopleHub", "title": title, "summary": "In short.",
        "address": "hub.example/library/a", "checked": "Checked 1 November 2026",
        "label": {"pdf": "", "large-print": "Large print", "easy-read": "Easy read"}[name],
        "strip": svg.strip("a", 12), "facts": [["For", "parents"]],
        "nodes": html_tree.tree(str(text.render(source, top=2)), BASE),
        "rows": [row_of(row) for row in easy_read.rows(source)], "ending": [["The end."]],
        "short": "hub.example/s/7",
        "qr": short_address._code("https://hub.example/s/7"), "hint": short_address.HINT, **more,
    }


def row_of(row: dict) -> dict:
    return {"heading": row["heading"], "drawing": row["icon"] and svg.for_print(row["icon"]),
            "alt": row["icon"] and svg.shows(row["icon"]),
            "nodes": html_tree.tree(row["html"], BASE)}


def printed(*args, **kwargs) -> bytes:
    return compile.compile_pdf(paper(*args, **kwargs), MADE_AT)


def words_in(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in pages).split())


def tags_in(pdf: bytes) -> list[str]:
    """The names of the structure elements, in reading order."""
    return [str(node["/S"])[1:] for node in elements_of(pdf)]


def alternatives_in(pdf: bytes) -> list[str]:
    """What pictures show, in words, in reading order."""
    return [str(node["/Alt"]) for node in elements_of(pdf) if "/Alt" in node]


def elements_of(pdf: bytes) -> list[dict]:
    found = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K", []))

    walk(PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"])
    return found


def problems_of(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


RICH = """
Words with *stress*, **weight**, `code`, a [link](https://www.nhs.uk/phb), and

## A part

- one
- two
    1. inner
    2. second

### A smaller part

| Day | Who |
|---|---|
| Monday | |
| Tuesday | Maya |

> Somebody said this.

    for x in code: pass

---

7. seven
8. eight
"""


@pytest.mark.parametrize("name", ["pdf", "large-print", "easy-read"])
def test_every_format_is_a_tagged_pdf_that_the_checker_passes(name):
    pdf = printed(RICH, name)
    assert problems_of(pdf) == []
    root = PdfReader(io.BytesIO(pdf)).root_object
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert PdfReader(io.BytesIO(pdf)).metadata.title == "A title"


@pytest.mark.parametrize("path", sorted(SHEETS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_sheets_of_the_demonstration_pass_in_every_format(path):
    sheet = tomllib.loads(path.read_text())
    sources = {"pdf": sheet["text"], "large-print": sheet["text"]}
    if sheet.get("easy_read"):
        sources["easy-read"] = sheet["easy_read"]
        assert easy_read.unknown_pictures(sheet["easy_read"]) == []
    for name, source in sources.items():
        pdf = printed(source, name, title=sheet["title"], summary=sheet["summary"])
        assert problems_of(pdf) == []
        assert "□" not in words_in(pdf)


@pytest.mark.parametrize("name", ["pdf", "large-print", "easy-read"])
def test_each_format_ends_with_a_code_and_the_short_address(name):
    pdf = printed("Hello", name)
    assert "hub.example/s/7 Point a phone camera here" in words_in(pdf)
    assert "A QR code that leads to hub.example/s/7" in alternatives_in(pdf)


def test_a_paper_that_is_no_sheet_has_no_code():
    other = {name: said for name, said in paper().items() if name not in ("qr", "short", "hint")}
    pdf = compile.compile_pdf(other, MADE_AT)
    assert "The end." in words_in(pdf) and alternatives_in(pdf) == []


def test_the_parts_are_tagged_as_what_they_are():
    tags = tags_in(printed(RICH))
    assert {"H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Link", "P",
            "BlockQuote", "Code"} <= set(tags)
    headings = [tag for tag in tags if tag in ("H1", "H2", "H3")]
    assert headings == ["H1", "H2", "H3"]


def test_each_picture_of_easy_read_has_words_for_it():
    pdf = printed("[icon:heart] A heart.\n\n[icon:house] A home.", "easy-read")
    assert tags_in(pdf).count("Figure") == 3  # with the QR code
    assert {"a heart", "a house"} < set(alternatives_in(pdf))


CODE = [
    '#read("/etc/passwd")', "#let x = 1; #x", "$ x^2 + integral $", "\\u{41} \\ \\# back",
    "[ not content ] #[inner]", "@reference <label>", "= not a heading", "/* not */ // a comment",
    "#include \"other.typ\"", '") #panic("out") //', "#import \"@preview/cetz:0.1.0\"",
    "`raw` and ```rust fn```", "~ -- --- ... 'single' \"double\"", "#{ 1 + 1 }", "*a* _b_ + - ~",
    "&lt;b&gt; {{ 7*7 }} {% raw %} ${7*7}", "#sys.inputs.paper", "\u2028 \u2029 \u0085", "%PDF-1.4",
]


@pytest.mark.parametrize("code", CODE)
def test_what_people_type_is_printed_and_never_run(code):
    tree = paper("x", title=code, summary=code, address=code, checked=code, site=code)
    tree["nodes"] = [{"tag": "p", "kids": [code]}, {"tag": "h2", "kids": [code]},
                     {"tag": "code", "kids": [code], "plain": code},
                     {"tag": "a", "href": f"https://x.example/?{code}", "kids": [code]}]
    tree["facts"] = [[code, code]]
    pdf = compile.compile_pdf(tree, MADE_AT)
    said = words_in(pdf).replace(" ", "")
    assert problems_of(pdf) == []
    assert said.count("".join(code.split())) >= 6, said


def test_the_same_words_through_markdown_are_printed_too():
    said = words_in(printed("Pay \\#1 costs $5 [sic] @maya <b>bold</b> #read(\"/etc/passwd\")"))
    assert 'Pay #1 costs $5 [sic] @maya <b>bold</b> #read("/etc/passwd")' in said


def test_the_press_sees_no_file_of_ours(tmp_path):
    for program in (b'#read("/etc/passwd")', b'#read("../../../../etc/passwd")',
                    b'#image("/static/favicon.svg")', b'#import "@preview/cetz:0.1.0"'):
        with pytest.raises(typst.TypstError):
            compile._run(program, {}, MADE_AT)


@pytest.mark.parametrize("typed, shown", [
    ("A party 🎉 today", "A party (party popper) today"),
    ("Love ❤️ and 👩‍👧", "(woman)"),
    ("𒀀𒀁", "□□"),
    ("Ŵythnos ŷ £ € é “ ” … – —", "Ŵythnos ŷ £ € é “ ” … – —"),
])
def test_signs_that_no_font_has_are_told_in_words(typed, shown):
    pdf = printed(typed, title=typed)
    assert shown in words_in(pdf)
    assert problems_of(pdf) == []


def test_the_same_paper_gives_the_same_bytes():
    assert printed(RICH) == printed(RICH)


def test_print_is_as_large_as_it_says():
    def smallest(pdf):
        sizes = set()

        def note(words, _matrix, _text_matrix, _font, size):
            if words.strip():
                sizes.add(round(abs(size * _text_matrix[3] * _matrix[3])))

        for one in PdfReader(io.BytesIO(pdf)).pages:
            one.extract_text(visitor_text=note)
        return min(sizes)

    assert smallest(printed("Words and *more*.\n\n## Part\n\n- a", "large-print")) >= 16
    assert smallest(printed("[icon:heart] Words.", "easy-read")) >= 16
    assert smallest(printed("Words.", "pdf")) >= 10


@pytest.mark.parametrize("source, rows", [
    ("", []),
    ("[icon:heart] Love.\nMore.", [("heart", "", "Love.")]),
    ("**Next: the money**", [("", "Next: the money", "")]),
    ("## Next", [("", "Next", "")]),
    ("[icon:nothing] Words.", [("", "", "Words.")]),
    ("[icon:heart]", [("heart", "", "")]),
    ("One.\n\n \n\nTwo.", [("", "", "One."), ("", "", "Two.")]),
    ("[icon:heart] <script>alert(1)</script>", [("heart", "", "&lt;script&gt;")]),
])
def test_easy_read_is_read_row_by_row(source, rows):
    made = easy_read.rows(source)
    assert [(row["icon"], row["heading"]) for row in made] == [row[:2] for row in rows]
    assert all(row[2] in given["html"] for row, given in zip(rows, made, strict=True))


def test_every_picture_of_before_is_in_the_sprite_and_drawn_now():
    assert all("<svg" in svg.icon(name) for name in svg.DRAWN_NOW)
    assert not svg.has_picture("dragon") and svg.has_picture("house") and svg.has_picture("bed")


def test_links_on_paper_lead_to_the_site_and_far_ones_are_written_out():
    tree = html_tree.tree('<p><a href="/library/a">A</a> <a href="https://www.nhs.uk/phb">N</a> '
                          '<a href="#about-x">X</a></p>', BASE)
    links = [kid for kid in tree[0]["kids"] if isinstance(kid, dict)]
    assert [link["href"] for link in links] == [f"{BASE}/library/a", "https://www.nhs.uk/phb", ""]
    assert [link.get("shown") for link in links] == [None, "nhs.uk/phb", None]


LONG = "m" * 240


@pytest.mark.parametrize("source", [
    LONG, f"**{LONG}**", f"# {LONG}", f"- {LONG}", f"> {LONG}", f"https://www.example.org/{LONG}",
    f"```\n{LONG}\n```", f"`{LONG}`", f"| {LONG} | two | three |\n|---|---|---|\n| a | b | c |",
], ids=["words", "bold", "heading", "list", "quotation", "address", "fence", "code", "table"])
@pytest.mark.parametrize("name", ["pdf", "large-print"])
def test_a_word_of_240_letters_stays_on_the_page(source, name):
    """No line has more letters than fit beside one another, and none is lost."""
    lines = [line.count("m") for page in PdfReader(io.BytesIO(printed(source, name))).pages
             for line in page.extract_text().replace("\u200b", "").splitlines()]
    narrowest = 0.45 * {"pdf": 12, "large-print": 19}[name]  # points: an m of code
    assert max(lines) * narrowest < (459 if name == "pdf" else 481) / (3 if "|" in source else 1)
    assert sum(lines) >= 240


def test_letters_of_other_scripts_are_drawn():
    said = {
        "Cyrillic": "Привет", "Greek": "Καλημέρα", "Hebrew": "שלום", "Arabic": "مرحبا",
        "Urdu": "اردو", "Bengali": "বাংলা", "Gujarati": "ગુજરાતી", "Gurmukhi": "ਪੰਜਾਬੀ",
        "Hindi": "योजना", "Tamil": "தமிழ்", "Thai": "ภาษาไทย", "Ethiopic": "አማርኛ",
        "Chinese": "护理计划 護理計畫", "Japanese": "介護の計画", "Korean": "계획",
        "Vietnamese": "Tiếng Việt",
    }
    pdf = printed("\n\n".join(said.values()))
    assert problems_of(pdf) == [] and "□" not in words_in(pdf)
    fonts = {str(font.get_object()["/BaseFont"]) for page in PdfReader(io.BytesIO(pdf)).pages
             for font in page["/Resources"]["/Font"].values()}
    for script in ("Arabic", "Hebrew", "Bengali", "Gujarati", "Gurmukhi", "Devanagari", "Tamil",
                   "Thai", "Ethiopic", "CJKsc"):
        assert any(f"NotoSans{script}" in name for name in fonts), (script, fonts)


def test_words_from_right_to_left_are_marked_so_for_the_press():
    made = html_tree.tree(str(text.render("שלום to all\n\nHello שלום\n\n- שלום")), BASE)
    assert [node.get("rtl", False) for node in made if isinstance(node, dict)] == [
        True, False, True]
