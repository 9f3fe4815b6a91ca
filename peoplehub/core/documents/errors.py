"""Error messages of refused documents."""
TOO_BIG = "That file is too big. Please choose one under 10 MB."
EMPTY = "That file is empty. Please choose another one."
WRONG_KIND = "We can only keep PDF, Word (.docx) and OpenDocument (.odt) files."
NOT_PDF = ("That file is called a PDF, but it is not one we can open. "
           "Please save it as a PDF again, or choose another file.")
LOCKED = "That PDF has a password. Please save it without one."
TOO_MANY_PAGES = "That PDF has more than 500 pages. Please save it in parts."
HAS_FILES = "That file has other files inside it. Please save it without attachments."
XFA = ("That PDF is a form that only one program can open. "
       "Please print it to a new PDF, and choose that one.")
RUNS = "That file holds a small program. Please save it without macros or scripts."
FETCHES = ("That file takes something from another file or website when it is opened. "
           "Please save it as a PDF instead.")
NOT_DOCUMENT = ("We could not open that file as a document. "
                "Please save it again, or send it as a PDF.")
LOCKED_DOCUMENT = ("That file has a password, or it is of an older kind of Word. "
                   "Please save it as a .docx file without a password.")
TOO_MANY_PARTS = ("That document has more than 200 pictures or other parts inside. "
                  "Please save it as a PDF instead.")
TOO_DEEP = "That document is built in a way that we cannot open. Please save it as a PDF instead."
