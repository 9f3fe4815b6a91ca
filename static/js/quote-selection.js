// Somebody has marked words inside one post: a button below its words quotes just these in the box of a
// reply. Loaded by forum.js at the first marking, which hands in what puts words into the box.
const LONGEST = 2000; // characters

export function offerQuote(list, quote) {
  const bar = document.createElement("div");
  const button = document.createElement("button");
  bar.className = "quote-this";
  button.className = "btn btn--small";
  button.type = "button";
  button.textContent = "Quote this";
  bar.append(button);
  let chosen = null, timer;

  const look = () => {
    if (bar.contains(document.activeElement)) return; // who comes to it by Tab finds it there
    chosen = markedIn(list);
    if (!chosen) return bar.remove();
    if (bar.parentElement !== chosen.prose) chosen.prose.append(bar);
    button.setAttribute("aria-label", `Quote this: ${chosen.who}`);
  };
  const leave = () => {
    if (document.activeElement === button) button.blur();
    bar.remove();
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 200); // while somebody is still marking nothing appears
  });
  // Tab leads from what is marked to the button, also where a click has focused all of the page.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.shiftKey || bar.contains(document.activeElement) || !document.activeElement.contains(bar)) return;
    event.preventDefault();
    button.focus({ preventScroll: true });
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // what is marked stays so
  button.addEventListener("keydown", ({ key }) => key === "Escape" && leave());
  button.addEventListener("click", () => {
    const { words, who, number } = markedIn(list) ?? chosen; // some browsers unmark at a tap
    leave();
    getSelection().removeAllRanges();
    quote(`${who.slice(0, who.lastIndexOf(","))} wrote in post ${number}:\n${asQuotation(words)}\n\n`);
  });
  look();
}

// The words, and whose they are as the post's own link says it; nothing of two posts, of what somebody
// else wrote and the post quotes, and of a post that is folded or not to be quoted.
function markedIn(list) {
  const marked = getSelection();
  if (marked.isCollapsed || !list.contains(marked.anchorNode)) return null;
  const range = marked.getRangeAt(0), from = range.startContainer;
  const prose = (from.closest ? from : from.parentElement).closest(".post > .prose");
  const link = prose?.parentElement.querySelector("[data-quote]");
  const words = marked.toString().trim();
  if (!link || !words || prose.closest("details:not([open])") || reachesOn(range, prose)) return null;
  if ([...prose.querySelectorAll("blockquote")].some((one) => marksIn(range, one))) return null;
  const who = link.querySelector(".vh").textContent.trim(); // Joan, post 3
  return { prose, words, who, number: link.pathname.split("/").pop() };
}

// Three taps mark a paragraph up to the beginning of what follows: that is no word more.
function reachesOn(range, prose) {
  const after = range.cloneRange();
  after.setStartAfter(prose);
  return !after.collapsed && after.toString().trim() !== "";
}

function marksIn(range, one) {
  const part = range.cloneRange(), whole = document.createRange();
  whole.selectNodeContents(one);
  if (!range.intersectsNode(one)) return false;
  if (part.compareBoundaryPoints(Range.START_TO_START, whole) < 0) part.setStart(one, 0);
  if (part.compareBoundaryPoints(Range.END_TO_END, whole) > 0) part.setEnd(one, whole.endOffset);
  return part.toString().trim() !== "";
}

function asQuotation(words) {
  const signs = [...words];
  const cut = signs.length > LONGEST ? signs.slice(0, LONGEST).join("").replace(/\s\S*$/, "") + " …" : words;
  return cut.replace(/\n\s*\n+/g, "\n\n").split("\n").map((line) => `> ${line.trim()}`.trimEnd()).join("\n");
}
