// The desk by keyboard: j and k walk the queue, p shows the first proof in place, a number opens an act,
// Ctrl+Enter sends it. All of it
// works with the mouse and without this file too.
"use strict";

(() => {
  const acts = [...document.querySelectorAll("details[data-act]")];
  const typing = (target) => target.closest("input:not([type=radio]), textarea, select, [contenteditable]");

  const open = (act) => {
    acts.forEach((one) => { one.open = one === act; });
    act.querySelector("input[type=radio], textarea, input:not([type=hidden])")?.focus();
    act.scrollIntoView({ block: "nearest" });
  };

  acts.forEach((act) => act.addEventListener("toggle", () => {
    if (act.open) acts.forEach((one) => { if (one !== act) one.open = false; });
  }));

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("details[data-act] form");
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || typing(event.target)) return;
    const act = acts.find((one) => one.dataset.act === event.key);
    if (act && !event.target.matches("input[type=radio]")) {
      event.preventDefault();
      open(act);
      return;
    }
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  });

  document.querySelector(".desk__queue a[aria-current]")?.scrollIntoView({ block: "nearest" });
})();
