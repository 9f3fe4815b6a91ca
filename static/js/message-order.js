// The messages of one conversation, whatever order they come in and however often. Order is by
// number alone. It touches no page, so a test can shuffle it.
export class MessageOrder {
  // `start`: everything up to this number is on the page already.
  constructor(start = 0) {
    this.start = this.whole = this.highest = start;
    this.known = new Map();
  }

  // Take one in. True when it is news.
  take(message) {
    const { number } = message;
    if (number <= this.start || this.known.has(number)) return false;
    this.known.set(number, message);
    this.highest = Math.max(this.highest, number);
    while (this.known.has(this.whole + 1)) this.whole += 1; // nothing is missing up to here
    return true;
  }

  get hasGap() {
    return this.highest > this.whole;
  }

  get inOrder() {
    return [...this.known.values()].sort((one, other) => one.number - other.number);
  }
}
