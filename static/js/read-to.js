// How far a topic, or what is said below an entry, was read: told once, when the page is left or hidden, so
// that every device knows.
const list = document.querySelector("[data-read]");
const { read, last } = list.dataset;
const isEnd = "live" in list.dataset || "end" in list.dataset; // it is the last page: nothing follows
const posts = () => [...list.querySelectorAll(".post")];
const known = new Set();
let seen = 0, told = posts().length ? 0 : -1; // an entry that nobody has answered is read, too

const numberOf = (post) => Number(post.id.slice(post.id.lastIndexOf("-") + 1));
const watch = new IntersectionObserver((all) => {
  for (const { target, isIntersecting } of all) if (isIntersecting) seen = Math.max(seen, numberOf(target.closest(".post")));
});

// The end of each post, also of those that come in later.
function watchAll() {
  for (const post of posts()) {
    if (known.has(post)) continue;
    known.add(post);
    watch.observe(post.lastElementChild);
  }
}

function tell() {
  const end = Math.max(0, ...posts().map(numberOf));
  const number = isEnd && seen >= end ? Math.max(seen, Number(last)) : seen;
  if (number <= told) return;
  const fields = { number, csrf_token: document.body.dataset.token };
  if (navigator.sendBeacon(read, new URLSearchParams(fields))) told = number;
}

watchAll();
new MutationObserver(watchAll).observe(list, { childList: true });
addEventListener("pagehide", tell);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
