// Says something to people who use a screen reader, once what they are hearing has ended.
export function announce(text) {
  const live = document.getElementById("live");
  live.textContent = "";
  setTimeout(() => (live.textContent = text), 100);
}
