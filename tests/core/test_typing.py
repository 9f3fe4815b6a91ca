"""Words come out as people type them: nothing that was typed vanishes or turns into something."""
import html5lib
import pytest
from hypothesis import example, given, settings, strategies as st

from peoplehub.core.text import plain, preview, render


def shown(source: str, **more) -> str:
    """The words that a reader sees, each address behind its link, with numbers of lists."""
    page = html5lib.parseFragment(render(source, **more), namespaceHTMLElements=False)
    return "".join(_said(page))


def _said(node):
    number = int(node.get("start") or 1) if node.tag == "ol" else None
    yield node.text or ""
    for child in node:
        if number is not None and child.tag == "li":
            yield f"{number}. "
            number += 1
        yield from _said(child)
        if child.tag == "a":
            yield f" {child.get('href')} "
        yield child.tail or ""


def keeps(source: str, **more) -> bool:
    """Every letter and digit of the source is visible or in an address, in order."""
    rest = iter(shown(source, **more))
    return all(sign in rest for sign in source if sign.isalnum())


def tags(source: str) -> list[str]:
    page = html5lib.parseFragment(render(source), namespaceHTMLElements=False)
    return [node.tag for node in page.iter() if node.tag not in ("DOCUMENT_FRAGMENT", "br", "p")]


WORDS = st.sampled_from([
    "Joan", "8am", "tablets", "0800 123 4567", "2012", "£14*37*52", "my_care_plan",
    "joan_x@example.org", "@amina", "@ben", "www.gov.uk/carers", "https://nhs.uk/a_b?c=1&d=2",
    "nhs.uk", "don't", "ﬁne", "日本語", "สวัสดี", "&copy;", "&amp", "&#65;", "AT&T", "<b>", "</p>",
    "<3", ">", "C:\\new\\dir", "\\*", "\\@ben", "5*", "4*", "f***", "½", "e\u0301", "x\u200by",
    "~5", "a|b", "::", "Update", "https://a.org:8080/x", "http://16843009/", "tel:0800", "#1",
    "#hashtag", "1)", "a)", "1.5", "007.", "...", "—", "!", "?",
])  # fmt: skip
JOINED = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
AROUND = st.sampled_from([
    "{}", "[{}]:", "[{}]: {}", "> [{}]: {}", "> {}", ">> {}", "[{}]({})", "[{}]( {} )", "![{}]({})",
    "[{}][{}]", "[{}]({} \"{}\")", "<{}>", "**{}**", "*{}*", "__{}__", "_{}_", "~~{}~~", "***{}***",
    "`{}`", "``{}``", "```{}", "```", "~~~ {}", "~~~", "# {}", "## {} ##", "#{}", "{}\n---",
    "{}\n===", "---", "***", "- {}", "  - {}", "* {}", "+ {}", "    - {}", "1. {}", "2. {}",
    "5. {}", "12. {}", "2012. {}", "2013. {}", "007. {}", "1) {}", "    {}", "\t{}", "  {}  ",
    "| {} | {} |", "|---|---|", "|---|", "{} | {} | {}", "--- | ---", "*[{}]: {}", "[^{}]: {}",
    "{}[^{}]", "{}\n: {}", "<!-- {} -->", "<script>{}</script>", "<p>{}", "&{};", "({})", "“{}”",
    "**{}", "{}**", "_{}", "`{}", "[{}", "{}]({}", "- [ ] {}", "- [x] {}", "{}\x0b{}", "{}\u2028{}",
    "• {}", "- - {}", "> - {}", "- > {}", "1. - {}", "!!! {}", "{{: .{} }}",
])  # fmt: skip


def _fill(shape: str, words: list[str]) -> str:
    for word in words:
        shape = shape.replace("{}", word, 1)
    return shape.replace("{}", words[0])


LINES = st.builds(_fill, AROUND, st.lists(JOINED, min_size=3, max_size=3))


@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", " ", "\r\n"])), max_size=9)
       .map(lambda parts: "".join(line + end for line, end in parts)))
@settings(max_examples=300, deadline=None)
@example("[8am]: tablets\n[8am]: tablets\n[8am]: tablets")
@example("[x](https://a.b 'title')")
@pytest.mark.slow
def test_every_letter_and_digit_is_visible_or_in_an_address(source):
    assert keeps(source, names={"amina": "amina"})


@pytest.mark.parametrize("source", [
    "2012. Diagnosis\n2015. School", "5. May\n12. May", "5. May\n\n12. May", "1. one\n3. three",
    "007. Bond", "We moved in\n2012. Then he was ill.",
])  # fmt: skip
def test_numbers_stay_as_typed(source):
    assert [word for word in shown(source).split() if word[0].isdigit()] == [
        word for word in source.split() if word[0].isdigit()]


def test_numbers_that_go_on_are_a_list():
    assert '<ol start="2012">' in render("2012. a\n2013. b") and tags("1. a\n2. b\n\n3. c") == [
        "ol", "li", "li", "li"]


