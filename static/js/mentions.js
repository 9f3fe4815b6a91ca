// Offers the people of a topic after an @: <text-expander keys="@" data-names="..."> around a box.
// The address answers JSON: [{slug, pen_name}]. Loaded by editor.js when somebody comes to such a box.
import "../vendor/text-expander-element.js";

const MOST = 6;

for (const expander of document.querySelectorAll("text-expander[data-names]")) {
  let people;
  expander.addEventListener("text-expander-change", ({ detail }) => {
    if (detail.key !== "@") return;
    people ??= ask(expander.dataset.names);
    detail.provide(people.then((all) => offer(all, folded(detail.text))));
  });
  expander.addEventListener("text-expander-value", ({ detail }) => {
    detail.value = "@" + detail.item.dataset.value;
  });
}

async function ask(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => ({}));
  return answer.ok ? answer.json() : [];
}

// As names stand in their addresses: without accents.
function folded(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// Those with a word in their name that begins so.
function offer(people, start) {
  const fitting = people.filter(({ slug }) => `-${slug}`.includes(`-${start}`)).slice(0, MOST);
  const list = document.createElement("ul");
  list.className = "offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People");
  list.append(...fitting.map(option));
  return { matched: fitting.length > 0, fragment: list };
}

function option({ slug, pen_name }) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.id = "offer-" + slug;
  item.dataset.value = slug;
  item.textContent = pen_name;
  return item;
}

// Who typed an @ before this script had come is offered names all the same.
const box = document.activeElement;
if (box?.value && box.closest("text-expander")) box.dispatchEvent(new InputEvent("input", { bubbles: true }));
