// Typing a paper sheet without the mouse: a number picks (or, where several may be picked, adds and
// takes away), Enter goes on, Backspace goes back; Enter after the last question saves the sheet.
"use strict";

(() => {
  const form = document.querySelector("form[data-sheet]");
  if (!form) return;
  const questions = [...form.querySelectorAll(".sheet-q")];
  let here = 0;

  const controls = (at) => [...questions[at].querySelectorAll("input, textarea")];
  const go = (at) => {
    if (at >= questions.length) {
      form.requestSubmit();
      return;
    }
    here = Math.max(0, at);
    questions.forEach((one, number) => one.classList.toggle("sheet-q--here", number === here));
    const [first] = controls(here);
    (questions[here].querySelector("input:checked") ?? first)?.focus({ preventScroll: true });
    questions[here].scrollIntoView({ block: "center" });
  };

  form.addEventListener("focusin", (event) => {
    const at = questions.findIndex((one) => one.contains(event.target));
    if (at >= 0 && at !== here) {
      here = at;
      questions.forEach((one, number) => one.classList.toggle("sheet-q--here", number === here));
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.tagName === "BUTTON" || event.target.tagName === "A") return;
    const writing = event.target.tagName === "TEXTAREA";
    if (event.key === "Enter" && !(writing && event.shiftKey)) {
      event.preventDefault();
      go(here + 1);
      return;
    }
    if (writing) return;
    if (event.key === "Backspace") {
      event.preventDefault();
      go(here - 1);
      return;
    }
    const one = /^[1-9]$/.test(event.key) && controls(here)[Number(event.key) - 1];
    if (!one) return;
    event.preventDefault();
    one.checked = one.type === "radio" || !one.checked;
    one.dispatchEvent(new Event("change", { bubbles: true }));
    if (one.type === "radio") go(here + 1 < questions.length ? here + 1 : here);
  });
  go(Math.max(0, questions.findIndex((one) => one.querySelector(".field__error"))));
})();
