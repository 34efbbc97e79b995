// The board of the plan: opening a unit beside it, dragging, finding, saying what came of a move.
// Without it every unit still opens on a page of its own, with the same form.
"use strict";

(() => {
  const dialog = document.getElementById("entry");
  const told = () => document.getElementById("told");
  const mover = document.getElementById("mover");
  let opener = null;

  // A unit opens in the dialog; where it was opened from gets the focus back.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "entry-body" && !dialog.open) dialog.showModal();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-entry]");
    if (link) opener = link;
  });
  dialog?.addEventListener("close", () => opener?.isConnected && opener.focus());

  // After a move the unit is where it was put, in sight, with the focus on it.
  document.addEventListener("placed", (event) => {
    dialog?.close();
    const card = document.getElementById(event.detail.card);
    const fold = card?.closest("details:not([open])");
    if (fold) fold.open = true;
    card?.classList.add("card-unit--new");
    (card?.querySelector("[data-entry]") ?? card)?.focus();
    card?.scrollIntoView({ block: "center" });
    find();
  });

  // What was refused is said in the page: somebody was faster, the round has begun.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status < 400) return;
    event.detail.isError = false;
    event.detail.shouldSwap = false;
    dialog?.close();
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const note = document.createElement("div");
    note.className = "note note--error";
    note.setAttribute("role", "alert");
    note.textContent = answer.querySelector(".note, main p, p")?.textContent.trim() || "没有完成，请刷新页面后再试。";
    told().replaceChildren(note);
    note.scrollIntoView({ block: "center" });
  });

  // Dragging a unit onto a round of the rail, a team, or back out of all rounds.
  let dragged = null;
  const place = (event) => (dragged ? event.target.closest?.("[data-drop]") : null);
  const clear = () => document.querySelectorAll(".drop-here").forEach((one) => one.classList.remove("drop-here"));
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-organisation]") ?? null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.names);
    document.body.classList.add("is-dragging");
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    clear();
    document.body.classList.remove("is-dragging");
  });
  document.addEventListener("dragover", (event) => {
    const target = place(event);
    if (!target) return;
    event.preventDefault();
    if (!target.classList.contains("drop-here")) {
      clear();
      target.classList.add("drop-here");
    }
  });
  document.addEventListener("drop", (event) => {
    const target = place(event);
    if (!target || !mover) return;
    event.preventDefault();
    mover.elements.organisation.value = dragged.dataset.organisation;
    mover.elements.version.value = dragged.dataset.version;
    mover.elements.round.value = target.dataset.round;
    mover.elements.team.value = target.dataset.team ?? "";
    mover.requestSubmit();
  });

  // Finding a unit: what doesn't fit is hidden, rounds with a hit open.
  const search = document.querySelector("[data-find]");
  const find = () => {
    const words = search?.value.trim() ?? "";
    document.querySelectorAll("[data-names]").forEach((card) => {
      const fits = !words || card.dataset.names.includes(words);
      (card.closest(".past > li") ?? card).hidden = !fits;
      if (words && fits) card.closest("details.round")?.setAttribute("open", "");
    });
  };
  search?.addEventListener("input", find);
})();
