// Rows that people add while they type: the last row is always empty, Enter goes on to the next one,
// and a table or a numbered list that was pasted fills the rows. Without script a button sends the
// form and gets it back with more rows.
"use strict";

document.querySelectorAll("[data-rows]").forEach((area) => {
  const body = area.querySelector("tbody");
  const pattern = area.querySelector("template");
  const total = area.querySelector("input[name$='-TOTAL_FORMS']");
  const more = area.querySelector("[data-more]");
  const most = Number(area.dataset.most);
  const cells = (row) => [...row.querySelectorAll("input:not([type=hidden]), textarea, select")];
  const isEmpty = (row) => cells(row).every((one) => one.tagName === "SELECT" || !one.value.trim());

  const add = () => {
    const at = Number(total.value);
    if (at >= most) return body.lastElementChild;
    const words = pattern.innerHTML.replaceAll("__prefix__", at).replaceAll("__place__", at + 1);
    body.insertAdjacentHTML("beforeend", words);
    total.value = at + 1;
    more.hidden = at + 1 >= most;
    return body.lastElementChild;
  };
  const after = (row) => row.nextElementSibling ?? add();
  const last = () => (isEmpty(body.lastElementChild) ? body.lastElementChild : add());

  body.addEventListener("input", () => last());
  more.addEventListener("click", (event) => {
    event.preventDefault();
    cells([...body.children].find(isEmpty) ?? add())[0].focus();
  });
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
    const row = event.target.closest("tr");
    if (event.target.tagName === "TEXTAREA" && !event.ctrlKey) return;
    event.preventDefault();
    cells(after(row))[0].focus();
  });

  // A draft that is taken up again has as many rows as it was left with.
  area.closest("form").addEventListener("draft:before", (event) => {
    const told = event.detail.map(([name]) => name.match(`^${area.dataset.rows}-(\\d+)-`)?.[1]);
    const wanted = Math.max(0, ...told.filter(Boolean).map((one) => Number(one) + 1));
    while (Number(total.value) < Math.min(wanted, most)) add();
  });

  const numbered = /^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]|[①-⑳•●◆■\uf000-\uf8ff])[ \t\u3000]+([^\t]+)$/;
  const table = (words) => {
    const lines = words.replace(/\r\n?/g, "\n").split("\n").filter((one) => one.trim());
    const listed = lines.map((one) => one.match(numbered)?.[1]);
    if (lines.length > 1 && listed.every(Boolean)) return listed.map((one) => [one]);
    return lines.some((one) => one.trim().includes("\t")) && !listed.some(Boolean) ? lines.map((one) => one.split("\t")) : null;
  };
  const fill = (box, words) => {
    box.value = box.type === "number" ? words.replace(/[^\d.-]/g, "") : words.trim();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  body.addEventListener("paste", (event) => {
    const lines = table(event.clipboardData?.getData("text/plain") ?? "");
    let row = event.target.closest("tr");
    const room = most - [...body.children].indexOf(row);
    if (!lines || lines.length > room || event.target.tagName === "SELECT") return;
    event.preventDefault();
    const column = cells(row).indexOf(event.target);
    lines.forEach((line, at) => {
      if (at) row = after(row);
      const boxes = cells(row).slice(column);
      line.slice(0, boxes.length).forEach((words, place) => fill(boxes[place], words));
    });
    cells(row)[column].focus();
  });
});
