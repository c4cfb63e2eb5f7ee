/* The search window: "/" opens it on every page, the arrows walk through what was found. Without
   this script "Zoeken" is a link to a page with the same field. */
(() => {
  "use strict";
  const QUIET = 200; // milliseconds
  const dialog = document.querySelector("dialog.buurt-search");
  if (!dialog || !dialog.showModal) return;
  const field = dialog.querySelector("input[type=search]");
  const list = dialog.querySelector("[data-found]");
  let timer = null;
  let asked = 0;
  let current = -1;

  list.id = "zoek-gevonden";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", dialog.getAttribute("aria-label"));
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-autocomplete", "list");

  const options = () => [...list.querySelectorAll("[role=option]")];

  function choose(index) {
    const all = options();
    current = all.length ? (index + all.length) % all.length : -1;
    all.forEach((one, at) => one.setAttribute("aria-selected", String(at === current)));
    if (current < 0) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    field.setAttribute("aria-activedescendant", all[current].id);
    all[current].scrollIntoView({ block: "nearest" });
  }

  async function suggest() {
    const mine = ++asked;
    const query = new URLSearchParams({ q: field.value });
    try {
      const answer = await fetch(`${dialog.dataset.suggestions}?${query}`, {
        credentials: "same-origin",
        redirect: "error",
      });
      if (mine !== asked || !answer.ok) return;
      list.innerHTML = await answer.text();
    } catch {
      return; // Enter still leads to the page
    }
    options().forEach((one, at) => { one.id = `zoek-${at}`; });
    field.setAttribute("aria-expanded", String(options().length > 0));
    current = -1;
    field.removeAttribute("aria-activedescendant");
  }

  function open(event) {
    event.preventDefault();
    dialog.showModal();
    field.select();
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, QUIET);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(current < 0 && step < 0 ? -1 : current + step); // up from the field: the last one
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      location.assign(options()[current].href);
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.querySelectorAll(".buurt-search-link").forEach((link) => {
    link.addEventListener("click", open);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const other = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === "/" && !typing && !other && !dialog.open) open(event);
  });
})();
