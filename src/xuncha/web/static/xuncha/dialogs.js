// A form in a dialog, or one marked data-stay="name", is sent without leaving the page: whoever is refused
// reads why right there and keeps what he typed. Where the record or the session changed meanwhile, the page can be had anew
// with the words in it (not those of sealed forms, which are kept nowhere).
"use strict";

(() => {
  const KEPT = "dialog";
  const user = document.body.dataset.user;
  const place = location.pathname + location.search;
  const isText = (one) => one.name && !one.disabled && !["hidden", "password", "file", "submit", "button", "reset"].includes(one.type);

  const note = (form, words, css = "note--error") => {
    form.querySelector(".dialog__told")?.remove();
    const told = document.createElement("div");
    told.className = `note ${css} dialog__told`;
    told.setAttribute("role", "alert");
    told.append(Object.assign(document.createElement("span"), { textContent: words }));
    const head = form.querySelector("h2");
    if (head) head.after(told);
    else form.prepend(told);
    return told;
  };

  // The page anew, and the form with its words again.
  const nameOf = (form) => form.closest("dialog")?.id ?? form.dataset.stay;
  const formOf = (name) => document.getElementById(name)?.querySelector("form") ?? document.querySelector(`form[data-stay="${name}"]`);
  const anew = (form) => {
    const fields = [...form.elements].filter(isText).map((one) =>
      one.type === "checkbox" || one.type === "radio" ? [one.name, one.value, one.checked] : [one.name, one.value],
    );
    sessionStorage.setItem(KEPT, JSON.stringify({ user, place, form: nameOf(form), fields }));
    location.reload();
  };
  const refused = (form, status, words) => {
    const told = note(form, words);
    if (![401, 403, 409].includes(status) || form.closest("[data-sealed]") || form.querySelector("[data-sealed]")) return;
    const button = document.createElement("button");
    button.className = "btn btn-plain";
    button.type = "button";
    button.textContent = "刷新页面，留着填的内容";
    button.addEventListener("click", () => anew(form));
    told.append(button);
  };

  const go = (target) => {
    const to = new URL(target, location.href);
    const isHere = to.pathname + to.search === place;
    if (isHere) {
      history.replaceState(null, "", to.href);
      location.reload();
    } else location.assign(to.href);
  };

  // What a view answers with its whole page, its form with errors in it.
  const shown = (form, page) => {
    const held = form.closest("dialog") ?? form;
    const answered = new DOMParser().parseFromString(page, "text/html");
    const again = held === form ? answered.querySelector(`form[data-stay="${nameOf(form)}"]`) : answered.getElementById(held.id);
    if (again) held.innerHTML = again.innerHTML;
    return Boolean(again);
  };

  const send = async (form, submitter) => {
    const lost = "没有提交成功，填的内容还在这里，请稍后再试。";
    try {
      // Fields may be called "action": they hide the form's own.
      const answer = await fetch(form.getAttribute("action") || location.href, {
        method: "POST", body: new FormData(form, submitter), headers: { "X-Dialog": "1" }, redirect: "manual",
      });
      const target = answer.headers.get("X-Location");
      if (target) return go(target);
      const words = await answer.text();
      const isPlain = (answer.headers.get("Content-Type") ?? "").startsWith("text/plain");
      if (isPlain) refused(form, answer.status, words);
      else if (!shown(form, words)) refused(form, 409, lost);
    } catch {
      note(form, "没有连上服务器，填的内容还在这里，请稍后再试。");
    }
    delete form.dataset.sent;
    form.querySelector(".sending")?.remove();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post" || form.hasAttribute("data-again") || !form.closest("dialog.ask, [data-stay]")) return;
    event.preventDefault();
    send(form, event.submitter);
  });

  // Words that were taken along: back into their form; where it is gone, to be copied.
  const back = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!kept || !user) return;
    if (kept.user !== user) return sessionStorage.removeItem(KEPT);
    if (kept.place !== place) return;
    sessionStorage.removeItem(KEPT);
    const form = formOf(kept.form);
    if (!form) {
      const words = kept.fields.filter((one) => one.length === 2 && one[1]).map((one) => one[1]);
      const told = Object.assign(document.createElement("div"), { className: "note note--warning" });
      told.setAttribute("role", "status");
      told.append(Object.assign(document.createElement("span"), { className: "prose", textContent: `这一步现在不能做了。刚才填的内容：\n${words.join("\n")}` }));
      document.getElementById("main").prepend(told);
      return;
    }
    kept.fields.forEach(([name, value, checked]) => {
      const boxes = [...form.elements].filter((one) => one.name === name && isText(one));
      const box = checked === undefined ? boxes[0] : boxes.find((one) => one.value === value);
      if (!box) return;
      if (checked === undefined) box.value = value;
      else box.checked = checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
    form.closest("dialog")?.showModal();
    note(form, "页面已经刷新，刚才填的内容还在，核对以后再提交。", "note--info");
  };
  back();
})();
