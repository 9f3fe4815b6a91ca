// Sends a long file and says how far it is. Without scripts the browser sends the same form by itself.
import { pieceOf } from "./fragments.js";

addEventListener("submit", (event) => {
  const form = event.target;
  const file = form.querySelector?.("input[type=file]")?.files[0];
  if (!form.matches("[data-upload]") || !file) return;
  event.preventDefault();
  if (form.querySelector(".upload:not([hidden]) button:not([hidden])")) return; // it is on its way
  send(form, file);
}, true);

function send(form, file) {
  const box = form.querySelector(".upload");
  const [bar, said, stop] = ["progress", ".upload__said", "button"].map((name) => box.querySelector(name));
  const end = (words) => {
    said.textContent = words;
    stop.hidden = true;
    bar.parentElement.hidden = true;
    form.querySelector(".btn[type=submit]").focus();
  };
  box.hidden = stop.hidden = bar.parentElement.hidden = false;
  if (file.size > form.dataset.upload * 1e6) return end(`This file is bigger than ${form.dataset.upload} MB. Please choose a smaller one.`);
  const request = new XMLHttpRequest();
  let told = 0;
  bar.value = 0;
  said.textContent = "We are sending the file. Please keep this page open.";
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const share = Math.floor(loaded / total * 100);
    bar.value = share;
    if (share < told + 10) return;
    told = share - share % 10;
    said.textContent = share < 100 ? `${told} percent is sent.` : "All of it is sent. We are looking at the file.";
  });
  request.addEventListener("load", () => {
    if (request.status === 204) return location.assign(location.href);
    const main = request.status === 422 && pieceOf(request.responseText).querySelector("#main");
    if (!main) return end(request.status === 413 ? "This file is too big. Please choose a smaller one." : "We could not keep the file. Please load this page again, and try once more.");
    document.getElementById("main").replaceWith(main);
    main.querySelector("[data-focus]")?.focus();
  });
  request.addEventListener("error", () => end("The connection broke before all of it was sent. Nothing was kept. Please press “Send the file” to try again."));
  request.addEventListener("abort", () => end("We stopped. Nothing was kept."));
  stop.onclick = () => request.abort();
  request.open("POST", location.href); // `form.action` is a field of it
  request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  request.send(new FormData(form));
  stop.focus();
}
