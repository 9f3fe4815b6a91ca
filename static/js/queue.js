// The queue by keyboard: j and k go down and up the list, Enter opens. They rest while one types.
const links = [...document.querySelectorAll("[data-case] h2 a")];
const TYPING = "input, textarea, select, [contenteditable]";

function go(step) {
  const here = links.indexOf(document.activeElement?.closest("[data-case]")?.querySelector("h2 a"));
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(TYPING)) return;
  if (event.key === "j") go(1);
  if (event.key === "k") go(-1);
});
document.querySelector("[data-keys]")?.removeAttribute("hidden");
