// Keeps what somebody types into a form marked data-autosave="key", so that no line is lost when the
// power goes. Kept in this browser only, per person, address and key; written to disk after each
// pause (a strict transaction: the browser's simpler store may wait up to a minute before it writes).
// A draft goes when the server says that its form was saved, when its owner drops it, when somebody
// signs out or another person signs in, and after two weeks. Forms marked data-sealed are never kept.
"use strict";

(() => {
  const PAUSE = 1000;
  const KEEP_DAYS = 14;
  const SAVED = "drafts_saved";
  const user = document.body.dataset.user;
  const place = location.pathname + location.search;
  let shut = false;

  const opened = () =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open("xuncha", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "id" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  let base = null;
  const drafts = async (mode) => {
    base ??= opened();
    return (await base).transaction("drafts", mode, { durability: "strict" });
  };
  const done = (work) =>
    new Promise((resolve, reject) => {
      work.oncomplete = () => resolve();
      work.onabort = work.onerror = () => reject(work.error);
    });
  const all = async () => {
    const asked = (await drafts("readonly")).objectStore("drafts").getAll();
    return new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  };
  const change = async (act) => {
    const work = await drafts("readwrite");
    act(work.objectStore("drafts"));
    work.commit?.();
    return done(work);
  };
  const drop = (ids) => (ids.length ? change((store) => ids.forEach((id) => store.delete(id))) : null);

  // What the server says it saved: marks in a cookie, each the draft of one form.
  const saved = () => {
    const told = document.cookie.split("; ").find((one) => one.startsWith(`${SAVED}=`));
    if (!told) return [];
    document.cookie = `${SAVED}=; Max-Age=0; Path=/; SameSite=Lax`;
    return told.slice(SAVED.length + 1).split(".").filter(Boolean);
  };

  const clock = (at) => {
    const when = new Date(at);
    const two = (number) => String(number).padStart(2, "0");
    const time = `${two(when.getHours())}:${two(when.getMinutes())}`;
    return when.toDateString() === new Date().toDateString()
      ? time
      : `${when.getMonth() + 1}月${when.getDate()}日 ${time}`;
  };

  // The fields that are kept: what people type and choose; no files, no passwords, nothing hidden.
  const fieldsOf = (form) =>
    [...form.elements].filter(
      (one) =>
        one.name &&
        !["hidden", "password", "file", "submit", "button", "reset", "image"].includes(one.type) &&
        one.tagName !== "FIELDSET" && one.tagName !== "OUTPUT" &&
        !one.closest("[data-sealed]"),
    );
  const taken = (form) =>
    fieldsOf(form).map((one) => {
      if (one.type === "checkbox" || one.type === "radio") return [one.name, one.value, one.checked];
      if (one.multiple) return [one.name, [...one.selectedOptions].map((option) => option.value)];
      return [one.name, one.value];
    });
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  const put = (form, kept) => {
    form.dispatchEvent(new CustomEvent("draft:before", { detail: kept }));
    const places = new Map();
    fieldsOf(form).forEach((one) => {
      const key = one.type === "checkbox" || one.type === "radio" ? `${one.name}\n${one.value}` : one.name;
      places.set(key, [...(places.get(key) ?? []), one]);
    });
    kept.forEach(([name, value, checked]) => {
      const one = places.get(checked === undefined ? name : `${name}\n${value}`)?.shift();
      if (!one) return;
      if (checked !== undefined) one.checked = checked;
      else if (Array.isArray(value)) [...one.options].forEach((option) => (option.selected = value.includes(option.value)));
      else one.value = value;
      one.dispatchEvent(new Event("input", { bubbles: true }));
      one.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  const element = (tag, css, words) => {
    const made = document.createElement(tag);
    made.className = css;
    made.textContent = words ?? "";
    return made;
  };

  const mark = () => [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0")).join("");

  const keep = (form, known) => {
    const where = `${place} ${form.dataset.autosave}`;
    const note = element("p", "draft", "按 Ctrl+S 保存。草稿自动存在这台电脑的浏览器里，保存成功或者退出登录后清除。");
    note.setAttribute("role", "status");
    form.append(note);
    const sign = element("input", "");
    sign.type = "hidden";
    sign.name = "_draft";
    form.append(sign);
    let at = taken(form);
    let timer = 0;
    const mine = known.filter((one) => one.place === where);
    const again = mine.find((one) => same(one.fields, at));
    sign.value = again?.id ?? mark();

    const write = async () => {
      clearTimeout(timer);
      timer = 0;
      const fields = taken(form);
      if (shut || same(fields, at)) return;
      at = fields;
      try {
        await change((store) => store.put({ id: sign.value, owner: user, place: where, at: Date.now(), fields }));
        note.textContent = `草稿已保存 ${clock(Date.now())}，存在这台电脑的浏览器里，保存成功或者退出登录后清除。`;
      } catch {
        note.textContent = "这个浏览器存不下草稿，请及时点“保存”。";
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(write, PAUSE);
    });
    form.addEventListener("change", () => (timer ||= setTimeout(write, PAUSE)));
    form.addEventListener("submit", write);
    window.addEventListener("pagehide", write);
    document.addEventListener("visibilitychange", () => document.hidden && write());

    mine.filter((one) => one !== again).sort((one, other) => other.at - one.at).forEach((one) => {
      const found = element("div", "note note--warning draft__found");
      found.setAttribute("role", "status");
      found.append(element("span", "", `已找回 ${clock(one.at)} 未保存的内容。`));
      const use = element("button", "btn btn-main", "用它");
      const leave = element("button", "btn btn-plain", "丢弃");
      use.type = leave.type = "button";
      use.addEventListener("click", async () => {
        put(form, one.fields);
        await write();
        await drop([one.id]);
        found.remove();
        fieldsOf(form)[0]?.focus();
      });
      leave.addEventListener("click", async () => {
        await drop([one.id]);
        found.remove();
      });
      found.append(use, leave);
      form.prepend(found);
    });
  };

  // Who signs out leaves nothing behind; nor does anybody find another person's lines.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]") || shut) return;
    event.preventDefault();
    shut = true;
    const leave = () => HTMLFormElement.prototype.submit.call(event.target);
    Promise.race([change((store) => store.clear()), new Promise((resolve) => setTimeout(resolve, 1500))]).then(leave, leave);
  });

  // The browser's own memory of a page (for reopening it after a crash) takes no such form either.
  document.querySelectorAll("form[data-autosave], [data-sealed] form, form[data-sealed]").forEach((form) => (form.autocomplete = "off"));

  const start = async () => {
    const forms = [...document.querySelectorAll("form[data-autosave]")].filter((form) => !form.closest("[data-sealed]"));
    const gone = saved();
    const first = sessionStorage.getItem("drafts") !== user;
    if (!user || !(forms.length || gone.length || first)) return;
    let known = [];
    try {
      const oldest = Date.now() - KEEP_DAYS * 86400000;
      const old = (one) => gone.includes(one.id) || one.owner !== user || one.at < oldest;
      known = await all();
      await drop(known.filter(old).map((one) => one.id));
      known = known.filter((one) => !old(one));
      sessionStorage.setItem("drafts", user);
    } catch {
      forms.forEach((form) => form.append(element("p", "draft", "这个浏览器存不下草稿，请及时点“保存”。")));
      return;
    }
    forms.forEach((form) => keep(form, known));
  };
  start();
})();
