// Asks for what a page may have missed: at the start, on a gap, on a new connection, and from time to
// time. The answers are taken one after the other, so the last one is the state of the server. After
// a gap too long to be told at once the page's state is loaded anew.
export class CatchUp {
  // `ask(query)`: the answer of /since; `took(answer)`: what is done with it; `reload()`: loads the
  // state of the page anew and begins the store with it; `told(isLost)`: whether there is a connection.
  constructor({ store, ask, took, reload, told = () => {} }) {
    Object.assign(this, { store, ask, took, reload, told });
  }

  // All who call while it asks wait for one and the same further answer.
  now() {
    this.isWanted = true;
    return (this.asking ??= this.askAll());
  }

  async askAll() {
    await null; // so that `asking` is there before it ends
    try {
      while (this.isWanted) {
        this.isWanted = false;
        const answer = await this.ask(new URLSearchParams(this.store.asked));
        const isWanted = this.isWanted; // by what came meanwhile: what the answer leaves open is not there
        if (answer.more) await this.reload();
        else this.took(answer);
        this.isWanted = isWanted || answer.more;
      }
      this.told(false);
    } catch {
      this.told(true);
    } finally {
      this.asking = null;
    }
  }
}

// Everything that an answer of /since says of messages, in the order of their numbers.
export const messagesIn = ({ messages, gone, edited, back }) =>
  [...gone, ...edited, ...back, ...messages].sort((one, other) => one.number - other.number);
