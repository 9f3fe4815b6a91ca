// What a hard word means, in a note beside it: fetched by site.js at the first tap on one. The note lies
// above the page, so no text moves. Escape, a tap elsewhere or Close put it away, and the focus goes back.
const note = document.createElement("div");
note.className = "meaning-note";
note.popover = "auto";
note.tabIndex = -1;
note.setAttribute("role", "dialog");
document.body.append(note);

let asked; // the word of the newest tap: an answer to one before it comes too late
export async function explain(link) {
  asked = link;
  const said = await fetch(`/words/${link.hash.slice(1)}.json`)
    .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status))))
    .catch((error) => { if (asked === link) throw error; });
  if (asked === link) show(link, said);
}

function show(link, { title, meaning, source, is_checked: isChecked }) {
  const more = element("a", "See all words");
  more.href = link.href;
  const close = element("button", "Close", "btn btn--quiet btn--small");
  close.type = "button";
  close.addEventListener("click", () => { note.hidePopover(); link.focus({ preventScroll: true }); });
  const from = `From: ${source}.${isChecked ? "" : " Nobody of our team has checked this sentence yet."}`;
  const heading = element("p", title, "meaning-note__title");
  heading.id = "meaning-note-title";
  note.setAttribute("aria-labelledby", heading.id);
  const ends = element("p", "", "actions actions--tight");
  ends.append(close, more);
  note.replaceChildren(heading, element("p", meaning), element("p", from, "hint"), ends);
  note.ontoggle = ({ newState }) => newState === "closed" && document.activeElement === document.body && link.focus({ preventScroll: true });
  note.showPopover();
  place(link);
  note.focus({ preventScroll: true });
}

// Below the word, or above it where there is more room, and within the width of the screen.
function place(link) {
  const word = link.getClientRects()[0], { width, height } = note.getBoundingClientRect();
  const isBelow = innerHeight - word.bottom > height + 8 || word.top < height + 8;
  note.style.left = `${Math.max(8, Math.min(word.left, document.documentElement.clientWidth - width - 8)) + scrollX}px`;
  note.style.top = `${(isBelow ? word.bottom + 8 : word.top - height - 8) + scrollY}px`;
}

function element(name, words, classes = "") {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = words;
  return made;
}
