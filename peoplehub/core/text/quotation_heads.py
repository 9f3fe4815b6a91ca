"""Quotations as the editor began them until version 0.2.0, shown in an edit box as it begins them
now: `Joan wrote:` above the quoted words, without Markdown marks around the name."""
import re

OLD_HEAD = re.compile(r"^> \*\*(?P<name>[^*\n]+)\*\* wrote:\n>[ \t]*\n(?=>)", re.M)
CODE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$)", re.M | re.S)


def with_plain_heads(source: str) -> str:
    """The same Markdown with every old head of a quotation in the form of today. Code is left as
    it is."""
    parts = CODE.split(source)
    parts[::2] = [OLD_HEAD.sub(r"\g<name> wrote:\n", part) for part in parts[::2]]
    return "".join(parts)
