// How far a topic was read: told once, when the page is left or hidden, so that every device knows.
const list = document.getElementById("posts");
const { topic, last } = list.dataset;
const isEnd = "live" in list.dataset; // it is the last page: nothing follows
const known = new Set();
let seen = 0, told = 0;

const numberOf = (post) => Number(post.id.slice("post-".length));
const watch = new IntersectionObserver((all) => {
  for (const { target, isIntersecting } of all) if (isIntersecting) seen = Math.max(seen, numberOf(target.closest(".post")));
});

// The end of each post, also of those that come in later.
function watchAll() {
  for (const post of list.querySelectorAll(":scope > .post")) {
    if (known.has(post)) continue;
    known.add(post);
    watch.observe(post.lastElementChild);
  }
}

function tell() {
  const posts = [...list.querySelectorAll(":scope > .post")], end = posts.length ? numberOf(posts.at(-1)) : 0;
  const number = isEnd && seen >= end ? Math.max(seen, Number(last)) : seen;
  if (!number || number <= told) return;
  const fields = { number, csrf_token: document.body.dataset.token };
  if (navigator.sendBeacon(`/forum/topics/${topic}/read`, new URLSearchParams(fields))) told = number;
}

watchAll();
new MutationObserver(watchAll).observe(list, { childList: true });
addEventListener("pagehide", tell);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
