// "Maya is writing": only where both people have switched it on. Gives back how to end it.
import { socket } from "./live.js";

const AGAIN = 4000, LASTS = 6000; // milliseconds

export function typing({ chat, box, here }) {
  const sign = chat.querySelector("[data-typing-here]");
  const hush = () => (sign.hidden = true);
  if (!sign) return () => {};
  let timer, told = 0;
  socket.on("messages:typing", (who) => {
    if (!here(who)) return;
    sign.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(hush, LASTS);
  });
  box?.addEventListener("input", () => {
    if (!box.value || Date.now() - told < AGAIN || !socket.connected) return;
    told = Date.now();
    socket.emit("messages:typing", { conversation_id: +chat.dataset.chat });
  });
  return hush;
}
