// Small behaviour for every page. No framework; works under a strict content policy.
"use strict";

document.addEventListener("click", (event) => {
  const burger = event.target.closest("[data-burger]");
  const side = document.querySelector(".side");
  if (burger && side) {
    const open = side.classList.toggle("side--open");
    burger.setAttribute("aria-expanded", String(open));
    return;
  }
  if (side && side.classList.contains("side--open") && !event.target.closest(".side")) {
    side.classList.remove("side--open");
  }
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    document.getElementById(opener.dataset.dialog)?.showModal();
  }
  if (event.target.closest("[data-close]")) {
    event.target.closest("dialog")?.close();
  }
  document.querySelectorAll("details.menu[open], details.tip[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelectorAll("details.menu[open], details.tip[open]").forEach((menu) => menu.removeAttribute("open"));
    document.querySelector(".side--open")?.classList.remove("side--open");
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing) {
    const search = document.querySelector(".filters input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
});

// A form that is on its way can't be sent a second time; a form that comes back can.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("data-again")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-submit-on-change]")) event.target.form.requestSubmit();
});

document.querySelectorAll(".drop").forEach((zone) => {
  const input = zone.querySelector("input[type=file]");
  if (!input) return;
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("drop--over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("drop--over");
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
});
