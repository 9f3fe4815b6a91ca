// The server of simulated conversations: as much of it as its two people can tell. It keeps what it
// has said yes to through every restart, and forgets its connections.
const MOST_SINCE = 8, SHOWN_AT_ONCE = 10; // in the application: 500 and 50

export class Server {
  constructor(world, hasBlocks) {
    Object.assign(this, { world, hasBlocks });
    this.messages = [];
    this.lines = new Set();
    this.refuses = false; // one of the two has blocked the other, for a while
  }

  post(author, { text, client_id }) {
    const first = this.messages.find((message) => message.author === author && message.client_id === client_id);
    if (first) return this.world.count("doubles"), [200, { ...first }];
    if (this.refuses) return this.world.count("refusals"), [403, { error: "Messages are closed here just now." }];
    const number = this.messages.length + 1;
    const message = { id: number, number, author, client_id, version: 1, html: `<p>${text}</p>`, text };
    this.messages.push(message);
    this.tell("messages:sent", message);
    return [201, { ...message }];
  }

  since(query) {
    const after = Number(query.get("after")), first = Number(query.get("first"));
    const gone = query.getAll("gone").map(Number);
    const before = this.messages.filter(({ number }) => number >= first && number <= after);
    const found = this.messages.slice(after);
    const copies = (list) => list.map((message) => ({ ...message }));
    return [200, {
      messages: copies(found.slice(0, MOST_SINCE)), more: found.length > MOST_SINCE,
      gone: copies(before.filter((message) => message.gone)),
      edited: copies(before.filter((message) => message.edited && !message.gone)),
      back: copies(this.messages.filter((message) => gone.includes(message.number) && !message.gone)),
    }];
  }

  // What a page that is loaded now shows.
  page() {
    return this.messages.slice(-SHOWN_AT_ONCE).map((message) => ({ ...message }));
  }

  // Its writer edits or deletes a message, or a moderator hides it or brings it back.
  change() {
    if (!this.messages.length) return;
    const message = this.world.one(this.messages.slice(-2 * SHOWN_AT_ONCE));
    const isEdit = this.world.chance() < 0.5;
    message.version += 1;
    if (isEdit && !message.gone) Object.assign(message, { edited: true, html: `<p>${message.text}, version ${message.version}</p>` });
    else message.gone = !message.gone;
    this.tell("messages:changed", message);
  }

  // To every open connection: late, in any order, twice, or not at all.
  tell(event, message) {
    const told = { ...message };
    for (const line of this.lines) {
      const times = this.world.happens(0.1) ? 0 : this.world.happens(0.3) ? 2 : 1;
      for (let time = 0; time < times; time += 1) {
        this.world.later(() => this.lines.has(line) && line({ ...told }), this.world.between(1, 3000));
      }
    }
  }

  block() {
    this.refuses = this.hasBlocks && !this.refuses;
  }

  restart() {
    this.world.count("restarts");
    for (const line of [...this.lines]) line.lose();
  }
}
