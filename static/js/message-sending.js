// The box of a conversation: what is written there goes to the outbox and stands at the end of the log
// until the server has stored it. Nothing is shown as sent before that.
import { announce } from "./announce.js";
import { drop, isWiped, kept, put } from "./device.js";
import { sentFrom } from "./drafts.js";
import { drawWaiting, dropWaiting, removeWaiting, showState, waitingBubble } from "./message-log.js";
import { Outbox } from "./outbox.js";
import { Sender } from "./outbox-sender.js";

const NOT_KEPT = "This device has no room to keep it. Leave this page open until it is sent.";

export class Sending {
  constructor({ form, conversation, ask, stored, keepPlace, toEnd }) {
    Object.assign(this, { form, keepPlace, toEnd, box: form?.elements.text, told: new Set() });
    this.outbox = new Outbox(conversation, { drop, isWiped, kept, put });
    this.sender = new Sender({
      outbox: this.outbox, stored: (message) => this.arrivedAsOwn(message, stored),
      ask: ({ text, client_id, draft = "" }) => ask("", { text, client_id, draft }),
      sending: (entry) => showState(this.bubbleOf(entry), "sending"),
      failed: (entry, why) => this.failed(entry, why),
    });
    this.show();
    form?.addEventListener("submit", (event) => this.submit(event));
    addEventListener("beforeunload", (event) => this.outbox.without.size && !isWiped() && event.preventDefault());
  }

  // A form with a file goes as any other form, and so does one that is saved for later.
  submit(event) {
    if (event.submitter?.name === "place") return;
    if ([...this.form.elements].some(({ files }) => files?.length)) return;
    event.preventDefault();
    this.write(this.box.value.trim());
  }

  write(text) {
    if (!text || text.length > this.box.dataset.longest) {
      announce(text ? "This is too long to send." : "Write something before you send.");
      return this.box.focus();
    }
    const entry = this.outbox.add(text, newId(), sentFrom(this.box));
    this.keepPlace(() => showState(this.bubbleOf(entry), "sending"));
    this.fill("");
    this.box.focus();
    this.toEnd();
    this.flush();
  }

  flush() {
    return this.sender.flush();
  }

  // What waits, as the device has it: another tab may have put something there, or dropped it.
  show() {
    const waiting = this.outbox.waiting;
    removeWaiting(waiting.map(({ client_id }) => client_id));
    for (const entry of waiting) {
      if (waitingBubble(entry.client_id)) continue;
      if (entry.why) this.failed(entry, entry.why);
      else showState(this.bubbleOf(entry), "sending");
    }
  }

  bubbleOf(entry) {
    return waitingBubble(entry.client_id) ?? drawWaiting(entry);
  }

  failed(entry, why) {
    if (!this.outbox.has(entry.client_id)) return this.show(); // wiped, or dropped in another tab
    const place = showState(this.bubbleOf(entry), "failed");
    const words = ["Not sent.", why, this.outbox.isKept(entry) ? "" : NOT_KEPT].filter(Boolean);
    place.querySelector("[data-why]").textContent = words.join(" ");
    place.querySelector("[data-again]").onclick = () => {
      this.told.delete(entry.client_id);
      this.box?.focus();
      this.sender.retry(entry);
    };
    place.querySelector("[data-drop]").onclick = () => this.takeBack(entry);
    if (this.told.has(entry.client_id)) return;
    this.told.add(entry.client_id); // once, however often it is tried
    announce("Your message was not sent. You can try again.");
  }

  takeBack(entry) {
    this.arrived(entry.client_id);
    if (this.box && !this.box.value) this.fill(entry.text);
    this.box?.focus();
  }

  arrivedAsOwn(message, stored) {
    this.told.delete(message.client_id);
    stored(message);
    announce("Sent");
  }

  // The server has it, by whichever way we heard.
  arrived(clientId) {
    this.outbox.drop(clientId);
    dropWaiting(clientId);
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
