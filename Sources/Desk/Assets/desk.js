// What is nicer with a keyboard. Every page works without it.
"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const help = one("#help");
  const keys = one("#keys");

  // Single keys can be turned off, for those who speak to their machine; the browser remembers it.
  const keysOn = one("#keys-on");
  const stored = (value) => {
    try {
      if (value !== undefined) localStorage.setItem("dossier-keys", value);
      return localStorage.getItem("dossier-keys");
    } catch { return value; }
  };
  let hasKeys = stored() !== "off";
  if (keysOn) {
    keysOn.checked = hasKeys;
    keysOn.addEventListener("change", () => {
      hasKeys = keysOn.checked;
      stored(hasKeys ? "on" : "off");
    });
  }

  const showHelp = () => { if (help && !help.open) help.showModal(); };
  if (keys && help) {
    keys.hidden = false;
    keys.addEventListener("click", showHelp);
  }

  // Rows: j and k go down and up, and focus the link of the row.
  const rows = all("[data-row]");
  let row = -1;
  const goToRow = (step) => {
    if (!rows.length) return;
    const focused = rows.findIndex((r) => r.contains(document.activeElement));
    if (focused >= 0) row = focused;
    row = Math.min(rows.length - 1, Math.max(0, row + step));
    rows.forEach((r, i) => r.classList.toggle("current", i === row));
    const target = rows[row].querySelector("a.title, .content a, a") || rows[row];
    if (!target.matches("a")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    rows[row].scrollIntoView({ block: "nearest" });
  };

  // Hits in a text: n and p; where there are none, its statements.
  const anchors = all(".text .anchor.hit");
  const stops = anchors.length ? anchors : all(".text a.ref");
  let stop = -1;
  const goToHit = (step) => {
    if (!stops.length) return;
    if (stop < 0) {
      const at = stops.findIndex((s) => "#" + s.id === location.hash);
      stop = at >= 0 ? at : step > 0 ? -1 : 0;
    }
    stop = (stop + step + stops.length) % stops.length;
    location.hash = stops[stop].id;
  };

  const follow = (relation) => {
    const link = one(`link[rel=${relation}]`);
    if (link) location.href = link.href;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = event.target.closest("input, textarea, select, [contenteditable]");
    if (inField) {
      if (event.key === "Escape") inField.blur();
      return;
    }
    if (!hasKeys || help && help.open) return;
    switch (event.key) {
      case "/": {
        const field = one("#words") || one("#find");
        if (!field) return;
        field.focus();
        field.select();
        break;
      }
      case "j": goToRow(1); break;
      case "k": goToRow(-1); break;
      case "n": goToHit(1); break;
      case "p": goToHit(-1); break;
      case "[": follow("prev"); break;
      case "]": follow("next"); break;
      case "?": showHelp(); break;
      default: return;
    }
    event.preventDefault();
  });

  // The statement that is looked at, marked in the text and in the margin.
  const light = (id, isOn) => {
    all(`[data-s~="${id}"]`).forEach((e) => e.classList.toggle("lit", isOn));
    const card = document.getElementById("c" + id);
    if (card) card.classList.toggle("lit", isOn);
  };
  all("[data-statement]").forEach((card) => {
    const id = card.dataset.statement;
    for (const [event, isOn] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      card.addEventListener(event, () => light(id, isOn));
    }
  });
  let lit = null;
  const follows = () => {
    if (lit) light(lit, false);
    const match = /^#[sc](\d+)$/.exec(location.hash);
    lit = match ? match[1] : null;
    if (lit) {
      light(lit, true);
      const card = document.getElementById("c" + lit);
      const margin = one(".margin");
      if (card && margin && margin.scrollHeight > margin.clientHeight) {
        margin.scrollTop = card.offsetTop - margin.offsetTop - 12;
      }
    }
  };
  window.addEventListener("hashchange", follows);
  follows();

  // Empty fields do not belong into an address that is kept and sent.
  all("form.ask, form.find").forEach((form) => form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  }));
  window.addEventListener("pageshow", () => all("form :disabled").forEach((f) => { f.disabled = false; }));
})();
