"""What a case is about, for those who do not take every subject: from the reason of its reports,
and from plain words in it.

A list of words is coarse: it only decides who is given a case first, never what becomes of it.
"""
import re

SUBJECTS = {
    "suicide": "Suicide and self-harm",
    "child": "Harm to a child",
    "sexual": "Sexual abuse",
    "violence": "Violence and threats",
    "death": "Death and grief",
}
HARD = ("danger", "danger-plain", "danger-possible", "csea", "intimate", "child", "terror", "hate")
OF_REASON = {  # reason of a report, or kind of an alarm → subjects
    "danger": ("suicide",), "danger-plain": ("suicide",), "danger-possible": ("suicide",),
    "csea": ("child", "sexual"), "intimate": ("sexual",), "intimate-24h": ("sexual",),
    "child": ("child",), "terror": ("violence",), "hate": ("violence",),
}
CHILD = r"(child(ren)?|kids?|sons?|daughters?|bab(y|ies)|toddlers?|boys?|girls?)"
HARM = r"(hit(s|ting)?|hurt(s|ing)?|beat(s|en|ing)?|abus\w+|neglect\w*|starv\w+|shak(es|ing|en))"
WORDS = {
    "suicide": r"suicid\w*|kill(ing)? (my|him|her|them)sel\w+|self[- ]?harm\w*|overdos\w*"
               r"|end(ing)? (it all|my life|his life|her life)|(do not|don.?t) want to live",
    "child": rf"{HARM}\b.{{0,40}}\b{CHILD}|{CHILD}\b.{{0,40}}\b{HARM}",
    "sexual": r"rap(e|ed|es|ing|ist)|molest\w*|groom(ed|ing)|sexual(ly)? (abus|assault)\w*",
    "violence": r"stab(s|bed|bing)?|punch\w*|strangl\w*|violen(t|ce|tly)|murder\w*|attacked"
                r"|beat(s|en|ing)? (me|him|her|us) up",
    "death": r"died|dying|dead|deaths?|funerals?|passed away|bereave\w*|grie(f|ve|ves|ved|ving)"
             r"|hospice|stillb\w+|miscarr\w+",
}
PATTERNS = {subject: re.compile(rf"\b({words})\b", re.I) for subject, words in WORDS.items()}
LOOKED_AT = 20_000  # characters


def subjects_of(reason: str, *words: str) -> set[str]:
    """Keys of SUBJECTS. At most as many steps as `LOOKED_AT` characters ask for."""
    text = "\n".join(one for one in words if one)[:LOOKED_AT]
    said = {subject for subject, pattern in PATTERNS.items() if pattern.search(text)}
    return said | set(OF_REASON.get(reason, ()))
