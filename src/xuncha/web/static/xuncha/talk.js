// Writing a talk down by keyboard: Enter after a question begins its answer, Ctrl+Enter the next
// question; a question of the outline goes into the record with one click. All undoable.
"use strict";

(() => {
  const box = document.querySelector("[data-talk]");
  const kind = document.getElementById("id_post_kind");
  if (!box) return;

  const insert = (words) => {
    box.focus();
    // The old command is the only way that keeps the browser's undo.
    if (!document.execCommand("insertText", false, words)) {
      box.setRangeText(words, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const line = () => box.value.slice(0, box.selectionStart).split("\n").pop();

  box.addEventListener("focus", () => {
    if (!box.value) insert("问：");
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
    if (event.ctrlKey) {
      event.preventDefault();
      insert("\n问：");
    } else if (/^问[：:]./.test(line())) {
      event.preventDefault();
      insert("\n答：");
    }
  });

  document.querySelectorAll("[data-ask]").forEach((button) =>
    button.addEventListener("click", () => {
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
      const empty = ["", "问："].includes(box.value);
      if (empty) box.value = "";
      insert(`${empty ? "" : "\n"}问：${button.dataset.ask}\n答：`);
      button.classList.add("asked");
      box.scrollTop = box.scrollHeight;
    }),
  );
  const show = () =>
    document.querySelectorAll("[data-outline]").forEach((list) => (list.hidden = list.dataset.outline !== kind.value));
  kind?.addEventListener("change", show);
  show();
})();
