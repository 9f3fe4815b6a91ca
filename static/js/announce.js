// Says something to people who use a screen reader, once what they are hearing has ended. What is said at
// nearly the same time is said together: the second would take the place of the first before it is heard.
const waiting = new Set();

export function announce(text) {
  const live = document.getElementById("live");
  live.textContent = "";
  if (!waiting.size) setTimeout(() => say(live), 100);
  waiting.add(text);
}

function say(live) {
  live.textContent = [...waiting].join("\n");
  waiting.clear();
}
