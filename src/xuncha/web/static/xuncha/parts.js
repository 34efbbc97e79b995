// Behaviour of single components. Without it every page still works, only plainer.
"use strict";

(() => {
  const size = (bytes) =>
    bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

  // Tables that fit keep their heads in sight; wider ones scroll inside their frame.
  const fit = () =>
    document.querySelectorAll(".table-wrap").forEach((frame) => {
      frame.classList.remove("table-wrap--fits");
      frame.classList.toggle("table-wrap--fits", frame.scrollWidth <= frame.clientWidth);
    });
  fit();
  window.addEventListener("resize", fit);
  document.addEventListener("htmx:afterSettle", fit);

  // A box at the head of a section ticks all boxes of its table; in a field, all of the field.
  document.querySelectorAll("[data-tick-all]").forEach((head) => {
    head.closest("label").hidden = false;
    head.addEventListener("change", () =>
      (head.closest("fieldset") ?? head.closest("section"))
        .querySelectorAll(head.closest("fieldset") ? ".boxes input[type=checkbox]" : "tbody input[type=checkbox]")
        .forEach((box) => (box.checked = head.checked)),
    );
  });

  // A long list of boxes is narrowed by some words; what is ticked stays in sight.
  document.querySelectorAll("[data-find]").forEach((find) => {
    const choices = [...find.parentElement.querySelectorAll(".boxes .choice")];
    find.hidden = false;
    find.addEventListener("input", () => {
      const words = find.value.trim().split(/\s+/);
      choices.forEach((one) => {
        const isMeant = words.every((word) => one.textContent.includes(word));
        one.hidden = !isMeant && !one.querySelector("input").checked;
      });
    });
    find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  });

  // A file that is too large is told at once, not after minutes of sending.
  const show = (zone) => {
    const input = zone.querySelector("input[type=file]");
    const words = zone.querySelector(".drop__names");
    const files = [...input.files];
    const limit = Number(zone.dataset.maxBytes);
    const large = files.find((file) => limit && file.size > limit);
    input.setCustomValidity(large ? `“${large.name}”有 ${size(large.size)}，超过 ${size(limit)}，请压缩或者拆分后再选。` : "");
    zone.dataset.plain ??= words.textContent;
    zone.classList.toggle("drop--chosen", files.length > 0 && !large);
    zone.classList.toggle("drop--wrong", Boolean(large));
    words.textContent = input.validationMessage && large
      ? input.validationMessage
      : files.map((file) => `${file.name}（${size(file.size)}）`).join("、") || zone.dataset.plain;
  };
  document.addEventListener("change", (event) => {
    const zone = event.target.closest(".drop");
    if (zone) show(zone);
  });
  document.addEventListener("drop", (event) => {
    const zone = event.target.closest(".drop");
    if (zone) setTimeout(() => show(zone));
  });

  // While files are on their way the page says so.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.querySelector(".sending")) return;
    const files = [...event.target.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
    if (!files.length) return;
    const note = document.createElement("div");
    const meter = document.createElement("progress");
    note.className = "sending";
    note.setAttribute("role", "status");
    note.textContent = `正在上传 ${size(files.reduce((sum, file) => sum + file.size, 0))}，请不要关闭页面。`;
    meter.className = "meter";
    meter.setAttribute("aria-label", "正在上传");
    note.append(meter);
    event.target.append(note);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll(".sending").forEach((note) => note.remove()));

  // Help opens beside the page and leaves it usable; where it was opened from gets the focus back.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-help]");
    if (opener) {
      const panel = document.getElementById(opener.dataset.help);
      if (panel.open) panel.close();
      else panel.show();
      opener.setAttribute("aria-expanded", String(panel.open));
    }
    if (event.target.closest("[data-back]")) history.back();
    if (event.target.closest("[data-print]")) print();
  });
  document.querySelectorAll("dialog.help").forEach((panel) => {
    panel.addEventListener("close", () => {
      const opener = document.querySelector(`[data-help="${panel.id}"]`);
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector("dialog.help[open]")?.close();
  });
  document.querySelectorAll("[data-print]").forEach((button) => (button.hidden = false));
  document.querySelectorAll("[data-back]").forEach((button) => (button.hidden = history.length < 2));
})();
