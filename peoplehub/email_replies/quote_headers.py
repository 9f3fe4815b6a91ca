"""Where a quotation begins: the line that a mail program writes above it ("On … wrote:"), and
blocks of headers ("From: … Sent: …"), in the languages most used here."""
import re
from collections.abc import Collection

STARTS = ("On|Am|Le|El|Op|Il|Den|Em|Dnia|W dniu|Ar|Dana|På|Pe|Vào|Dne|Dňa|A|Στις|В|Il giorno|"
          "El día|Mnamo|Tarehe|Ng")
VERBS = (r"wrote|writes|schrieb|schreef|a écrit|écrit|ha scritto|escribió|escreveu|skrev|"
         r"napisał\(a\)|napisał|ysgrifennodd|ysgrifenodd|napsal\(a\)|a scris|írta|yazdı|пише|"
         r"написал\(а\)|написав|έγραψε|geschreven|je napisao/la")
ATTRIBUTION = re.compile(
    rf"-*\s*(?:{STARTS})\b.{{3,300}}\b(?:{VERBS})(?!\w).{{0,200}}?(?::|\s-{{2,}}:?)", re.I)
MOST_LINES = 5  # over which such a line is wrapped
FROM = "From|Von|De|Da|Van|Fra|Från|Od|Oddi wrth|Kimden|От|Від"
LABEL = re.compile(
    rf"(?:{FROM}|Sent|Date|To|Cc|Subject|Reply-To|Importance|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|"
    r"Date|Inviato|Data|A|Oggetto|Enviado(?: el)?|Para|Fecha|Asunto|Assunto|Verzonden|Aan|"
    r"Onderwerp|Sendt|Til|Emne|Skickat|Till|Ämne|Wysłano|Do|Temat|Anfonwyd|At|Pwnc|Дата|Кому|Тема)"
    r"\*?\s?:\*?(?:\s|$)", re.I)
FROM_LABEL = re.compile(rf"(?:{FROM})\*?\s?:", re.I)
SEPARATOR = re.compile(
    r"[-_*=─]{5,}|-{2,}\s*\S.{0,60}?\s*-{2,}|Begin forwarded message:|"
    r"Original message|(?:_{2,}\s*)+", re.I)
LONGEST_LINE = 1_000
LOOKED_AT = 40  # lines of the end


def without_quote_mark(line: str) -> str:
    return re.sub(r"^[>\s|]+", "", line).strip(" *\u00a0")


def header_start(lines: list[str], known: Collection[str]) -> int:
    """The number of the line at which the header of a quotation begins that ends with the last of
    these `lines`; how many there are, where none does. `known`: what such a header names, our name
    or address."""
    first = max(len(lines) - LOOKED_AT, 0)
    plain = [without_quote_mark(line[:LONGEST_LINE]) for line in lines[first:]]
    end = len(plain)
    while end and not plain[end - 1]:
        end -= 1
    start = min(_attribution(plain[:end], known), _block(plain[:end]))
    if start == end and end and SEPARATOR.fullmatch(plain[end - 1]):
        start = end - 1
    return header_start(lines[:first + start], known) if start < end else len(lines)


def _attribution(plain: list[str], known: Collection[str]) -> int:
    """Over a few lines; or one paragraph in any language that names us and ends with a colon."""
    for count in range(1, min(MOST_LINES, len(plain)) + 1):
        said = " ".join(plain[-count:])
        if not plain[-count]:
            break
        if ATTRIBUTION.fullmatch(said) and _names(said, known):
            return len(plain) - count
    if not plain or (len(plain) > 1 and plain[-2]):
        return len(plain)
    said = plain[-1]
    is_one = len(said) < 300 and said.endswith((":", "：")) and not LABEL.match(said)
    has_address = any("@" in name and name in said.lower() for name in known)
    return len(plain) - 1 if is_one and has_address else len(plain)


def _names(said: str, known: Collection[str]) -> bool:
    return any(name in said.lower() for name in known)


def _block(plain: list[str]) -> int:
    """Two labels or more, one of which says from whom it is; a value may go on in a next line."""
    start = place = len(plain)
    labels: list[str] = []
    while place and len(plain) - place < 20:
        place -= 1
        if LABEL.match(plain[place]):
            labels.append(plain[place])
            start = place
        elif not plain[place] and (not labels or start - place > 2):
            break
        elif len(plain) - place > 3 and start - place > 2:
            break
    if len(labels) >= 2 and any(FROM_LABEL.match(label) for label in labels):
        return start
    return len(plain)
