// Somebody with one device and the tabs that are open on it. The device keeps what device.js keeps
// (what is older than a day by the device's clock is gone when a page is loaded), and its clock steps.
import { Tab } from "./tab.js";

const DAY = 24 * 60 * 60 * 1000;

export class Person {
  constructor(world, server, name) {
    Object.assign(this, { world, server, name, tabs: [], written: [], skew: 0, queue: [] });
    this.kept = new Map();
    this.device = {
      isWiped: () => false,
      drop: (key) => this.kept.delete(key),
      put: (key, said) => this.kept.set(key, JSON.stringify({ at: Date.now(), ...said })),
      kept: (beginning) => [...this.kept].filter(([key]) => key.startsWith(beginning))
        .map(([key, said]) => ({ ...JSON.parse(said), name: key })).sort((one, other) => other.at - one.at),
    };
  }

  openTab() {
    for (const [key, said] of this.kept) if (!(JSON.parse(said).at > Date.now() - DAY)) this.kept.delete(key);
    this.tabs.push(new Tab(this.world, this.server, this));
  }

  write() {
    const clientId = `${this.name}-${this.written.length + 1}`;
    this.written.push(clientId);
    this.world.one(this.tabs).write(`Words ${clientId}`, clientId);
  }

  killTab() {
    const tab = this.world.one(this.tabs);
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    tab.close();
    if (!this.tabs.length) this.openTab();
  }

  stepClock() {
    this.world.count("clock steps");
    this.skew += this.world.one([-DAY, -600000, 600000, 2 * DAY]);
  }

  // One tab at a time, as the browser's locks do it: who is killed lets go.
  alone(tab, act) {
    return new Promise((done) => {
      this.queue.push({ tab, act, done });
      if (this.queue.length === 1) this.next();
    });
  }

  next() {
    const [first] = this.queue;
    if (!first) return;
    const letGo = () => {
      if (this.queue[0] !== first) return;
      this.queue.shift();
      first.done();
      this.next();
    };
    first.act().then(letGo, letGo);
  }

  left(tab) {
    const held = this.queue[0]?.tab === tab;
    this.queue = this.queue.filter((one) => one.tab !== tab);
    if (held) this.next();
  }
}
