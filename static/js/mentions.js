// Offers the people of a topic after an @: <text-expander keys="@" data-names="..."> around a box.
// The address answers JSON: [{slug, pen_name}]. Loaded by site.js where there is such a box.
import "../vendor/text-expander-element.js";

for (const expander of document.querySelectorAll("text-expander[data-names]")) {
  expander.addEventListener("text-expander-change", ({ detail }) => {
    if (detail.key === "@") detail.provide(offer(expander.dataset.names, detail.text));
  });
  expander.addEventListener("text-expander-value", ({ detail }) => {
    detail.value = "@" + detail.item.dataset.value;
  });
}

async function offer(address, text) {
  const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  const people = answer.ok ? await answer.json() : [];
  const list = document.createElement("ul");
  list.className = "offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People");
  list.append(...people.map(option));
  return { matched: people.length > 0, fragment: list };
}

function option({ slug, pen_name }) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.id = "offer-" + slug;
  item.dataset.value = slug;
  item.textContent = pen_name;
  return item;
}
