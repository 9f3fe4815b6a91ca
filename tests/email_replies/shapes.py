"""Replies as real mail programs write them, in invented words: what each looks like on the wire,
and what of it is the writer's. HELD: not certain, so the writer is asked."""
from email.message import EmailMessage
from html import escape

from peoplehub.email_replies.addresses import MARKER

HELD = None
OURS = "PeopleHub <hello@localhost>"
BODY = """Hello

There is something new for you on PeopleHub. To keep it private we do not say what it is in a letter.

Read it here:
http://localhost/messages

You can change when we write to you:
http://localhost/settings/letters

If you need help now, call 999 in an emergency, 111 for medical advice, or Samaritans on 116 123 at any hour.
"""
LETTER = f"{MARKER}\n\n{BODY}"
SAID = "Thank you. Tuesday at ten suits us."
TWO = "Thank you, that helps a lot.\n\nShall we talk about the night shift again?\n- one\n- two"
ON = "On Fri, 27 Nov 2026 at 04:50, PeopleHub <hello@localhost> wrote:"
QUOTED = "\n".join(f"> {line}".rstrip() for line in LETTER.splitlines())
BLOCK = "From: PeopleHub <hello@localhost>\nSent: 27 November 2026 04:50\nTo: Amina Sample " \
        "<amina@people.example>\nSubject: There is something new for you"
PHONE = "Sent from my iPhone"


def plain(body: str, charset: str = "utf-8", cte: str | None = None, params: dict | None = None,
          name: str = "", **headers: str) -> bytes:
    message = _head(name, headers)
    message.set_content(body, charset=charset, cte=cte, params=params or {})
    return message.as_bytes()


def html(body: str, name: str = "", **headers: str) -> bytes:
    message = _head(name, headers)
    message.set_content(f"<html><head><style>p{{}}</style></head><body>{body}</body></html>",
                        subtype="html")
    return message.as_bytes()


def both(text: str, page: str, name: str = "") -> bytes:
    message = _head(name, {})
    message.set_content(text)
    message.add_alternative(page, subtype="html")
    return message.as_bytes()


def with_file(body: str, disposition: str, cid: str | None = None) -> bytes:
    message = _head("", {})
    message.set_content(body)
    message.add_attachment(b"not a picture", "image", "png", disposition=disposition, cid=cid,
                           filename="a.png")
    return message.as_bytes()


def raw(body: bytes, kind: str = "text/plain; charset=utf-8", cte: str = "8bit") -> bytes:
    head = (f"From: amina@people.example\r\nTo: reply@reply.example\r\nMessage-ID: <raw@p.example>\r\n"
            f"Subject: Re\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n"
            f"Content-Transfer-Encoding: {cte}\r\n\r\n")
    return head.encode() + body


def _head(name: str, headers: dict) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"{name} <amina@people.example>".strip()
    message["To"] = headers.pop("to", "reply@reply.example")
    message["Subject"] = "Re: There is something new for you"
    message["Message-ID"] = headers.pop("message_id", "<one@people.example>")
    for key, value in headers.items():
        message[key.replace("_", "-")] = value
    return message


def page_of(letter: str = LETTER) -> str:
    return escape(letter).replace("\n", "<br>\n")


GMAIL = ('<div dir="ltr">{}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
         'class="gmail_attr">On Fri, 27 Nov 2026 at 04:50, PeopleHub &lt;<a href="mailto:hello@'
         'localhost">hello@localhost</a>&gt; wrote:<br></div><blockquote class="gmail_quote" '
         f'style="margin:0">{page_of()}</blockquote></div>')
APPLE = ('<div>{}</div><div><br><blockquote type="cite"><div>On 27 Nov 2026, at 04:50, PeopleHub '
         f'&lt;hello@localhost&gt; wrote:</div><br><div>{page_of()}</div></blockquote></div>')
OUTLOOK = ('<div class="WordSection1"><p class="MsoNormal">{}<o:p></o:p></p><div style="border:none;'
           'border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:'
           '</b> PeopleHub &lt;hello@localhost&gt;<br><b>Sent:</b> 27 November 2026 04:50<br><b>To:'
           '</b> Amina Sample<br><b>Subject:</b> There is something new for you</p></div>'
           f'<p>{page_of()}</p></div>')
