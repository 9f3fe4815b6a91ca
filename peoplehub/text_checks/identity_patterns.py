"""The patterns of `identity.py`: how numbers, addresses, places, names and handles are written."""
import re

FREE = ("800", "808", "3", "84", "87")  # numbers of organisations and helplines, after the 0
SLASHED_PHONE = re.compile(r"\b0\d(?:[ /.-]?\d){8,9}\b")
OFFICES = ("info", "enquiries", "enquiry", "help", "contact", "admin", "support", "hello", "office",
           "team", "mail", "press", "complaints", "feedback")
AT = r"(?:\s?@\s?|\s?[\[(]at[\])]\s?)"
DOT = r"(?:\.|\s?[\[(]dot[\])]\s?)"
EMAIL = re.compile(rf"([\w.+-]{{1,64}}){AT}[\w-]{{1,63}}(?:{DOT}[a-z-]{{2,24}}){{1,3}}", re.I)
EMAIL_IN_WORDS = re.compile(
    r"\b([\w.]{1,64}(?: dot \w{1,40}){0,2}) at [\w-]{1,63}(?:(?: dot |\.)(?:com|co|org|net|uk|ac)\b"
    r"){1,2}", re.I)
EMAIL_IN_GAPS = re.compile(
    r"([\w.+-]{1,64})\s?@\s?[\w-]{1,63}(?:\s?\.\s?(?:com|co|org|net|uk|ac|me|info|"
    r"io)\b){1,2}", re.I)
SPOKEN_DIGIT = (r"(?:(?:double |treble |triple )?(?:zero|oh|nought|one|two|three|four|five|"
                r"six|seven|eight|nine))")
SPOKEN_NUMBER = re.compile(rf"\b{SPOKEN_DIGIT}(?:[ ,.-]{{1,3}}{SPOKEN_DIGIT}){{7,12}}\b", re.I)
POSTCODE_IN_GAPS = re.compile(
    r"\b[A-PR-UWYZ][A-HK-Y]? ?\d[A-HJKPSTUW\d]? {0,2}\d ?[ABD-HJLNP-UW-Z]{2}\b")
POSTCODE = re.compile(
    r"\b[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}\b", re.I)
STREET = re.compile(
    r"\b\d{1,4}(?:/\d{1,3})?[a-zA-Z]?,? (?:(?:[A-Z][\w’'-]{1,30} ){1,3}(?:Street|St|Road|Rd|Lane|"
    r"Close|Avenue|Ave|Drive|Way|Grove|Row|Terrace|Court|Crescent|Place|Gardens|Hill|Square|Mews|"
    r"Walk|Rise|View|Park|Green)\b|The [A-Z]\w{2,30}|Heol(?: y)? [A-Z]\w{1,30}|"
    r"Ffordd [A-Z]\w{1,30})")
NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
CALLED_NHS = re.compile(r"\bnhs\b[^.!?]{0,60}?(?<!\d)([1-9](?:[ -]?\d){9})(?!\d)", re.I)
INSURANCE = re.compile(
    r"\b[A-CEGHJ-PR-TW-ZQ][ /.-]?[A-CEGHJ-NPR-TW-ZQ](?:[ /.-]?\d){6}[ /.-]?[A-D]\b", re.I)
KIND_OF_PLACE = (
    r"(?:Primary(?: School)?|(?:Special |High |Infants?’? |Juniors? |Nursery |Secondary |Grammar )?"
    r"School|Academy|Nursery(?: School)?|Infants?|Juniors?|(?:Sixth Form )?College|(?:General |"
    r"Children[’']s |Community )?[Hh]ospital|Infirmary|Medical Centre|C of E Primary|General|Royal|"
    r"High|Grammar|Comprehensive|Comp|Hospice|Day Centre|Playgroup|Preschool|school|academy|"
    r"nursery|"
    r"primary|college|hospice)")
PLACE = re.compile(
    r"\b(?:Ysgol(?: [A-Z]\w{1,30}){1,2}|[Ww]ard \d{1,2}[A-Z]? (?:at|of|in) [A-Z]\w{2,30}"
    rf"|(?:(?:St|[A-Z][\w’'-]{{1,30}}) ){{1,4}}{KIND_OF_PLACE})\b")
LOWER_PLACE = re.compile(
    r"\b(?:st|saint) [a-z]{2,20}[’']?s? (?:primary|school|infants|hospital|academy)(?: school)?\b",
    re.I)
NOT_A_PLACE = re.compile(
    r"^(?:The|Our|His|Her|My|A|Which|Year|Great Ormond Street|Royal College|Special|High)\b"
    r"(?: (?:School|Hospital|Nursery|College|Academy|of))?$")
RELATION = (r"(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) (?:(?:little|youngest|eldest|big) )?(?:son|daughter|"
            r"boy|girl|lad|lass|wean|bairn|child|grandson|granddaughter|brother|sister|mum|"
            r"dad|husband|wife|nan|grandad|"
            r"mother|father|partner|nephew|niece)")
CAPITALISED = r"[A-Z][\w’'-]{1,30}"
FULL_NAME = re.compile(rf"\b{CAPITALISED}(?: {CAPITALISED}){{1,3}}\b")
SPOKEN = "six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
AGE = re.compile(
    rf"\b(?:is|am|are|aged|age|turned|turns|he[’']s|she[’']s|will be|be)\s(?:\d{{1,3}}|{SPOKEN})\b"
    rf"|\(\s?\d{{1,2}}\s?\)|,\s(?:\d{{1,2}}|{SPOKEN})\b|\b\d{{1,3}}\s?(?:yrs?|years?)\sold"
    r"|\bborn\b|\bbirthday\b|\bdate of birth\b|\bD\.?O\.?B\b|\bhappy \d{1,3}(?:st|nd|rd|th)\b"
    rf"|\bi[’']?m (?:\d{{1,3}}|{SPOKEN})\b|\bturning \d|\byear[- ]old\b", re.I)
