// What was written and is not known to have arrived, kept on this device until it is. Its name
// begins like a draft's, so signing out wipes it as well.
export class Outbox {
  constructor(name) {
    this.name = "draft:outbox-" + name;
    try {
      this.waiting = JSON.parse(localStorage.getItem(this.name)) ?? [];
    } catch {
      this.waiting = [];
    }
  }

  put(entry) {
    this.waiting.push(entry);
    this.keep();
  }

  drop(clientId) {
    this.waiting = this.waiting.filter((entry) => entry.client_id !== clientId);
    this.keep();
  }

  keep() {
    try {
      this.waiting.length ? localStorage.setItem(this.name, JSON.stringify(this.waiting)) : localStorage.removeItem(this.name);
    } catch { /* a browser may refuse: then it lasts as long as the page */ }
  }
}
