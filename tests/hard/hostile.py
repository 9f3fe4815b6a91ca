"""Words that try to be more than words. Our own list is complete by itself; the folder named by
PEOPLEHUB_CORPORA adds public lists when it is set. Nothing of that folder is copied here."""
import json
import os
from functools import lru_cache
from pathlib import Path

SCRIPTS = [
    "<script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<body onload=alert(1)>", "<details open ontoggle=alert(1)>", "<iframe src=javascript:alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>", "<math><mi xlink:href=\"javascript:alert(1)\">x</mi>",
    "<input autofocus onfocus=alert(1)>", "<form action=javascript:alert(1)><button>go</button>",
    "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "</textarea><script>alert(1)",
    "</title><script>alert(1)</script>", "-->\n<script>alert(1)</script>", "]]><script>alert(1)",
    "<style>@import'//evil.example';</style>", "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<object data=//evil.example>", "<embed src=//evil.example>", "<template><script>alert(1)",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<plaintext>", "<xmp><p>",
    "<mglyph><style></math><img src onerror=alert(1)>", "<select><style></select><img src=x onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "<!--[if IE]><script>alert(1)",
    "<p style=\"position:fixed;inset:0\">cover</p>", "<a href=x style=x onmouseover=alert(1)>x</a>",
    "\x3cimg src=x onerror\x0b=alert(1)>", "<img src=x:alert(alt) onerror=eval(src) alt=1>",
    "<div id=location name=cookie>clobber</div>", "<form id=forms><input name=submit>",
]
LINKS = [
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\nscript:alert(1))",
    "[x](java&#115;cript:alert(1))", "[x](&#x6A;avascript:alert(1))", "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", "[x](vbscript:msgbox(1))",
    "[x](javascript:123)", "[x](tel:09098790123)", "[x](sms:0900)", "[x](data:1)", "[x](file:///etc)",
    "[x](//evil.example)", "[x](/\\evil.example)", "[x](\\\\evil.example)", "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)", "[x][y]\n\n[y]: javascript:alert(1)", "<javascript:alert(1)>",
    "![x](javascript:alert(1))", "![x](https://evil.example/spy.gif)", "![x][y]\n\n[y]: https://evil.example",
    "[x](https://evil.example \"\" onmouseover=alert(1))", "[x](https://a\"onmouseover=alert(1))",
    "[x](https://a'><script>alert(1)</script>)", "https://a.example/\"onmouseover=\"alert(1)",
    "<https://a.example/\"onmouseover=alert(1)>", "www.a.example/<script>alert(1)</script>",
    "[a](https://a.example/[b](javascript:alert(1)))", "[`x`](javascript:alert`1`)",
    "@<script>alert(1)</script>", "@amina\" onclick=\"alert(1)", "[x](#\"onclick=alert(1))",
]
TEMPLATES = [
    "{{7*7}}", "${7*7}", "#{7*7}", "{%raw%}x{%endraw%}", "{{ config.SECRET_KEY }}", "{% include 'x' %}",
    "{0.__class__}", "{request}", "%s%n%x", "%(csrf_token)s", "{{''.__class__.__mro__}}", "<%= 7*7 %>",
    "$(id)", "`id`", "{text}", "{}{}{}", "{self!r}", "\\N{BELL}",
]
QUERIES = [
    "' OR '1'='1", "'; DROP TABLE user; --", "\" OR \"\"=\"", "1; SELECT pg_sleep(9)", "') OR 1=1--",
    "a* AND NEAR(b c)", "title:secret", "\"unbalanced", "(((", "^abc$", ".*", "[a-z]+", "a|b", "-a -b",
    "NOT", "AND OR NOT", "{a}:b", "col : x", "*", "%", "_", "\\", "!!", "a & b", "a <-> b", ":*", "''",
    "--", "/*", "a:*b", "+", "~", "<>", "?", "é*", "\"\"\"\"", "a\" NEAR/3 \"b", "x'--", "\x1a",
]
INVISIBLE = [
    "a\x00b", "\x07bell", "\x1b[31mred", "\u202eevil\u202c", "\u2066left\u2069", "\ufeffmark",
    "zero\u200bwidth", "soft\u00adhyphen", "\u2028line\u2029", "\x85next", "\ufffe\uffff", "\x7f",
    "a\u0300\u0300\u0300b" * 20, "﷽" * 30, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "Ω≈ç√∫",
    "\U000e0001\U000e0041", "ᅠ", "\u3164", "-0", "NaN", "1e309", "١", "true", "null", "\\u0000",
]
HEADERS = [
    "x\r\nBcc: a@evil.example", "x\nBcc: a@evil.example", "x\rBcc: a@evil.example",
    "x%0d%0aBcc: a@evil.example", "x\r\n\r\n<script>alert(1)</script>", "x\u2028Bcc: a@evil.example",
    "x\x0bBcc: a@evil.example", "=?utf-8?q?x=0d=0aBcc:_a@evil.example?=",
    "=?utf-8?q?a=40evil.example=3e=2c?=", "x\x85Bcc: a@evil.example",
]
OWN = SCRIPTS + LINKS + TEMPLATES + QUERIES + INVISIBLE + HEADERS
FEW = [  # for every field of every form
    SCRIPTS[0], SCRIPTS[2], SCRIPTS[3], SCRIPTS[12], SCRIPTS[14], SCRIPTS[15], SCRIPTS[30],
    SCRIPTS[20], SCRIPTS[33], LINKS[0], LINKS[4], LINKS[11], LINKS[18], LINKS[21], LINKS[26],
    LINKS[32], TEMPLATES[0], TEMPLATES[4], TEMPLATES[6], TEMPLATES[8], QUERIES[1], INVISIBLE[0],
    INVISIBLE[3], HEADERS[0], "\" autofocus onfocus=alert(1) x=\"",
]


@lru_cache
def corpus() -> list[str]:
    """Our own list, and every public one there is."""
    found = list(OWN)
    folder = os.environ.get("PEOPLEHUB_CORPORA", "")
    if folder and Path(folder).is_dir():
        found += _of(Path(folder))
    return list(dict.fromkeys(found))


def _of(folder: Path) -> list[str]:
    strings = _strings(_read(folder / "blns/blns.json")) + _strings(
        _read(folder / "owasp/xss_filter_evasion.json"))
    strings += [case["markdown"] for case in _read(folder / "commonmark/spec_tests.json")]
    for path in sorted((folder / "bleach").rglob("*.test")):
        strings.append(path.read_text(errors="replace").partition("\n--\n")[0])
    return strings


def _read(path: Path):
    return json.loads(path.read_text()) if path.exists() else []


def _strings(found) -> list[str]:
    """Every string in it, however it is nested."""
    if isinstance(found, str):
        return [found]
    inner = found.values() if isinstance(found, dict) else found
    return [one for part in inner if not isinstance(part, int | float) for one in _strings(part)]
