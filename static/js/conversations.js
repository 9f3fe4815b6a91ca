// The list of conversations, kept as it is on the server.
import { announce } from "./announce.js";
import { fetchPart, replace } from "./fragments.js";
import { socket } from "./live.js";

let timer;

async function renew() {
  const list = document.getElementById("conversations");
  replace(list, await fetchPart(location.href, "conversations"));
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => renew().catch(() => {}), 500);
}

socket.on("messages:sent", () => {
  announce("You have a new message.");
  soon();
});
socket.on("messages:changed", soon);
socket.on("connect", soon);
