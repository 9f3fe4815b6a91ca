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
EMAIL_SAID = re.compile(
    r"\b([\w.]{1,40}(?: (?:dot|full stop|underscore|hyphen|dash) [\w.]{1,30}){0,4})(?:,? then)? "
    r"(?:at|at[ -]sign|@|(?:the )?(?:little )?a with a tail),?(?: then)? [\w-]{2,40}(?: (?:dot|"
    r"full stop) \w{2,12}| com\b| \w{2,8} com\b){1,3}"
    r"|\b([\w.]{1,40}),? (?:then )?the (?:little )?a with a tail\b", re.I)
EMAIL_AT_COM = re.compile(r"\b([\w.-]{2,40}) at (?:gmail|hotmail|outlook|yahoo|icloud|live|"
                          r"btinternet|sky|aol|talktalk)\b(?: dot)? ?(?:\.?com|\.?co|"
                          r"\.?net)?", re.I)
OF_AN_OFFICE = re.compile(
    r"\b(?:helpline|help line|council|centre|center|office|department|dept|reception|switchboard|"
    r"store|team|clinic|surgery|charity|"
    r"hospital|ward|line|service|services|desk|enquiries|agency|option|press|press \d|samaritans|"
    r"pharmacy|shop|school|number changed|charity|trust|society|hotline|advice|dwp|nhs|"
    r"icb)\b", re.I)
OWN_NUMBER = re.compile(r"\b(?:my|me|mine|i[’']?m|mum|dad|her|his|ours?|mobile|text|"
                        r"whatsapp)\b", re.I)
EMAIL_IN_GAPS = re.compile(
    r"([\w.+-]{1,64})\s?@\s?[\w-]{1,63}(?:\s?\.\s?(?:com|co|org|net|uk|ac|me|info|"
    r"io)\b){1,2}", re.I)
SAID_PHONE = re.compile(r"(?<![\d+])(?:\+?44|0)\d{9,10}(?!\d)")
SAID_INSURANCE = re.compile(r"(?<![A-Z])[A-Z]{2}\d{6}[A-D](?![A-Z\d])")
SAID_NHS = re.compile(r"(?<!\d)[1-9]\d{9}(?!\d)")
SAID_POSTCODE = re.compile(r"(?<![A-Z\d])[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}(?![A-Z\d])")
ABOUT_POSTCODE = re.compile(r"\b(?:post ?codes?|live|lives|living|moving|moved|sat nav|van|"
                            r"deliver\w*|address|flat|house|door|ramp|"
                            r"come|parcel|home|street|road)\b", re.I)
ABOUT_NHS = re.compile(r"\bn\.?h\.?s\b|\bhealth service\b|\bhospital number\b|\bhis number\b|"
                       r"\bher number\b|\bpatient\b|"
                       r"\bten digits\b|\bwristband\b", re.I)
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
KIND_OF_CLUB = (
    r"(?:(?:Swimming|Football|Rugby|Boxing|Judo|Karate|Youth|Drama|Dance|Netball|Cricket|"
    r"Athletics|Gymnastics|Riding|Chess|"
    r"Boccia|Disability|Gym|Tennis|Hockey|After School|Breakfast) (?:Club|Academy|Group|School)|"
    r"Club|Cubs|Scouts|Brownies|"
    r"Guides|Beavers|Rainbows|Dolphins|Hurricanes|Rovers|United|Tigers|Sharks|Lions|Panthers|"
    r"Harriers|Wanderers|Eagles|"
    r"Juniors|Stars|Colts|Wheelers|Otters|Hawks|Warriors|Youth Centre|Day Centre|Centre|Nursery|"
    r"Kindergarten|"
    r"Childminders|Pre-?[Ss]chool|Playgroup|Unit|Ward|ward|unit|Respite|Lodge|Hall|"
    r"[Ss]pecial [Ss]chool|Inpatient Unit|"
    r"adolescent unit)")
CLUB = re.compile(rf"\b(?:\d{{1,3}}(?:st|nd|rd|th) )?(?:(?:St|"
                  rf"[A-Z][\w’'-]{{1,30}}) ){{1,4}}{KIND_OF_CLUB}\b")
