// Small behaviour for every page. No framework; works under a strict content policy.
"use strict";

const side = document.querySelector(".side");
const burger = document.querySelector("[data-burger]");

// The navigation of narrow screens: takes the focus when it opens, gives it back when it closes.
const setSide = (open) => {
  if (!side || !burger || side.classList.contains("side--open") === open) return;
  side.classList.toggle("side--open", open);
  burger.setAttribute("aria-expanded", String(open));
  burger.setAttribute("aria-label", open ? "关闭导航" : "打开导航");
  (open ? side.querySelector("nav a") : burger)?.focus();
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-burger]")) {
    setSide(!side.classList.contains("side--open"));
    return;
  }
  if (!event.target.closest(".side")) setSide(false);
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
    setSide(false);
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    const kept = document.querySelectorAll("form[data-autosave]");
    const form = event.target.closest("form[data-autosave]") ?? (kept.length === 1 ? kept[0] : null);
    if (form && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.btn-main[type=submit]"));
    }
    return;
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

// A page that comes back refused opens at its first refusal: on a long form nobody would find it.
(() => {
  const told = [...document.querySelectorAll("main .field__error, main form .note--error[role=alert]")].find((one) => one.checkVisibility());
  if (!told) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  told.closest(".field")?.querySelector("input:not([type=hidden]), select, textarea")?.focus({ preventScroll: true });
  const { top, bottom } = told.getBoundingClientRect();
  if (top < 80 || bottom > innerHeight) told.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
})();
