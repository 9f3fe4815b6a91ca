"""The six lines about what a peer advisor is, which the family and the advisor both tick. Whoever
changes the words of a line raises VERSION: then everybody is asked to tick them anew."""

VERSION = 1
LINES = {
    "does": "A peer advisor has been where you are. They listen, and say what helped them.",
    "does-not": "They give no medical or legal advice, look after no money, and decide nothing for "
                "anybody.",
    "readers": "Only the two of you read your messages. The team reads one only if one of you "
               "reports or shows it, or a safeguarding lead opens them for a written reason.",
    "answers": "They are volunteers and answer when they can. They are no emergency service: in "
               "danger, ring 999.",
    "safety": "What you say stays between you. But if a child or an adult may be hurt, the advisor "
              "has to tell our safeguarding lead.",
    "ending": "It is about four talks in eight weeks. Each of you can finish at any time, ask for "
              "a change, or complain to the team.",
}  # fmt: skip
