"""Error messages of refused documents."""
TOO_BIG = "That file is too big. Please choose one under 10 MB."
EMPTY = "That file is empty. Please choose another one."
WRONG_KIND = ("We cannot keep a file of that kind. Please choose a PDF, a Word, Excel, PowerPoint, "
              "OpenDocument or plain text file, or a picture.")
MACROS = ("That file can hold macros, which are small programs. Please open it, choose “Save as”, "
          "and pick the kind without macros (.docx, .xlsx or .pptx). Then choose that file.")
OLDER = ("That file is of a kind that we cannot look into. Please open it, choose “Save as”, and "
         "pick PDF, .docx, .xlsx or .pptx. Then choose that file.")
PACKED = ("That is a folder packed into one file. Please unpack it, and choose one of the files "
          "inside.")
NOT_TEXT = ("We could not read that file as plain text. Please save it again as plain text in "
            "UTF-8, or send it as a PDF.")
NOT_PDF = ("That file is called a PDF, but it is not one we can open. "
           "Please save it as a PDF again, or choose another file.")
LOCKED = "That PDF has a password. Please save it without one."
TOO_MANY_PAGES = "That PDF has more than 500 pages. Please save it in parts."
HAS_FILES = "That file has other files inside it. Please save it without attachments."
XFA = ("That PDF is a form that only one program can open. "
       "Please print it to a new PDF, and choose that one.")
RUNS = ("That file holds a small program. Please save it without macros or scripts: as a .docx, "
        ".xlsx or .pptx file, or as a PDF.")
FETCHES = ("That file takes something from another file or website when it is opened. "
           "Please save it as a PDF instead.")
NOT_DOCUMENT = ("We could not open that file as a document. "
                "Please save it again, or send it as a PDF.")
LOCKED_DOCUMENT = ("That file has a password, or it is of an older kind. Please save "
                   "it as a .docx, .xlsx or .pptx file without a password.")
TOO_MANY_PARTS = ("That document has too many pictures or other parts inside. "
                  "Please save it as a PDF instead.")
TOO_DEEP = "That document is built in a way that we cannot open. Please save it as a PDF instead."
