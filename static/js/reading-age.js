// While an editor writes: how old a reader must be, and which sentences are long. The same rule as in the
// preview, which works without scripts.
import { pieceOf } from "./fragments.js";

const form = document.querySelector("[data-reading]").closest("form");

for (const place of form.querySelectorAll("[data-reading]")) {
  const fields = () => [...form.querySelectorAll(`textarea[name="${place.dataset.reading}"]`)];
  let timer, request, told;
  const look = async () => {
    const words = fields().map((field) => field.value.trim()).filter(Boolean).join("\n");
    if (words === told) return;
    request?.abort();
    request = new AbortController();
    const kind = place.dataset.reading === "text" ? "text" : "easy";
    try {
      const body = new URLSearchParams({ [kind]: words, csrf_token: document.body.dataset.token });
      const answer = await fetch("/library/manage/reading", { method: "POST", body, signal: request.signal });
      if (!answer.ok) return;
      place.replaceChildren(pieceOf(await answer.text()));
      told = words;
    } catch { /* offline, or something newer is asked */ }
  };
  form.addEventListener("input", ({ target }) => {
    if (target.name !== place.dataset.reading) return;
    clearTimeout(timer);
    timer = setTimeout(look, 900);
  });
  if (fields().some((field) => field.value.trim())) look();
}