NOT_A_TEAM = re.compile(r"\b(?:Hospital|Council|Street|Road|January|February|March|April|May|June|"
                        r"July|August|"
                        r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|"
                        r"Friday|Saturday|Sunday|"
                        r"Christmas|Easter|Access|University|Great|Premier|New|Royal|"
                        r"Paralympic\w*|Olympic\w*|Special Olympics)\b")
PLAYS_FOR = re.compile(
    r"\b(?:swims|plays|trains|dances|rides|sings|boxes|runs|bowls|goes|reception|year \d{1,2}|"
    r"class|boarding|is) "
    r"(?:\w{2,12} ){0,3}(?:with|for|at|to) ((?:[A-Z][\w’'-]{1,30} ?(?:of the |of |the )?){2,5})")
UNDER_PLACE = re.compile(
    r"\b(?:at|under|in|to|attends) (?:\w{2,8} ){0,3}?([a-z]{3,20}(?: [a-z]{3,20})? (?:primary|"
    r"infants|juniors|academy|"
    r"special school|high school|nursery|infirmary|hospital|college|comp))\b", re.I)
LOWER_PLACE = re.compile(
    r"\b(?:st|saint) [a-z]{2,20}[’']?s? (?:primary|school|infants|hospital|academy)(?: school)?\b",
    re.I)
NOT_A_PLACE = re.compile(
    r"^(?:The|Our|His|Her|My|A|Which|Year|This|That|Every|Each|Any|No|Some|Their|Your|Great "
    r"Ormond Street|Royal College|Special|High)\b"
    r"(?: (?:[Ss]chool|[Hh]ospital|[Nn]ursery|[Cc]ollege|[Aa]cademy|[Pp]rimary|of))?$")
RELATION = (r"(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) (?:(?:little|youngest|eldest|big) )?(?:son|daughter|"
            r"boy|girl|lad|lass|wean|bairn|child|grandson|granddaughter|brother|sister|mum|"
            r"dad|husband|wife|nan|grandad|"
            r"mother|father|partner|nephew|niece)")
CAPITALISED = r"[A-ZÀ-Þ][\w’'-]{1,30}"
FULL_NAME = re.compile(rf"\b{CAPITALISED}(?: {CAPITALISED}){{1,3}}\b")
SPOKEN = (r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
          r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|a hundred(?: and \w{3,5})?|"
          "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
          "fifteen|sixteen|seventeen|eighteen|"
          "nineteen")
ORDINAL = (r"(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
           r"tenth|"
           r"eleventh|twelfth|\w{4,6}teenth|(?:twenti|thirti|forti|fifti|sixti|seventi|eighti|"
           r"nineti)eth|"
           r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]\w{4,7})")
MONTH = (r"(?:january|february|march|april|may|june|july|august|september|october|november|"
         r"december|"
         r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)")
