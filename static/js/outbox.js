// What was written and is not known to have arrived, kept on this device until it is. Its order is
// that of writing, counted in `turn`: a clock may be set back. Each message has a place of its own, so
// two tabs of one conversation do not lose each other's. What the device has no room for lasts as long
// as the page.
export const OUTBOX = "outbox-";
const FOR_EVER = 8.64e15; // a draft is gone after a day, and a message that waits is not

export class Outbox {
  // `device`: drop, kept, put and isWiped of device.js.
  constructor(conversation, device) {
    this.device = device;
    this.conversation = conversation;
    this.name = `${OUTBOX}${conversation}:`;
    this.without = new Map(); // client_id → what the device had no room for
  }

  // The first that was written first. Read anew each time: other tabs put and drop, too.
  get waiting() {
    if (this.device.isWiped()) return [];
    const found = this.device.kept(this.name).filter(({ entry }) => entry?.client_id);
    const all = found.map(({ entry, words }) => [entry.client_id, { ...entry, text: words }]);
    return [...new Map([...all, ...this.without]).values()].sort(byTurn);
  }

  // `draft` names the drafts whose words it has.
  add(text, clientId, draft = "") {
    const turns = this.waiting.map(({ turn }) => turn ?? 0);
    const entry = { client_id: clientId, text, draft, at: new Date().toISOString(), turn: Math.max(0, ...turns) + 1 };
    this.keep(entry);
    return entry;
  }

  // Also what became of it: why the server refused it for good, or that it is to be tried again.
  keep(entry) {
    const { text, ...rest } = entry;
    const place = this.name + entry.client_id, page = `/messages/${this.conversation}`;
    this.without.delete(entry.client_id);
    this.device.put(place, { entry: rest, words: text, page, at: FOR_EVER });
    const [stored] = this.device.kept(place);
    if (!stored?.entry || stored.entry.why !== entry.why) this.without.set(entry.client_id, entry);
  }

  isKept(entry) {
    return !this.without.has(entry.client_id);
  }

  has(clientId) {
    return this.waiting.some((entry) => entry.client_id === clientId);
  }

  drop(clientId) {
    this.without.delete(clientId);
    this.device.drop(this.name + clientId);
  }
}

function byTurn(one, other) {
  return (one.turn ?? 0) - (other.turn ?? 0) || (one.client_id < other.client_id ? -1 : 1);
}

// The numbers of all conversations in which something waits.
export function conversationsIn(names) {
  return [...new Set(names.map((name) => name.slice(OUTBOX.length).split(":")[0]))];
}
