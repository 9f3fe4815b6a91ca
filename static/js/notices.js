// The list of what is new for somebody, kept as it is on the server: what was read in another window
// is not new here either. Nothing changes under the hand of who is about to choose.
import { fetchPart, replace } from "./fragments.js";
import { socket } from "./live.js";

let timer;

async function renew() {
  const list = document.getElementById("notices");
  const part = await fetchPart(location.href, "notices");
  if (!list.matches(":hover") && !list.contains(document.activeElement)) replace(list, part);
}

socket.on("notifications:counted", () => {
  clearTimeout(timer);
  timer = setTimeout(() => renew().catch(() => {}), 500);
});
