// Suggestions below the box of the search: fetched by site.js when somebody comes to it. A combobox with a list
// (ARIA 1.2): the arrows choose, Enter opens, Escape puts it away. It lies above the page, so nothing moves, and
// only the answer to the newest question is shown. Without it the button works as ever.
const known = new WeakSet();

export function offer(box) {
  if (known.has(box)) return;
  known.add(box);
  const live = document.getElementById("live"), list = document.createElement("ul");
  let timer, request, told, chosen = -1, shown = [];
  list.id = `${box.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  box.parentElement.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) box.setAttribute(name, value);

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(number) {
    chosen = number;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === number)));
    if (number < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  }

  async function look() {
    const typed = box.value.trim();
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(typed.slice(0, 200))}`, { headers: { Accept: "application/json" }, signal: request.signal });
      if (answer.ok && box.value.trim() === typed && document.activeElement === box) show(await answer.json());
    } catch { /* offline, or something newer is asked */ }
  }

  function show(found) {
    shown = found;
    list.replaceChildren(...found.map(item));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
    clearTimeout(told);
    told = setTimeout(() => { live.textContent = found.length ? `${found.length === 1 ? "1 suggestion" : `${found.length} suggestions`}. The arrow keys choose one.` : ""; }, 900);
  }

  function item({ title, about }, at) {
    const made = document.createElement("li"), words = document.createElement("b"), small = document.createElement("small");
    made.id = `${list.id}-${at}`;
    made.setAttribute("role", "option");
    words.textContent = title;
    words.dir = "auto";
    small.textContent = about;
    made.append(words, small);
    made.addEventListener("click", () => location.assign(shown[at].address));
    return made;
  }

  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  box.addEventListener("input", ({ isComposing }) => {
    clearTimeout(timer);
    choose(-1); // what was chosen belongs to earlier words
    if (box.value.trim().length < 2) return close();
    if (!isComposing) timer = setTimeout(look, 180);
  });
  box.addEventListener("compositionend", () => { timer = setTimeout(look, 180); });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the words stay
      close();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && shown.length && !list.hidden) {
      event.preventDefault();
      const places = shown.length + 1, step = event.key === "ArrowDown" ? 1 : -1;
      choose(((chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(shown[chosen].address);
    }
  });
}
