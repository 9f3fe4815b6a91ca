"""Measures that the software brings, for a charity to take into its register with a day."""
SUGGESTED: dict[str, tuple[str, str]] = {  # code → (title, what it does)
    "report": ("Report on every piece", "Anybody can report a piece or a person in two taps, with "
               "or without an account. The words are kept as they were."),
    "order": ("Gravest first", "What waits for the team stands in one queue: danger to life first, "
              "then children and private pictures, then by the clock. What is late is marked."),
    "alarms": ("Alarms", "A report of danger, of a child at risk or of a private picture is told "
               "to who is on duty, then to the leads, then to everybody, until somebody takes it."),
    "danger-words": ("Words of danger", "Whoever writes words of danger sees at once whom to "
                     "ring. Public pieces go to the queue. Nothing is deleted by a rule."),
    "identity": ("Personal details", "Phone numbers, addresses and the like are pointed at before "
                 "they are sent, with a safer wording."),
    "newcomers": ("Links of newcomers", "A newcomer's piece with a link is held until a moderator "
                  "has looked."),
    "messages": ("Private messages", "A first message from a stranger waits until it is accepted. "
                 "No pictures or files can be sent. Blocking works at once."),
    "steps": ("Graduated steps", "Each decision names a rule, a reason and how to put it right: "
              "from a private note to closing an account."),
    "appeals": ("Appeals", "Everybody told of a decision can ask for a second look, also with a "
                "closed account. Somebody else decides, where there is somebody."),
    "record": ("The record", "Each decision and each look at private words is written in a record "
               "that can only be added to, and whose lines are tied together by check numbers."),
    "second-step": ("Second step", "The team signs in with a password and a code."),
    "pictures": ("Private pictures", "Anybody can ask for a private picture to be taken down, with "
                 "a form and a number. We have 48 hours, and the leads are woken after 24. Copies "
                 "are found by hash, taken down and refused."),
    "freeze": ("Sexual abuse of a child", "Everybody of the team can freeze a piece in two taps. "
               "It is kept apart for the leads, who report it to the NCA, and destroyed by date."),
    "complaints": ("Complaints", "Anybody can complain, with a number and a date. Leads decide."),
    "apart": ("Cases apart", "Cases about somebody’s safety are for leads alone, with steps, "
              "evidence, who was told, and a day on which they are destroyed."),
    "first-day": ("The first day", "On the first day there are limits on topics, replies, links "
                  "and names, no pictures and no messages to members."),
    "asks-first": ("Asking to join", "The site or a board can ask first why somebody would like to "
                   "join. The team decides with a reason, and the person may ask again."),
    "handover": ("Hand-over", "With nobody of the team there, what is safe goes out by a rule and "
                 "what is risky waits. A note lists what happened, without anybody’s words."),
    "figures": ("Figures", "Figures of each month show reports, times to decide and reversals. "
                "Small numbers are hidden."),
    "rota": ("Rota", "The team's shifts are on a rota, and members read when somebody looks."),
}
