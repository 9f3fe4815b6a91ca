"""The text of an HTML e-mail. What stands in the containers in which mail programs put quotations
begins with "> ", as it would in a plain e-mail."""
import re
from html.parser import HTMLParser

BLOCKS = set("address article blockquote dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 "
             "header hr li main ol p pre section table tr ul".split())
VOID = set("area base br col embed hr img input link meta source track wbr".split())
HIDDEN_TAGS = {"script", "style", "head", "title", "template", "object"}
QUOTES = re.compile(
    r"\b(gmail_quote|gmail_attr|gmail_extra|moz-cite-prefix|yahoo_quoted|yahoo-quoted-begin|"
    r"protonmail_quote|zmail_extra|tutanota_quote|OutlookMessageHeader|reply-intro|gmx_quote|"
    r"ox-quote|name=.quote)", re.I)
REST_IS_QUOTED = re.compile(  # the line of Outlook, and what programs put where the letter begins
    r"\b(appendonsend|divRplyFwdMsg|stopSpelling|ms-outlook-mobile-reference-message|"
    r"mail-editor-reference-message-container)\b|"
    r"border-top:\s*solid\s*#(E1E1E1|B5C4DF)", re.I)
SIGNATURES = re.compile(
    r"\b(gmail_signature|moz-signature|AppleMailSignature|ms-outlook-mobile-signature|"
    r"protonmail_signature_block|tutanota_signature|Signature)\b", re.I)
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|font-size:\s*0|visibility:\s*hidden", re.I)
DEEPEST = 300  # tags inside each other; deeper ones are read as if they stood here
LONGEST_SIGNATURE = 300  # letters; somebody may have written inside the box of a longer one


class TextOfHtml(HTMLParser):
    """Collects lines. `signature` is what stood in boxes for signatures, which is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.signature = ""
        self.open: list[tuple[str, str]] = []  # tag, and what its text is: "", quote, hidden, sign
        self.rest_is_quoted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = " ".join(f"{name}={value}" for name, value in attrs if value)[:2000]
        if tag == "br" or tag in BLOCKS:
            self._break()
        if REST_IS_QUOTED.search(said):
            self.rest_is_quoted = True
        if tag == "img":
            self.handle_data(next((value or "" for name, value in attrs if name == "alt"), "")[:4])
        if tag == "li":
            self._write("- ")
        if tag in ("td", "th"):
            self._write(" ")
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append((tag, self._kind_of(tag, said)))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._break()
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        kind = self.open[-1][1] if self.open else ""
        if kind == "hidden":
            return
        words = data if any(tag == "pre" for tag, _ in self.open) else re.sub(r"[ \t\r\n\f]+", " ",
                                                                              data)
        if kind == "sign" and not self.rest_is_quoted:
            self.signature += words
        else:
            self._write(words)

    def _kind_of(self, tag: str, said: str) -> str:
        around = self.open[-1][1] if self.open else ""
        if around:
            return around
        if tag in HIDDEN_TAGS or HIDDEN.search(said):
            return "hidden"
        if tag == "blockquote" or QUOTES.search(said):
            return "quote"
        return "sign" if SIGNATURES.search(said) else ""

    def _is_quoted(self) -> bool:
        return self.rest_is_quoted or bool(self.open and self.open[-1][1] == "quote")

    def _break(self) -> None:
        self.parts.append("\n")

    def _write(self, words: str) -> None:
        if words.strip() and self._is_quoted():
            words = "\n".join(f"\0{line}" for line in words.split("\n"))
        self.parts.append(words)


def text_of(html: str) -> tuple[str, bool]:
    """Its text, and whether a box for a signature held more than one does."""
    reader = TextOfHtml()
    reader.feed(html)
    reader.close()
    lines = "".join(reader.parts).split("\n")
    text = "\n".join(_quoted_or_not(line) for line in lines)
    return (re.sub(r"\n{3,}", "\n\n", text).strip("\n"),
            len(reader.signature.strip()) > LONGEST_SIGNATURE)


def _quoted_or_not(line: str) -> str:
    plain = re.sub(r" {2,}", " ", line.replace("\0", "")).strip()
    return f"> {plain}" if "\0" in line and plain else plain
