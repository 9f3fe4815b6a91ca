// The messages of one conversation, whatever order their events come in and however often. Order is
// by number alone; of two states of one message the higher version counts. No page and no clock.
export class MessageStore {
  // `shown`: what is on the page already, up to its last number without a gap: {number, version, gone}.
  constructor(shown = [], start = 0) {
    this.begin(shown, start);
  }

  // As a first load leaves it.
  begin(shown, start) {
    this.start = this.whole = this.highest = start;
    this.known = new Map(shown.map((message) => [message.number, message]));
  }

  // What came on to the page in another way, as older messages do.
  know(shown) {
    for (const message of shown) if (!this.known.has(message.number)) this.known.set(message.number, message);
  }

  // Take in one state of one message: "new", "changed", or "" where it is no news. What stands on an
  // older page is not for this one.
  take(message) {
    const { number, version } = message;
    const before = this.known.get(number);
    if (before ? before.version >= version : number <= this.start) return "";
    this.known.set(number, message);
    this.highest = Math.max(this.highest, number);
    while (this.known.has(this.whole + 1)) this.whole += 1; // nothing is missing up to here
    return before ? "changed" : "new";
  }

  get hasGap() {
    return this.highest > this.whole;
  }

  get inOrder() {
    return [...this.known.values()].sort((one, other) => one.number - other.number);
  }

  // What to tell the server when asking for the rest.
  get asked() {
    const all = this.inOrder;
    const gone = all.filter((message) => message.gone).slice(-100);
    return [["after", this.whole], ["first", all[0]?.number ?? 0], ...gone.map(({ number }) => ["gone", number])];
  }
}
