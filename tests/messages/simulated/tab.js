// A tab with a conversation open: the page's own store, catch-up, outbox and sender, on a simulated
// device and network. What it shows is a map instead of a page.
import { CatchUp, messagesIn } from "../../../static/js/message-catch-up.js";
import { MessageStore } from "../../../static/js/message-store.js";
import { Outbox } from "../../../static/js/outbox.js";
import { Sender } from "../../../static/js/outbox-sender.js";

const POLLS = 24000, GIVES_UP = 15000, TRIES = 2000; // milliseconds

export class Tab {
  constructor(world, server, person) {
    Object.assign(this, { world, server, person, isOpen: true, isBack: false });
    this.load(server.page());
    this.catchUp = new CatchUp({
      store: this.store, ask: (query) => this.json(() => server.since(query)),
      took: (answer) => messagesIn(answer).forEach((message) => this.take(message)),
      reload: async () => this.begin((await this.ask(() => [200, server.page()])).said),
    });
    this.outbox = new Outbox(1, person.device);
    this.sender = new Sender({
      outbox: this.outbox, alone: (name, act) => person.alone(this, act),
      ask: (entry) => this.post(entry), stored: (message) => this.take(message),
      later: (act, after) => world.later(() => this.isOpen && act(), after),
    });
    this.line = Object.assign((message) => this.take(message), { lose: () => this.lose() });
    this.connect();
    this.poll();
  }

  load(page) {
    this.store = new MessageStore();
    this.begin(page);
  }

  begin(page) {
    this.store.begin(page, page.at(-1)?.number ?? 0);
    this.shown = new Map(page.map((message) => [message.number, message]));
  }

  take(message) {
    if (!this.isOpen) return;
    const news = this.store.take(message);
    if (message.author === this.person.name) this.outbox.drop(message.client_id);
    if (news) this.shown.set(message.number, message);
    if (this.store.hasGap) this.catchUp.now();
  }

  write(text, clientId) {
    this.outbox.add(text, clientId);
    this.sender.flush();
  }

  async renew() {
    await this.catchUp.now();
    this.sender.flush();
  }

  connect() {
    if (!this.isOpen || this.server.lines.has(this.line)) return;
    if (this.world.happens(0.3)) return this.world.later(() => this.connect(), TRIES);
    this.server.lines.add(this.line);
    this.renew();
  }

  lose() {
    this.world.count("drops");
    this.server.lines.delete(this.line);
    this.world.later(() => this.connect(), this.world.between(100, 30000));
  }

  poll() {
    this.world.later(() => {
      if (!this.isOpen) return;
      this.renew();
      this.poll();
    }, POLLS);
  }

  close() {
    this.world.count("tabs killed");
    this.isOpen = false;
    this.server.lines.delete(this.line);
    this.person.left(this);
  }

  retryRefused() {
    for (const entry of this.outbox.waiting) if (entry.why) this.sender.retry(entry);
  }

  // --- the network ---

  async json(answers) {
    return (await this.ask(answers)).said;
  }

  async post(entry) {
    const { status, said } = await this.ask(() => this.server.post(this.person.name, entry));
    const isPortal = this.world.happens(0.03); // somebody else's page comes back
    return { status: isPortal ? 200 : status, headers: new Map(), json: async () => (isPortal ? JSON.parse("<html>") : said) };
  }

  // A request reaches the server or not, late or soon, and its answer the tab or not.
  ask(answers) {
    const { world } = this;
    return new Promise((done, failed) => {
      const reaches = world.between(5, 400) + (world.happens(0.05) ? 20000 : 0);
      const isLost = world.happens(0.1), isCut = world.happens(0.1), isBusy = world.happens(0.05);
      world.later(() => {
        if (isLost) return;
        const [status, said] = isBusy ? [503, { error: "Very busy." }] : answers();
        if (isCut) return world.count("answers cut");
        world.later(() => this.isOpen && done({ status, said }), world.between(5, 400));
      }, reaches);
      world.later(() => this.isOpen && failed(new Error("gave up")), GIVES_UP);
    });
  }
}
