// Sends what waits on this device though its conversation is not the page that is open: it was written
// before a reload, in a tab that is gone, or before the person went on to another page.
import { drop, isWiped, kept, put } from "./device.js";
import { conversationsIn, Outbox, OUTBOX } from "./outbox.js";
import { Sender } from "./outbox-sender.js";

const open = document.querySelector("[data-chat]")?.dataset.chat;
const senders = {};

const senderOf = (conversation, ask) => (senders[conversation] ??= new Sender({
  outbox: new Outbox(conversation, { drop, isWiped, kept, put }),
  ask: ({ text, client_id, draft = "" }) => ask(`/messages/${conversation}`, { text, client_id, draft }),
}));

// `ask(address, fields)`: a request of this page.
export function sendWaiting(ask) {
  for (const conversation of conversationsIn(kept(OUTBOX).map(({ name }) => name))) {
    if (conversation !== open && /^\d+$/.test(conversation)) senderOf(conversation, ask).flush();
  }
}
