// What is written in a form that has a place for drafts is saved on the server too: soon after the
// last key, and when the page goes. So it is found on every device; what cannot be saved now is saved
// later, from any page.
import { drop, isWiped, kept, person, put, tab } from "./device.js";
import { merge } from "./draft-merge.js";

const SOON = 1500, LATEST = 4500; // milliseconds after the last key, and after the first
const hasLeft = tab.left && performance.getEntriesByType("navigation")[0]?.type === "back_forward"; // quickly
const forms = new Map();
export const newName = () => Math.random().toString(36).slice(2, 10);
export const here = { name: tab.name ?? newName() }; // this window's name, which a copy of the tab does not get
const writerOf = ({ name }) => name.slice(name.lastIndexOf(":") + 1);

// Everything that is kept for a box, the newest first.
export const keptFor = (box) => kept(box.dataset.draft + ":").map((one) => ({ ...one, writer: writerOf(one) }));
export const savedOf = (form) => forms.get(form);

async function ask(address, fields, keepalive = false) {
  const headers = { Accept: "application/json", "X-CSRFToken": document.body.dataset.token };
  return fetch(address, { method: "POST", headers, body: new URLSearchParams(fields), keepalive });
}

export const discard = (tokens) => ask("/drafts/discard", { draft: tokens }).catch(() => {});

class SavedForm {
  taken = new Set(); // the drafts of others whose words are in the form
  rest = 0; // not before then

  constructor(mark) {
    const { saved, place } = mark.dataset; // `saved`: what the server has
    Object.assign(this, { mark, place, form: mark.form });
    this.boxes = [...mark.form.elements].filter((one) => one.dataset.draft);
    if (saved) this.adopt(JSON.parse(saved));
    else mark.value.split(" ").filter(Boolean).forEach((token) => this.taken.add(token)); // it came back refused
  }

  // What is saved comes to the device, under the names of the windows that wrote it. What the page
  // shows of it without scripts is chosen anew.
  adopt(rows) {
    const isFilled = this.mark.value !== "";
    this.form.querySelector("[data-saved-note]")?.remove();
    if (hasLeft) rows = []; // who comes back finds no words
    this.rows = rows.map((row) => ({ ...row, at: Date.now() - row.age * 1000 }));
    for (const box of this.boxes) {
      if (isFilled) box.defaultValue = "";
      const theirs = this.rows.filter(({ fields }) => fields[box.name]?.trim()).map((row) => ({ ...row, words: row.fields[box.name] }));
      const { gone, come } = merge(keptFor(box).filter(({ place }) => place === this.place), theirs);
      const name = (writer) => `${box.dataset.draft}:${writer}`;
      gone.forEach((writer) => drop(name(writer)));
      for (const { writer, fields, ...one } of come) put(name(writer), { ...one, ...this.about(box), base: "", ticks: fields });
    }
  }

  // What is kept with the words of a box, to save them from another page.
  about({ name }) {
    return { page: location.pathname, place: this.place, field: name, ticks: this.ticks };
  }

  // Above all that somebody wants no name to it. Of several boxes of one name, such as tags: all values.
  get ticks() {
    const ticks = {};
    for (const { type, checked, name, value } of this.form.elements) {
      if (type === "checkbox" && checked) ticks[name] = name in ticks ? `${ticks[name]} ${value}` : value;
    }
    return ticks;
  }

  // Words that were kept are in the form now; `token` is that of their draft, if it is another's.
  took(token) {
    this.isKnown = true;
    if (token) this.taken.add(token);
  }

  get tokens() {
    return [`${this.place}:${here.name}`, ...this.taken].join(" ");
  }

  touch() {
    const now = Date.now();
    this.since ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(Math.min(SOON, this.since + LATEST - now), this.rest - now));
  }

  async save(keepalive = false) {
    if (!this.since || isWiped()) return;
    const writer = here.name, words = this.boxes.map(({ name, value }) => [name, value]);
    delete this.since;
    if (!this.isKnown && !this.taken.size && !words.some(([, one]) => one.trim())) return;
    this.busy = writer;
    const fields = [...Object.entries(this.ticks), ...words, ["place", this.place], ["writer", writer], ["draft", [...this.taken].join(" ")]];
    const answer = await ask("/drafts", fields, keepalive).catch(() => ({}));
    if (this.busy === writer) delete this.busy;
    if (answer.status === 429) this.rest = Date.now() + 1000 * (answer.headers.get("Retry-After") ?? 60);
    if (!answer.ok) return;
    this.isKnown = true;
    if (this.late === writer) return discard(`${this.place}:${writer}`);
    this.boxes.forEach((box, at) => mark(`${box.dataset.draft}:${writer}`, words[at][1], "saved"));
  }

  // Its words are sent now. What is written next is another draft. Returns what names those that
  // are sent; `late` if a request to save them is still on its way.
  settle() {
    const { tokens, busy, isKnown, taken } = this;
    clearTimeout(this.timer);
    delete this.since;
    this.late = busy;
    this.isKnown = false;
    this.mark.value = isKnown || busy || taken.size ? tokens : "";
    taken.clear();
    here.name = newName();
    return { tokens: this.mark.value, late: busy && `${this.place}:${busy}` };
  }
}

// Unless somebody wrote on there meanwhile.
function mark(name, words, what) {
  const [entry] = kept(name);
  if (entry?.words === words) put(name, { ...entry, [what]: true });
}

// What an earlier page kept on this device and could not save, as when there was no line.
export async function saveKept() {
  const waiting = new Map();
  for (const one of kept()) {
    if (!one.place || one.saved || one.refused) continue;
    const key = `${one.place}:${writerOf(one)}`;
    waiting.set(key, [...(waiting.get(key) ?? []), one]);
  }
  for (const entries of waiting.values()) {
    const [{ place, ticks, ...one }] = entries;
    const words = Object.fromEntries(entries.map(({ field, words }) => [field, words]));
    const answer = await ask("/drafts", { ...ticks, ...words, place, writer: writerOf(one) }).catch(() => ({}));
    const what = answer.ok ? "saved" : [404, 422].includes(answer.status) && "refused";
    if (what) entries.forEach(({ name, words }) => mark(name, words, what));
  }
}

const saveNow = () => forms.forEach((one) => one.save(true));

if (person) {
  for (const mark of document.querySelectorAll("[data-place]")) forms.set(mark.form, new SavedForm(mark));
  addEventListener("online", saveKept);
  addEventListener("pagehide", saveNow);
  addEventListener("visibilitychange", () => document.hidden && saveNow());
}
