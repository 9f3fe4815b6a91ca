// A world for simulated conversations: its time, its chance and its network. One seed gives one run,
// the same each time.
export class World {
  constructor(seed) {
    this.now = 0; // milliseconds since the run began; what a device's clock says is another matter
    this.state = seed * 2654435761 + 1;
    this.events = [];
    this.counts = {};
    this.isCalm = false; // towards the end nothing is lost any more
  }

  // mulberry32
  chance() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  happens(probability) {
    return !this.isCalm && this.chance() < probability;
  }

  between(low, high) {
    return low + Math.floor(this.chance() * (high - low + 1));
  }

  one(list) {
    return list[this.between(0, list.length - 1)];
  }

  count(what) {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  // The last of `events` is the next to happen.
  later(act, after) {
    const at = this.now + after;
    let low = 0, high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle].at > at) low = middle + 1;
      else high = middle;
    }
    this.events.splice(low, 0, { at, act });
  }

  // Until that moment, event by event; after each, what waited for it goes on.
  async until(moment) {
    while (this.events.length && this.events.at(-1).at <= moment) {
      const next = this.events.pop();
      this.now = next.at;
      next.act();
      for (let step = 0; step < 20; step += 1) await null;
    }
    this.now = moment;
  }
}