@pytest.mark.parametrize("source, made", [
    ("For her:\n- milk\n- bread", ["ul", "li", "li"]),
    ("For her:\n1. milk\n2. bread", ["ol", "li", "li"]),
    ("- milk\n  - skimmed\n- bread", ["ul", "li", "ul", "li", "li"]),
    ("1. milk\n  - skimmed\n2. bread", ["ol", "li", "ul", "li", "li"]),
    ("- milk\n\n- bread", ["ul", "li", "li"]),
    ("• milk\n• bread", ["ul", "li", "li"]),
    ("- milk\nThank you", ["ul", "li"]),
    ("> He said\nand I said", ["blockquote"]),
    (">:( not happy", []),
    ("    four spaces", []), ("\ttab", []), ("Words\n---", []), ("Words\n===", []), ("---", []),
    ("* * *", []), ("#1 in the list", []), ("# One", ["h3"]), ("## One ##", ["h3"]),
    ("14*37*52 and 5* or 4*", []), ("f***ing", []), ("Name: ______", []), ("my_care_plan", []),
    ("**B** *i* ~~s~~ `c`", ["strong", "em", "del", "code"]), ("***both***", ["strong", "em"]),
    ("这是**重点**内容", ["strong"]), ("**PHB**s", ["strong"]),
    ("Hours:\nDay | Hours\n--- | ---\nMon | 3", ["table", "thead", "tr", "th", "th", "tbody", "tr",
                                                 "td", "td"]),
    ("```\n**no**\n```", ["pre", "code"]), ("```python\nx\n```", ["pre", "code"]),
    ("```\nnever closed **yes**", ["strong"]),
])  # fmt: skip
def test_only_what_the_profile_knows_means_something(source, made):
    assert sorted(tags(source)) == sorted(made)


def test_a_cell_too_many_is_shown():
    assert "lunch" in shown("a|b\n-|-\n1|2|lunch")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028"])
def test_whatever_ends_a_line_ends_it(end):
    assert "<br>" in render(f"one{end}two")


@pytest.mark.parametrize("source, address", [
    ("[form](www.gov.uk/carers)", "https://www.gov.uk/carers"),
    ("[form](gov.uk/carers)", "https://gov.uk/carers"),
    ("[mail](joan@example.org)", "mailto:joan@example.org"),
    ("[a](https://en.wikipedia.org/wiki/Care_(law))", "https://en.wikipedia.org/wiki/Care_(law)"),
    ("[sheet](/library/first)", "/library/first"),
    ("**https://a.org/my_care_plan_**", "https://a.org/my_care_plan"),
    ("https://a.org/_x_/", "https://a.org/_x_/"),
])  # fmt: skip
def test_an_address_is_completed(source, address):
    assert f'href="{address}"' in render(source)


@pytest.mark.parametrize("source", ["[ring](0800 123 4567)", "[ring](tel:08001234567)", "[x](that)",
                                    "[x](javascript:alert(1))", "[Joan]: https", "[x][y]"])
def test_what_is_no_address_stays_as_typed(source):
    assert shown(source) == source


@pytest.mark.parametrize("mark", list("?!;:…'»—؟。.,)]”’"))
def test_a_sentence_mark_is_no_part_of_an_address(mark):
    for address in ("www.nhs.uk", "www.nhs.uk/conditions", "a.org/?a=b", "a.org/"):
        assert f'href="https://{address}"' in render(f"See https://{address}{mark}"), address


def test_an_address_with_a_port_is_named_once():
    assert shown("https://a.org:8080/x").count("a.org") == 2  # the words, and where they lead


def test_an_address_is_no_link_in_code():
    assert "<a" not in render("`https://a.org`\n\n```\nhttps://a.org\n```")


@pytest.mark.parametrize("source, words", [
    ("my_care_plan and *my* plan", "my_care_plan and my plan"),
    ("write to joan_x@example.org", "write to joan_x@example.org"),
    ("£14*37*52", "£14*37*52"), ("**b**old", "bold"), ("&copy; <b> 1 < 2", "&copy; <b> 1 < 2"),
    ("# One\ntwo\n- three\n- four", "One two three four"), ("5. May\n6. June", "5. May 6. June"),
    ("1. a\n   - b\n2. c", "1. a b 2. c"), ("> quoted\nsaid", "quoted said"),
    ("a|b\n-|-\n1|2", "a b 1 2"), ("[8am]: tablets", "[8am]: tablets"),
    ("[form](www.gov.uk/carers)", "form (gov.uk)"), ("`x_y`", "x_y"), ("---", "---"),
])  # fmt: skip
def test_plain_words_are_what_is_shown(source, words):
    assert preview(render(source)) == words == " ".join(plain(render(source)).split())


def test_a_preview_is_cut_between_words_and_reads_no_further_than_it_must():
    assert preview("<p>" + "word " * 9_000 + "</p>", 12) == "word word…"
    assert len(plain("<p>x</p>" * 9_000, 100)) < 300