OUTLOOK_WEB = ('<div class="elementToProof">{}</div><div id="appendonsend"></div><hr style="display:'
               'inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> PeopleHub<br>'
               f'<b>Sent:</b> 27 November 2026 04:50<br></div><div>{page_of()}</div>')
YAHOO = ('<div class="ydp"><div>{}</div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On '
         'Friday, 27 November 2026 at 04:50:10 GMT, PeopleHub &lt;hello@localhost&gt; wrote:</div>'
         f'<div>{page_of()}</div></div>')


def quoting(header: str, words: str = SAID, quote: str = QUOTED, **more) -> bytes:
    return plain(f"{words}\n\n{header}\n{quote}\n", **more)


ABOVE = {  # by program: the line that it writes above a quotation
    "gmail": ON,
    "gmail, wrapped": "On Fri, 27 Nov 2026 at 04:50, PeopleHub\n<hello@localhost> wrote:",
    "gmail, wrapped late": "On Fri, 27 Nov 2026 at 04:50, PeopleHub <hello@localhost>\nwrote:\n",
    "gmail, american": "On Fri, Nov 27, 2026 at 4:50 AM PeopleHub <hello@localhost> wrote:",
    "apple mail": "> On 27 Nov 2026, at 04:50, PeopleHub <hello@localhost> wrote:\n>",
    "iphone": f"{PHONE}\n\n> On 27 Nov 2026, at 04:50, PeopleHub <hello@localhost> wrote:\n> ",
    "thunderbird": "On 27/11/2026 04:50, PeopleHub wrote:",
    "yahoo": "    On Friday, 27 November 2026 at 04:50:10 GMT, PeopleHub <hello@localhost> wrote:\n",
    "k-9": "On 27 November 2026 04:50:10 GMT, PeopleHub <hello@localhost> wrote:",
    "mutt": "On Fri, Nov 27, 2026 at 04:50:10AM +0000, PeopleHub wrote:",
    "evolution": "On Fri, 2026-11-27 at 04:50 +0000, PeopleHub wrote:",
    "gnus": "PeopleHub <hello@localhost> writes:",
    "proton": "Sent with Proton Mail secure email.\n\nOn Friday, November 27th, 2026 at 04:50, "
              "PeopleHub <hello@localhost> wrote:\n",
    "tutanota": "27 Nov 2026, 04:50 by hello@localhost:\n",
    "fastmail": "On Fri, 27 Nov 2026, at 4:50 AM, PeopleHub wrote:",
    "zoho": "---- On Fri, 27 Nov 2026 04:50:10 +0000 PeopleHub <hello@localhost> wrote ---\n",
    "gmail, german": "Am Fr., 27. Nov. 2026 um 04:50 Uhr schrieb PeopleHub <hello@localhost>:",
    "apple mail, german": "> Am 27.11.2026 um 04:50 schrieb PeopleHub <hello@localhost>:\n>",
    "gmail, french": "Le ven. 27 nov. 2026 à 04:50, PeopleHub <hello@localhost> a écrit :",
    "gmail, spanish": "El vie, 27 nov 2026 a las 4:50, PeopleHub (<hello@localhost>) escribió:",
    "gmail, italian": "Il giorno ven 27 nov 2026 alle ore 04:50 PeopleHub <hello@localhost> ha "
                      "scritto:",
    "gmail, dutch": "Op vr 27 nov 2026 om 04:50 schreef PeopleHub <hello@localhost>:",
    "gmail, polish": "pt., 27 lis 2026 o 04:50 PeopleHub <hello@localhost> napisał(a):",
    "gmail, welsh": "Ar Gwe, 27 Tach 2026 am 04:50 ysgrifennodd PeopleHub <hello@localhost>:",
    "gmail, japanese": "2026年11月27日(金) 4:50 PeopleHub <hello@localhost>:",
    "gmail, finnish": "pe 27. marrask. 2026 klo 4.50 PeopleHub (hello@localhost) kirjoitti:",
    "samsung": f"Sent from my Galaxy\n\n-------- Original message --------\n{BLOCK}\n",
    "no header at all": "",
}
BLOCKS = {  # programs that quote without a mark
    "outlook": f"\n{BLOCK}\n",
    "outlook, line": f"________________________________\n{BLOCK}\n",
    "outlook, old": f"-----Original Message-----\n{BLOCK}\n",
    "outlook, starred": "*From:* PeopleHub <hello@localhost>\n*Sent:* 27 November 2026 04:50\n*To:* "
                        "Amina Sample\n*Subject:* There is something new for you\n",
    "outlook, phone": f"Get Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n"
                      f"{BLOCK}\n",
    "outlook, german": "Von: PeopleHub <hello@localhost>\nGesendet: Freitag, 27. November 2026 04:50"
                       "\nAn: Amina Sample\nBetreff: There is something new for you\n",
    "outlook, french": "De : PeopleHub <hello@localhost>\nEnvoyé : vendredi 27 novembre 2026\nÀ : "
                       "Amina Sample\nObjet : There is something new for you\n",
    "gmx": "Gesendet: Freitag, 27. November 2026 um 04:50 Uhr\nVon: PeopleHub <hello@localhost>\nAn: "
           "amina@people.example\nBetreff: There is something new for you\n",
    "aol": f"-----Original Message-----\n{BLOCK}\n",
    "windows mail": f"Sent from Mail for Windows\n\n{BLOCK}\n",
}
OTHERS = [
    ("a long answer", quoting(ON, TWO), TWO),
    ("no quotation", plain(SAID), SAID),
    ("no quotation, phone", plain(f"{SAID}\n\n{PHONE}\n"), SAID),
    ("no quotation, samsung", plain(f"{SAID}\n\nSent from Samsung Mobile on O2\n"), SAID),
    ("two dashes and a space", quoting(ON, f"{SAID}\n\n-- \nA. Sample\nFlat 2"), SAID),
    ("wrote of a wrote", quoting(ON, "On Monday she wrote:\nno. I was sad."),
     "On Monday she wrote:\nno. I was sad."),
    ("windows-1252", quoting(ON, "It’s “fine” – £5.", charset="windows-1252", cte="quoted-printable"),
     "It’s “fine” – £5."),
    ("base64", quoting(ON, "Zoë, naïve 😊", cte="base64"), "Zoë, naïve 😊"),
    ("quoted-printable", quoting(ON, "Zoë = " + "long " * 30 + "end", cte="quoted-printable"),
     "Zoë = " + "long " * 30 + "end"),
    ("latin-1 that is windows", raw("It’s fine.".encode("cp1252"), "text/plain; charset=iso-8859-1"),
     "It’s fine."),
    ("no charset, utf-8", raw("Zoë is fine.".encode(), "text/plain"), "Zoë is fine."),
    ("a charset nobody knows", raw("Zoë is fine.".encode(), "text/plain; charset=x-none"),
     "Zoë is fine."),
    ("utf-8 that is broken", raw(b"Zo\xeb is fine.", "text/plain; charset=utf-8"), HELD),
    ("read twice", raw("ZoÃ« is fineâ€™s.".replace("«", "©").encode()), HELD),
    ("format=flowed", plain(f"One long \nparagraph of words.\n\nAnother one.\n\n{ON}\n{QUOTED}\n",
                            params={"format": "flowed"}),
     "One long paragraph of words.\n\nAnother one."),
    ("crlf", raw(f"{SAID}\r\n\r\n{ON}\r\n".encode() + QUOTED.replace("\n", "\r\n").encode()), SAID),
    ("gmail html", html(GMAIL.format(SAID)), SAID),
    ("apple html", html(APPLE.format(SAID)), SAID),
    ("apple html, phone", html(APPLE.format(f"{SAID}<br><br>{PHONE}")), SAID),
    ("outlook html", html(OUTLOOK.format(SAID)), SAID),
    ("outlook web html", html(OUTLOOK_WEB.format(SAID)), SAID),
    ("yahoo html", html(YAHOO.format(SAID)), SAID),
    ("thunderbird html", html(f'<p>{SAID}</p><div class="moz-cite-prefix">On 27/11/2026 04:50, '
                              f'PeopleHub wrote:<br></div><blockquote type="cite">{page_of()}'
                              '</blockquote>'), SAID),
    ("proton html", html(f'<div>{SAID}</div><div class="protonmail_signature_block">Sent with Proton '
                         'Mail</div><div class="protonmail_quote">On Friday, PeopleHub '
                         f'&lt;hello@localhost&gt; wrote:<br><blockquote>{page_of()}</blockquote>'
                         '</div>'), SAID),
    ("gmail signature html", html(GMAIL.format(
        f'{SAID}<br><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">'
        'A. Sample</div>')), HELD),
    ("html list", html(GMAIL.format("Two things:<ul><li>one</li><li>two</li></ul>")),
     "Two things:\n\n- one\n\n- two"),
    ("html with hidden words", html(GMAIL.format(f'{SAID}<span style="display:none">not this</span>'
                                                 "<script>nor this</script>")), SAID),
    ("html without its quotation", html(f"<div>{SAID}</div>"), SAID),
    ("both kinds", both(f"{SAID}\n\n{ON}\n{QUOTED}\n", GMAIL.format(SAID)), SAID),
    ("outlook, both kinds", both(f"{SAID}\n\n{BLOCK}\n\n{LETTER}", OUTLOOK.format(SAID)), SAID),
    ("marker wrapped", quoting(ON, quote=QUOTED.replace("above this line", "above\n> this line")),
     SAID),
    ("only the header is left", plain(f"{SAID}\n\n{ON}\n"), SAID),
    ("only a separator is left", plain(f"{SAID}\n\n-----Original Message-----\n"), SAID),
    ("written below", plain(f"{ON}\n{QUOTED}\n\n{SAID}\n"), HELD),
    ("written between", plain(f"Yes.\n\n{ON}\n{QUOTED}\n\nAnd this too.\n"), HELD),
    ("written between, without marks", plain(f"Yes.\n\n{BLOCK}\n\n{LETTER}\nAnd this too.\n"), HELD),
    ("written into the letter", plain(f"{ON}\n" + QUOTED.replace("\n> Read it", f"\n{SAID}\n> Read it")),
     HELD),
    ("another letter quoted", plain(f"{SAID}\n\nOn Thu, Ben <ben@people.example> wrote:\n> Old words\n"),
     HELD),
    ("a header in a strange tongue", quoting("pe 27.11. PeopleHub (hello@localhost) kirjoitti:",
                                             f"{SAID}\nand more").replace(b"more\n\npe", b"more\npe"),
     HELD),
    ("a signature of an office", quoting(ON, f"{SAID}\n\nKind regards\n\nAmina Sample\nSchool nurse"),
     HELD),
    ("the name of the mail program", quoting(ON, f"{SAID}\n\nAmina Sample", name="Amina Sample"),
     HELD),
    ("a phone number", quoting(ON, f"{SAID}\n\n07700 900123"), HELD),
    ("a disclaimer", quoting(ON, f"{SAID}\n\nThis email and any files are confidential."), HELD),
    ("an antivirus below", plain(f"{SAID}\n\n{ON}\n{QUOTED}\n\nChecked by a guard.\n"), HELD),
    ("own address in a header", plain(f"{SAID}\n\nan amina@people.example geschickt\n{QUOTED}\n"), HELD),
    ("the reply address", plain(f"{SAID}\nreply-{'a' * 32}@reply.example\n{QUOTED}\n"), HELD),
    ("dashes without a space", plain(f"{SAID}\n--\nA. Sample\n"), HELD),
    ("a file", with_file(SAID, "attachment"), HELD),
    ("a picture in the text", with_file(SAID, "inline", "<one@people.example>"), HELD),
    ("nothing written", quoting(ON, ""), HELD),
    ("nothing but a phone's words", quoting(f"{PHONE}\n\n{ON}", ""), HELD),
]
SHAPES = [
    *((name, quoting(header), SAID) for name, header in ABOVE.items()),
    *((name, plain(f"{SAID}\n\n{header}\n{LETTER}"), SAID) for name, header in BLOCKS.items()),
    *OTHERS,
]
