// "Perhaps already answered": what is there about the title that somebody is writing. It stands below
// their words, and a line below the title leads there: nothing that is being written moves.
import { pieceOf } from "./fragments.js";

const sign = document.querySelector("[data-answers]");
const title = document.getElementById("title");
const live = document.getElementById("live");
const submit = title.form.querySelector("[data-look]").closest(".actions");
let asked = title.value.trim(), timer, request, said = 0;

title.addEventListener("input", () => {
  clearTimeout(timer);
  request?.abort();
  timer = setTimeout(look, 700);
});

async function look() {
  const words = title.value.trim();
  if (words === asked) return;
  asked = words;
  request = new AbortController();
  try {
    const answer = await fetch(`/ask/answers?title=${encodeURIComponent(words.slice(0, 200))}`, { headers: { Accept: "application/json" }, signal: request.signal });
    if (answer.ok) show(await answer.json());
  } catch { /* offline, or something newer is asked */ }
}

function show({ html, found }) {
  const old = document.getElementById("answers");
  const made = pieceOf(html).getElementById("answers");
  const before = document.activeElement.getBoundingClientRect().top;
  if (old && made) old.replaceWith(made);
  else if (made) submit.before(made);
  else old?.remove();
  const moved = document.activeElement.getBoundingClientRect().top - before;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
  sign.textContent = "";
  if (found) sign.append("Perhaps already answered: ", link(found));
  if (found && !said) live.textContent = `${number(found)} may help: after the title a link leads there.`;
  said = found;
}

const number = (found) => (found === 1 ? "One page" : `${found} pages`);

function link(found) {
  const made = document.createElement("a");
  made.href = "#answers";
  made.textContent = `see ${number(found).toLowerCase()}`;
  return made;
}