AGE = re.compile(
    rf"\b(?:is|am|are|aged|age|turns?|turned|turning|hits|(?:he|she|they)[’']?s|i[’']?m|be|was)\s"
    rf"(?:only |just |nearly |almost |now |about to be |gonna be )?(?:\d{{1,3}}|{SPOKEN})\b"
    r"(?![:.]\d)(?! (?:am|pm|minutes?|hours?|days?|weeks?|miles?|pounds?|percent|of|to|more|times|"
    r"in the|stone|"
    r"quid|points?|pages?|steps?|kilos?|mg|ml|people|staff|hundred|thousand)\b)"
    rf"|\(\s?\d{{1,2}}\s?\)|,\s(?:\d{{1,2}}|{SPOKEN})\b(?=[,.!?)]|$| (?:and|with|who|has)\b)"
    rf"|\b(?:\d{{1,3}}|{SPOKEN})[- ]?(?:yrs?|years?)[- ](?:old|young)\b|\b\d{{1,2}} (?:years|yrs)\."
    rf"|\bborn\b|\bbirthday\b|\bbirth date\b|\bdate of birth\b|\bD\.?O\.?B\b|\bhappy {ORDINAL}\b"
    rf"|\b(?:\d{{1,3}}|{SPOKEN}) (?:in|on|this|next|come) (?:the |early |late )?(?:{MONTH}|summer|"
    rf"autumn|winter|spring|"
    rf"christmas|easter|year|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    rf"|\byear[- ]old\b|\b{ORDINAL} birthday\b", re.I)
TITLE = re.compile(r"^(?:Mrs?|Ms|Miss|Mx|Master|Little|Big|Wee|Old|Young|Happy|Dear)$")
FAMOUS = re.compile(r"\b(?:King|Queen|Prince|Princess|Saint|Dr|Doctor|Sir|Dame|Lord|Lady|Down|"
                    r"Great|"
                    r"Harry Potter|"
                    r"Stephen Hawking|Marie Curie|Florence Nightingale|Winston Churchill|"
                    r"Mary Poppins|"
                    r"Nelson Mandela|David Attenborough|Peter Pan|Anne Frank|Roald Dahl|Rosa Parks|"
                    r"Captain Tom|Oliver Twist|Oliver McGowan|Elvis Presley|Freddie Mercury|"
                    r"Jane Austen|"
                    r"Tom Cruise|Tom Jones|Sherlock Holmes|Helen Keller|Louis Braille|James "
                    r"Bond)\b")
NOT_A_NAME = frozenset(
    "grandad granddad grandma nan nana gran nanny mum dad mam auntie aunty aunt uncle act advice "
    "council hospital school uk care carers trust street road park day week year "
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
    r"\b(?:name(?:[’']?s| is| of)?|called|named|im|i[’']m|its|it[’']s|is|son|daughter|brother|"
    r"sister|mum|dad|"
    r"nan|grandson|granddaughter|husband|wife|for|to|our)[:,]? "
    r"(?:our |my )?((?!is |was |has |called |who |and |named |name )[a-z]{2,20} [a-z][\w’'-]{2,24}"
    r"(?: [a-z][\w’'-]{3,24})?)\b", re.I)
TURNED_NAME = re.compile(r"\b[A-Z][\w’'-]{2,30}, ([A-Z][\w’-]{1,20})\b(?=[.,;:(]| \(| \d| aged|"
                         r" born| DOB| dob)")
NICKNAME = re.compile(r"[\"“”‘]([A-Z][a-z]{2,14})[\"”’]")
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
SOCIAL = (r"(?:instagram|insta|snapchat|snap|facebook|the book of faces|book of faces|fb|"
          r"messenger|twitter|tiktok|tik tok|discord|"
          r"threads|bluesky|kik|youtube|linkedin|whatsapp|telegram|twitch|xbox|roblox|reddit|"
          r"skype)")
FOUND_UNDER = re.compile(
    rf"(?i:\b(?:on|to|my|her|his) {SOCIAL}\b[^.!?\n]{{0,30}}?"
    r"(?:,| as| under| by| called|:| -| named| is| search(?: for)?)+ )"
    r"((?:[A-Z][\w’'-]{1,30} ?){2,4})")
SEARCH_FOR = re.compile(
    r"(?i:\b(?:search|find|look(?: me)? up|look for|add|follow|message) (?:for |up |me as |me )?)"
    rf"((?:[A-Z][\w’'-]{{1,30}} ?){{2,4}})(?=(?i:(?:[^.!?\n]{{0,12}} )?on {SOCIAL}))")
REQUEST = re.compile(r"\b(?:[Ff]riend request|[Ff]ollow me|[Aa]dd me)[,:]? (?:to |as |"
                     r"at )?((?:[A-Z][\w’'-]{1,30} ?){2,4})")
ODD_NAME = re.compile(
    rf"\b{SOCIAL}\b[^.!?\n]{{0,60}}?\b(?:as|search|search for|called|under|is|its|it[’']s|"
    rf"she[’']?s|he[’']?s|i[’']?m|im|name) "
    r"([a-z][\w.-]{8,39}|[a-z\d.-]{1,20}_[\w.-]{1,30})", re.I)
COLON_HANDLE = re.compile(rf"\b{SOCIAL}(?:/\w{{1,9}})?\s?[:?]\s?(?:she[’']?s |he[’']?s |i[’']?m |"
                          rf"its |it[’']s )?(@?[\w.-]{{4,40}})", re.I)
EVERYDAY = frozenset(
    "something everything everyone anything somebody everybody information "
    "complicated completely beautiful brilliant ridiculous available "
    "accessible impossible different difficult important absolutely wonderful "
    "terrible interesting confusing definitely addictive expensive ".split())
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
