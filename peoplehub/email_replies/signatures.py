"""Signatures below what somebody wrote: those of phones, and those behind two dashes."""
import re

OF_PROGRAMS = re.compile(
    r"(?:sent|posted) (?:from|via|with|using|by) .{1,80}|"
    r"get (?:outlook|bluemail|the .{1,30} app)\b.{0,80}|"
    r"get outlook for .{1,80}|yahoo mail: .{1,80}|"
    r"(?:von|vom) (?:meinem|meiner|mein)?.{1,40} gesendet.?|gesendet (?:mit|von) .{1,60}|"
    r"diese nachricht wurde von .{1,60} gesendet.?|"
    r"outlook für .{1,40} (?:beziehen|herunterladen).{0,80}|"
    r"envoyé (?:de|depuis|à partir de) .{1,60}|enviado (?:desde|do) .{1,60}|inviato da .{1,60}|"
    r"verzonden vanaf .{1,60}|verstuurd vanaf .{1,60}|skickat från .{1,60}|sendt fra .{1,60}|"
    r"wysłane z .{1,60}|anfonwyd o .{1,60}|obtenir outlook pour .{1,80}|"
    r"sent from .{1,60} on the move|download .{1,20} mail app.{0,60}", re.I)
PROGRAMS = re.compile(
    r"phone|pad|galaxy|android|samsung|huawei|xiaomi|pixel|outlook|mail|ios|windows|blackberry|"
    r"nokia|mobile|tablet|proton|handy|smartphone|tutanota|tuta\b|aol|thunderbird|k-9|app\b|"
    r"device|honor|oneplus|motorola|ffôn", re.I)
CLOSING = re.compile(
    r"(?:(?:kind|warm|best|many|with)\b.{0,12}\b)?(?:regards|wishes|thanks|sincerely|faithfully|"
    r"cheers|best|love|yours|cofion|grüße|grüßen|cordialement|saludos)(?: .{0,12})?[,.!]?", re.I)
MOST_LINES = 12


def without_signature(lines: list[str]) -> tuple[list[str], bool]:
    """The lines above it, and whether one may doubt that only a signature was below."""
    lines, is_unsure = _above_dashes(_without_program(_trimmed(lines)))
    return _without_program(_trimmed(lines)), is_unsure


def has_closing(lines: list[str], pen_name: str) -> bool:
    """Whether words of farewell are followed by anything but the pen name: a signature written by
    a program may say who somebody is."""
    said = [line.strip() for line in lines if line.strip()]
    for number, line in enumerate(said[-8:-1], start=max(len(said) - 8, 0)):
        below = [one.strip(" ,.!-–").casefold() for one in said[number + 1:]]
        if CLOSING.fullmatch(line) and below != [pen_name.casefold()]:
            return True
    return False


def _trimmed(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip(" >\u00a0_"):
        end -= 1
    return lines[:end]


def _without_program(lines: list[str]) -> list[str]:
    """Without "Sent from my iPhone", where that is the last line and names such a thing."""
    for _ in range(3):
        if not lines:
            break
        last = re.sub(r"<[^<>]{1,200}>|\[[^\[\]]{1,200}\]", "", lines[-1]).strip(" .*_-–—")
        if not (OF_PROGRAMS.fullmatch(last) and PROGRAMS.search(last)):
            break
        lines = _trimmed(lines[:-1])
    return lines


def _above_dashes(lines: list[str]) -> tuple[list[str], bool]:
    """RFC 3676, 4.3: two dashes and a space. Without the space somebody may have drawn a line."""
    for number, line in enumerate(lines):
        if line.rstrip("\u00a0 ") in ("--", "—") and line.strip():
            is_sure = line == "-- " and len(lines) - number <= MOST_LINES
            return lines[:number], not is_sure
    return lines, False
