// A line to the Socket.IO server: its protocol 5 over one WebSocket, as much of it as we use. (The
// official client weighs more than all other scripts of a page together.) Where no WebSocket comes
// through, pages ask over HTTP instead.
const SOONEST = 500, LATEST = 8000, PATIENT = 30000; // milliseconds between tries

export class Line {
  constructor() {
    this.acts = {};
    this.tries = 0;
    this.connected = false;
    addEventListener("online", () => this.open());
    addEventListener("offline", () => this.lose());
    addEventListener("pageshow", (event) => event.persisted && this.open());
    this.open();
  }

  on(name, act) {
    (this.acts[name] ??= []).push(act);
  }

  emit(name, payload) {
    if (this.connected) this.socket.send("42" + JSON.stringify([name, payload]));
  }

  open() {
    if (this.socket || this.ended || !navigator.onLine) return;
    clearTimeout(this.timer);
    const { protocol, host } = location;
    const socket = (this.socket = new WebSocket(`${protocol.replace("http", "ws")}//${host}/socket.io/?EIO=4&transport=websocket`));
    this.patience = PATIENT;
    this.listenFor();
    socket.onmessage = ({ data }) => socket === this.socket && this.take(data);
    socket.onclose = () => socket === this.socket && this.lose();
  }

  // First digit: open, close, ping, pong, message; of a message, the second: connect, disconnect,
  // event, acknowledgement, refused. Bytes are for nobody here. Held to python-socketio's own server,
  // packet by packet, in tests/realtime/test_socketio_client.py.
  take(data) {
    this.listenFor();
    if (typeof data !== "string") return;
    if (data[0] === "0") {
      const { pingInterval, pingTimeout } = JSON.parse(data.slice(1));
      this.patience = pingInterval + pingTimeout;
      this.socket.send("40");
    } else if (data === "2") {
      this.socket.send("3");
    } else if (data.startsWith("40")) {
      this.connected = true;
      this.tries = 0;
      this.tell("connect");
    } else if (data.startsWith("42")) {
      const [, id, said] = /^42(\d*)(.*)$/s.exec(data); // with a number: it wants to know that it came
      this.tell(...JSON.parse(said));
      if (id) this.socket?.send(`43${id}[]`);
    } else if (data.startsWith("41") || data.startsWith("44")) {
      this.ended = true;
      this.tell(data.startsWith("41") ? "ended" : "refused");
    }
  }

  // The server pings; when it has been silent for too long the connection is lost, whatever its state says.
  listenFor() {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.lose(), this.patience);
  }

  lose() {
    const { socket, connected } = this;
    clearTimeout(this.watch);
    clearTimeout(this.timer);
    this.socket = null;
    this.connected = false;
    socket?.close();
    if (connected) this.tell("disconnect");
    this.tries += 1;
    const most = this.tries > 20 ? PATIENT : LATEST;
    this.timer = setTimeout(() => this.open(), Math.min(SOONEST * 2 ** this.tries, most) * (0.2 + 0.8 * Math.random())); // so that not all come at once
  }

  tell(name, payload) {
    for (const act of this.acts[name] ?? []) act(payload);
  }
}
