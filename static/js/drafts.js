// What someone writes in a box or line with data-draft=name is kept on this device, so that a lost page
// loses no words. Each tab keeps its own, so two of them cannot write over each other. Sent, it is
// gone; and a form that comes back from history after it was sent is empty again.
import { drop, isWiped, kept, person, put, tab } from "./device.js";

const me = tab.name ?? newName(); // this tab's name, which a copy of the tab does not get
const boxes = [...document.querySelectorAll("[data-draft]")];
const changed = new Set();
const shown = new Map(); // box → the kept words that it shows, and the note that says so
let timer;

const named = (box) => `${box.dataset.draft}:${me}`;

function newName() {
  return Math.random().toString(36).slice(2, 10);
}

function keep(box) {
  const { value: words, defaultValue: base } = box;
  words.trim() && words !== base ? put(named(box), { words, base, page: location.pathname }) : drop(named(box));
}

// Soon after the last key, or when the page goes.
function keepChanged() {
  changed.forEach(keep);
  changed.clear();
}

export function forget(box) {
  changed.delete(box);
  dropAll(namesOf(box));
  showNothingKept(box);
}

// Of the words in a box: their own name, and that of the words they began with, unless somebody is
// writing on there.
function namesOf(box) {
  const from = shown.get(box)?.from;
  return [{ name: named(box) }, ...(from ? [from] : [])];
}

// Under a name with words, only what is kept there with these words goes.
function dropAll(names) {
  for (const { name, words } of names) {
    if (words === undefined || kept(name)[0]?.words === words) drop(name);
  }
}

function restore(box) {
  showNothingKept(box);
  if (box.value !== box.defaultValue) return;
  const all = kept(box.dataset.draft + ":").filter(({ base }) => base === box.defaultValue);
  const from = all.find(({ name }) => name === named(box)) ?? all[0];
  if (!from) return putAside(box);
  box.value = from.words;
  shown.set(box, { from, note: box.tagName === "TEXTAREA" && noteBelow(box) });
}

// The page came with other words in the box: what this tab kept for it waits under another name.
function putAside(box) {
  const [words] = kept(named(box));
  if (!words) return;
  drop(words.name);
  put(`${box.dataset.draft}:${newName()}`, words);
}

function showNothingKept(box) {
  shown.get(box)?.note?.remove();
  shown.delete(box);
}

function noteBelow(box) {
  const note = document.createElement("p");
  const button = document.createElement("button");
  note.className = "draft";
  button.type = "button";
  button.className = "btn btn--link";
  button.textContent = "Clear it";
  button.onclick = () => {
    box.value = box.defaultValue;
    forget(box);
    box.focus();
  };
  note.append("We kept what you were writing. ", button);
  (box.closest(".editor") ?? box).after(note);
  return note;
}

// --- sent ---

// A form that was taken answers with another page to go to; one refused or lost does not. site.js notes
// which it was at once, so that going back finds the form empty however soon that is.
function dropSent() {
  const { id, names } = JSON.parse(tab.sent);
  const taken = Number(tab.redirects) && location.pathname !== "/sign-in";
  delete tab.sent;
  delete tab.redirects;
  if (!taken) return;
  dropAll(names);
  tab.taken = `${id} ${tab.taken ?? ""}`.slice(0, 500);
}

const addressOf = (form) => form.getAttribute("action") || location.pathname;

function noteSent(form) {
  const own = boxes.filter((box) => box.form === form);
  own.forEach(keep);
  const id = newName();
  history.replaceState({ ...history.state, sent: id, form: addressOf(form) }, "");
  tab.sent = JSON.stringify({ id, names: own.flatMap(namesOf) });
}

// --- come back from history ---

function arrive(fromMemory) {
  const { sent, form, who = person } = history.state ?? {};
  const taken = sent && tab.taken?.includes(sent);
  const left = tab.left && performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const others = who !== person || left;
  if (fromMemory && (taken || tab.who !== person)) return reloadEmpty();
  for (const one of document.forms) if (others || (taken && addressOf(one) === form)) one.reset();
  if (others || taken) boxes.forEach(restore);
  tab.who = person;
  history.replaceState({ who: person }, "");
}

export function reloadEmpty() {
  keepChanged();
  for (const form of document.forms) form.reset();
  location.reload();
}

if (tab.sent) dropSent();
delete tab.name;
boxes.forEach(restore);
for (const hint of document.querySelectorAll("[data-kept]")) hint.textContent = hint.dataset.kept;
if (document.readyState === "complete") arrive(false);
addEventListener("pageshow", ({ persisted }) => {
  delete tab.name;
  arrive(persisted);
});
addEventListener("pagehide", () => {
  keepChanged();
  tab.name = me;
});
addEventListener("input", ({ target }) => {
  if (!target.dataset.draft) return;
  clearTimeout(timer);
  changed.add(target);
  timer = setTimeout(keepChanged, 400);
});
addEventListener("submit", (event) => event.defaultPrevented || event.target.method !== "post" || isWiped() || noteSent(event.target));
// Sent from another tab, or cleared there: it does not stay here either, unless somebody wrote on.
addEventListener("storage", ({ key, newValue }) => {
  for (const [box, { from }] of [...shown]) {
    if (newValue !== null || !key?.endsWith(":" + from.name) || box.value !== from.words) continue;
    box.value = box.defaultValue;
    showNothingKept(box);
  }
});
