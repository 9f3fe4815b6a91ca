// Below the box: what its writer began for the same place on another device, or in another window, and
// is not in the box. Both are kept until they decide.
import { drop } from "./device.js";
import { isInside } from "./draft-merge.js";
import { discard, keptFor, savedOf } from "./saved-drafts.js";

const MOST = 3;

export function offerOthers(form, takeOver) {
  const { boxes, rows = [] } = savedOf(form) ?? {};
  if (!rows.length) return;
  const shown = boxes.map(({ value }) => value);
  const words = ({ fields }) => boxes.map(({ name }) => fields[name] ?? "").filter((one) => one.trim());
  const others = rows.filter((row) => words(row).length && !isInside(words(row), shown));
  const isOwn = (row) => keptFor(boxes.at(-1)).some(({ writer, foreign }) => writer === row.writer && !foreign);
  for (const row of others.slice(0, MOST)) offer(boxes.at(-1), isOwn(row) ? "in another window" : "on another device", words(row).join(" "), {
    "Use it": () => takeOver(form, row),
    "Throw it away": () => {
      boxes.forEach((box) => drop(`${box.dataset.draft}:${row.writer}`));
      discard(row.token);
    },
  });
}

function offer(box, where, words, choices) {
  const note = document.createElement("p");
  note.className = "draft";
  note.append(`You wrote this ${where}: “${words.length > 80 ? words.slice(0, 80).trim() + "…" : words}” `);
  for (const [name, act] of Object.entries(choices)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--link";
    button.textContent = name;
    button.onclick = () => {
      note.remove();
      act();
      box.focus();
    };
    note.append(button);
  }
  (box.closest(".editor") ?? box).after(note);
}