FAMOUS = re.compile(r"^(?:King|Queen|Prince|Princess|Saint|Dr|Mr|Mrs|Ms|Happy|Down|Great|"
                    r"Harry Potter|"
                    r"Stephen Hawking|Marie Curie|Florence Nightingale|Winston Churchill|"
                    r"Mary Poppins|"
                    r"Nelson Mandela|David Attenborough|Peter Pan|Anne Frank|Roald Dahl|Rosa Parks|"
                    r"Captain Tom|Oliver Twist|Oliver McGowan|Elvis Presley|Freddie Mercury|"
                    r"Jane Austen|"
                    r"Tom Cruise|Tom Jones|Sherlock Holmes|Helen Keller|Louis Braille|James "
                    r"Bond)\b")
NOT_A_NAME = frozenset(
    "act advice council hospital school uk care carers trust street road park day week year "
    "party club "
    "centre airport line bus court office bank society association disability living "
    "personal health "
    "budget allowance credit support plan access blue badge christmas easter monday tuesday "
    "wednesday "
    "thursday friday saturday sunday january february march april may june july august september "
    "october november december university nhs england wales scotland ireland north south east west "
    "royal general section panel board team service services charity group forum help line "
    "call ward "
    "level stage form tool number children adult adults young family big little old new the "
    "a my our "
    "his her we i you they when if so and but just bingo premier league windows radio "
    "channel motability "
    "mencap scope samaritans macmillan age gp pa icb chc ehcp".split())
# A name that is in no list, close beside an age, or after words that say it is one.
BESIDE_AGE = re.compile(
    rf"^(?:[’']s)?(?:,? (?:is|was|aged|age|turns|turned|will be)|,| \(|, d\.?o\.?b\.?|,? "
    rf"date of birth|"
    rf",? born|[’']?s? birthday)\s?(?:(?:\d{{1,3}}|{SPOKEN})\b(?!:)|on\b|the\b|in\b|\d|$|"
    rf"[,.:]|is\b)?", re.I)
SAID_TO_BE_A_NAME = re.compile(
    r"(?:\b(?:my name(?:[’']?s| is)|called|named|known as|i am|i[’']m|this is|(?:his|her) name is)|"
    rf"{RELATION},?|\b[Mm]um \(|\b[Dd]ad \()\s?$", re.I)
LOWER_NAME = re.compile(
    r"\b(?:(?:my|his|her) name(?:[’']?s| is)|called|named|im|i[’']m|its|it[’']s) "
    r"(?:our |my )?([a-z]{2,20} [a-z][\w’'-]{2,24})\b", re.I)
PLATFORM = (r"(?:instagram|insta|snapchat|snap|facebook|fb|messenger|twitter|tiktok|tik tok|"
            r"discord|xbox|psn|playstation|steam|roblox|fortnite|minecraft|twitch|threads|bluesky|"
            r"reddit|kik|skype|signal|pinterest|strava|gamer tag|psn tag|xbox tag|gamertag|"
            r"youtube|linkedin|whatsapp|telegram|on x)")
PROFILE = re.compile(
    r"\b(?:https?://)?(?:www\.)?(?:instagram|facebook|tiktok|twitter|x|snapchat|linkedin|"
    r"youtube)\.com/"
    r"(?:in/|@)?[\w.@-]{2,60}|\b(?:t\.me|wa\.me|discord\.gg|linktr\.ee)/[\w.@-]{2,60}", re.I)
SPELLED_OUT = re.compile(
    r"\b\w{1,30}(?:(?: dot| slash| underscore| dash| hyphen) \w{1,30}){1,6}\b", re.I)
HANDLE = re.compile(
    rf"\b{PLATFORM}\b(?:(?:,? (?!is\b|as\b)[\w’']{{1,15}}){{0,3}})(?:\s?:\s?|,? (?:is|as) |,? )"
    r"(@[\w.-]{2,40}|[\w.#-]*(?:[\d.#_][\w.#-]*|[a-z][A-Z]\w*)|"
    r"[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){1,3})", re.I)
SNAP_NAME = re.compile(r"\b(?:snap|snapchat|insta|tiktok|discord)\s?:\s?([\w.#-]{3,40})", re.I)
WHATSAPP_AS = re.compile(r"\bwhatsapp me\b.{0,30}?\bas ([A-Z]\w+)", re.I)
CHANNEL = re.compile(r"\bchannel (?:name )?is (?:under |called )?([\w ]{3,50})", re.I)
AT_ON_PLATFORM = re.compile(rf"(@[\w.-]{{2,40}})(?=[^.!?]{{0,40}}\b{PLATFORM}\b)", re.I)
NAMED = re.compile(
    rf"{RELATION},? [A-Z][a-z]{{2,20}}\b|\b(?:[Ww]ee|[Ll]ittle|[Oo]ur|[Yy]oung) "
    rf"[A-Z][a-z]{{2,20}}\b"
    r"|(?:^|[.!?,] )[A-Z][a-z]{2,20}(?:[’']s (?:consultant|teacher|school|class|ward|nurse)"
    r"| (?:goes|attends|starts|started|is in|is at|has been|was in|got into|boards)\b)")
NOT_SOMEBODY = re.compile(
    r"\b(?:School|Hospital|Mum|Dad|Nan|Friday|Monday|Everyone|Nobody|Everybody|Who|What|She|"
    r"They|It|He|"
    r"This|That|There|Which|Anyone|Someone|And|But|Wait|Sunday|Saturday|Local)\b")
