// What was written and is not known to have arrived, kept on this device until it is. Each message
// has a place of its own, so two tabs of one conversation do not lose each other's.
import { drop, kept, put } from "./device.js";

export class Outbox {
  constructor(conversation) {
    this.name = `outbox-${conversation}:`;
    this.waiting = kept(this.name).map(({ entry }) => entry).sort((one, other) => (one.at < other.at ? -1 : 1));
  }

  put(entry) {
    this.waiting.push(entry);
    this.keep(entry);
  }

  drop(clientId) {
    this.waiting = this.waiting.filter((entry) => entry.client_id !== clientId);
    drop(this.name + clientId);
  }

  keep(entry) {
    put(this.name + entry.client_id, { entry, words: entry.text, page: location.pathname });
  }
}
