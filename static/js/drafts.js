// What someone writes in a box or line with data-draft=name is kept on this device, so that a lost page
// loses no words. Sent or signed out, it is gone.
const named = (box) => "draft:" + box.dataset.draft;
let store, timer, latest;
try {
  store = localStorage;
} catch { /* a browser may refuse */ }

function keep(box) {
  box.value.trim() ? store.setItem(named(box), box.value) : forget(box);
}

// Soon after the last key, or when the page goes.
function keepLatest() {
  if (latest) keep(latest);
  latest = null;
}

export function forget(box) {
  clearTimeout(timer);
  latest = null;
  store?.removeItem(named(box));
}

function forgetAll() {
  latest = null;
  for (const name of Object.keys(store)) if (name.startsWith("draft:")) store.removeItem(name);
}

function restore(box) {
  const kept = store.getItem(named(box));
  if (!kept || box.value.trim()) return;
  box.value = kept;
  if (box.tagName !== "TEXTAREA") return;
  const note = document.createElement("p");
  note.className = "draft";
  note.append("We kept what you were writing. ", clearButton(box, note));
  (box.closest(".editor") ?? box).after(note);
}

function clearButton(box, note) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--link";
  button.textContent = "Clear it";
  button.onclick = () => {
    box.value = "";
    forget(box);
    note.remove();
    box.focus();
  };
  return button;
}

// A form that was taken answers with another page to go to; one refused or lost does not.
function dropSent() {
  const [way] = performance.getEntriesByType("navigation");
  const taken = way?.type === "navigate" && way.redirectCount && location.pathname !== "/sign-in";
  if (taken) for (const name of sessionStorage.sent.split("\n")) store.removeItem(name);
  delete sessionStorage.sent;
}

if (store) {
  const boxes = [...document.querySelectorAll("[data-draft]")];
  if (sessionStorage.sent) dropSent();
  boxes.forEach(restore);
  for (const hint of document.querySelectorAll("[data-kept]")) hint.textContent = hint.dataset.kept;
  addEventListener("input", ({ target }) => {
    if (!target.dataset.draft) return;
    clearTimeout(timer);
    latest = target;
    timer = setTimeout(keepLatest, 400);
  });
  addEventListener("pagehide", keepLatest);
  addEventListener("submit", ({ target }) => {
    if (target.getAttribute("action") === "/sign-out") return forgetAll();
    const sent = [...target.querySelectorAll("[data-draft]")];
    if (!sent.length) return;
    sent.forEach(keep);
    sessionStorage.sent = sent.map(named).join("\n");
  });
}
