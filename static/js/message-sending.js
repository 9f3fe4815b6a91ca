// Sends what is written, one after the other, and again with the same client_id until the server
// has stored it. Nothing is shown as sent before that.
import { announce } from "./announce.js";
import { forget } from "./drafts.js";
import { drawWaiting, showState, waitingBubble } from "./message-log.js";
import { Outbox } from "./outbox.js";

const REFUSED_FOR_NOW = [401, 408, 429];

export class Sending {
  constructor({ form, outbox, ask, stored, keepPlace }) {
    Object.assign(this, { form, ask, stored, keepPlace, outbox: new Outbox(outbox) });
    this.box = form?.elements.text;
    for (const entry of this.outbox.waiting) showState(drawWaiting(entry), "sending");
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.write(this.box.value.trim());
    });
  }

  write(text) {
    if (!text || text.length > this.box.dataset.longest) {
      announce(text ? "This is too long to send." : "Write something before you send.");
      return this.box.focus();
    }
    const entry = { client_id: newId(), text, at: new Date().toISOString() };
    this.outbox.put(entry);
    this.keepPlace(() => showState(drawWaiting(entry), "sending"));
    this.fill("");
    forget(this.box);
    this.box.focus();
    this.flush();
  }

  // Everything that waits, in the order it was written. It stops where the line is gone.
  async flush() {
    if (this.busy) return;
    this.busy = true;
    const tried = new Set();
    const next = () => this.outbox.waiting.find((entry) => !entry.why && !tried.has(entry));
    for (let entry = next(); entry; entry = next()) {
      tried.add(entry);
      if (!(await this.send(entry))) break;
    }
    this.busy = false;
    for (const entry of this.outbox.waiting) if (!entry.why && !tried.has(entry)) this.failed(entry, "");
  }

  // False when it is no use to try the next one now.
  async send(entry) {
    showState(waitingBubble(entry.client_id), "sending");
    let said = {};
    try {
      const answer = await this.ask("", { text: entry.text, client_id: entry.client_id });
      said = await answer.json();
      if (answer.ok) {
        this.stored(said);
        announce("Sent");
        return true;
      }
      if (answer.status < 500 && !REFUSED_FOR_NOW.includes(answer.status)) entry.why = said.error;
    } catch { /* the line is gone, or what came back was no answer of ours */ }
    this.outbox.keep(entry);
    this.failed(entry, said.error);
    return Boolean(entry.why);
  }

  failed(entry, why) {
    const place = showState(waitingBubble(entry.client_id), "failed");
    if (why) place.querySelector("[data-why]").textContent = "Not sent. " + why;
    place.querySelector("[data-again]").onclick = () => {
      delete entry.why;
      this.box?.focus();
      this.flush();
    };
    place.querySelector("[data-drop]").onclick = () => this.takeBack(entry);
    announce("Your message was not sent. You can try again.");
  }

  takeBack(entry) {
    this.arrived(entry.client_id);
    if (this.box && !this.box.value) this.fill(entry.text);
    this.box?.focus();
  }

  // The server has it, by whichever way we heard.
  arrived(clientId) {
    this.outbox.drop(clientId);
    waitingBubble(clientId)?.remove();
  }

  fill(text) {
    this.box.value = text;
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
