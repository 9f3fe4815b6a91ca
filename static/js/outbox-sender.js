// Sends what waits in an outbox, one after the other, and again with the same client_id until the
// server has stored it. Of all tabs one sends at a time, so the order of writing is kept.
const FOR_NOW = [400, 401, 408, 425, 429]; // an old form token, signed out, too slow, too soon, too many
const SOON = 5000, LATEST = 60000; // milliseconds until it is tried again

const wait = (act, after) => setTimeout(act, after);
export const oneTab = (name, act) => (navigator.locks ? navigator.locks.request(name, act) : act());

export class Sender {
  // `ask(entry)`: the answer to its POST. `sending`, `stored`, `failed`: called with an entry and with
  // the message, or why it was not sent.
  constructor({ outbox, ask, sending = () => {}, stored = () => {}, failed = () => {}, alone = oneTab, later = wait }) {
    Object.assign(this, { outbox, ask, sending, stored, failed, alone, later, delay: SOON });
  }

  // Everything that waits, now; who calls while it sends has the rest sent, too.
  flush() {
    this.isWanted = true;
    return (this.sends ??= this.sendAll());
  }

  async sendAll() {
    await null; // so that `sends` is there before it ends
    try {
      while (this.isWanted) {
        this.isWanted = false;
        await this.alone(this.outbox.name, () => this.sendInTurn());
      }
    } finally {
      this.sends = null;
    }
  }

  // It stops at the first that cannot be sent now; one that is refused for good holds up no other.
  async sendInTurn() {
    const tried = new Set();
    const next = () => this.outbox.waiting.find(({ client_id, why }) => !why && !tried.has(client_id));
    for (let entry = next(); entry; entry = next()) {
      tried.add(entry.client_id);
      if (await this.send(entry)) continue;
      for (const one of this.outbox.waiting) if (!one.why && !tried.has(one.client_id)) this.failed(one, "");
      return;
    }
  }

  // False when it is no use to try the next one now.
  async send(entry) {
    this.sending(entry);
    const { status = 0, said = {}, after } = await this.answer(entry);
    if (status < 300 && said.client_id === entry.client_id) {
      this.delay = SOON;
      this.outbox.drop(entry.client_id);
      this.stored(said);
      return true;
    }
    const isRefused = said.error && status >= 400 && status < 500 && !FOR_NOW.includes(status);
    if (isRefused && this.outbox.has(entry.client_id)) this.outbox.keep({ ...entry, why: said.error });
    this.failed({ ...entry, why: isRefused && said.error }, said.error ?? "");
    if (!isRefused) this.again(after);
    return isRefused;
  }

  // The connection may be lost, or what came back no answer of ours.
  async answer(entry) {
    try {
      const answer = await this.ask(entry);
      const after = 1000 * answer.headers.get("Retry-After") || 0;
      return { status: answer.status, after, said: (await answer.json()) ?? {} };
    } catch {
      return {};
    }
  }

  // Soon, and then less and less often, each tab at a moment of its own.
  again(after = 0) {
    if (this.isPlanned) return;
    this.isPlanned = true;
    this.delay = Math.min(2 * this.delay, LATEST);
    const flush = () => {
      this.isPlanned = false;
      this.flush();
    };
    this.later(flush, Math.max(this.delay, Math.min(after, LATEST)) * (0.5 + Math.random() / 2));
  }

  // The writer asks for one that was refused to be tried once more.
  retry(entry) {
    const { why, ...rest } = entry;
    if (why && this.outbox.has(entry.client_id)) this.outbox.keep(rest);
    return this.flush();
  }
}
