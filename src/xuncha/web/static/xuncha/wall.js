// The wall turns its scenes by itself and fetches new numbers now and then. Keys: space stops and
// goes on, arrows turn, F fills the screen. After some hours it rests, so that a forgotten screen
// doesn't keep somebody signed in for ever.
"use strict";

(() => {
  const main = document.querySelector("[data-scenes]");
  const scenes = [...main.querySelectorAll(".scene")];
  const marks = [...document.querySelectorAll(".wall__foot li")];
  const told = document.querySelector("[data-told]");
  const stopper = document.querySelector('[data-wall="stop"]');
  const second = 1000;
  const turnEvery = main.dataset.seconds * second;
  const freshEvery = main.dataset.refresh * second;
  const longest = main.dataset.hours * 3600 * second;
  const asked = Number(location.hash.slice(1));
  const here = (number) => (number + scenes.length) % scenes.length;
  let at = Number.isInteger(asked) && asked > 0 ? here(asked - 1) : 0;
  let stopped = false;
  let turner = 0;

  const keep = (name, value) => {
    if (!sessionStorage.getItem(name)) sessionStorage.setItem(name, value);
    return Number(sessionStorage.getItem(name));
  };
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") sessionStorage.removeItem("wall-opened");
  const opened = keep("wall-opened", Date.now());
  const rests = () => Date.now() - opened > longest;

  const show = (number) => {
    at = here(number);
    scenes.forEach((scene, one) => { scene.hidden = one !== at; });
    marks.forEach((mark, one) => { if (one === at) mark.setAttribute("aria-current", "true"); else mark.removeAttribute("aria-current"); });
    history.replaceState(null, "", `#${at + 1}`);
    clearTimeout(turner);
    if (!stopped) turner = setTimeout(() => show(at + 1), turnEvery);
  };
  const stop = () => {
    stopped = !stopped;
    stopper.setAttribute("aria-pressed", String(stopped));
    stopper.textContent = stopped ? "继续" : "停住";
    told.textContent = stopped ? "已停住，按空格继续" : "空格停住，左右键换屏，F 全屏";
    show(at);
  };
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  };
  const refresh = async () => {
    if (rests()) { told.textContent = "已停止更新，按 R 刷新后再看"; return; }
    try {
      const answer = await fetch(location.pathname + location.search, { cache: "no-store", redirect: "manual" });
      if (answer.ok && !document.fullscreenElement) { location.reload(); return; }
      if (answer.ok) replace(await answer.text());
      else told.textContent = "登录已经失效，请重新登录后再打开大屏";
    } catch {
      told.textContent = "暂时连不上服务器，显示的是上次的数";
    }
    setTimeout(refresh, freshEvery);
  };
  // A reload would leave the full screen: numbers and charts are put in place instead.
  const replace = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const part of [".scene__levels", ".scene__tiles", ".wall__top p"]) {
      const fresh = page.querySelectorAll(part);
      document.querySelectorAll(part).forEach((old, one) => { if (fresh[one]) old.replaceChildren(...fresh[one].childNodes); });
    }
    page.querySelectorAll("script[type='application/json']").forEach((data) => {
      const box = document.querySelector(`[data-chart="${data.id}"]`);
      const { xAxis, yAxis, series } = JSON.parse(data.textContent);
      const names = (axis) => axis?.data && { data: axis.data };
      if (box) echarts.getInstanceByDom(box)?.setOption({ xAxis: names(xAxis), yAxis: names(yAxis), series });
    });
  };

  const acts = { back: () => show(at - 1), next: () => show(at + 1), stop, full };
  document.querySelectorAll("[data-wall]").forEach((button) => button.addEventListener("click", acts[button.dataset.wall]));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("button, a")) return;
    const keys = { " ": stop, ArrowLeft: acts.back, ArrowRight: acts.next, f: full, F: full, r: () => location.reload(), R: () => location.reload() };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  show(at);
  setTimeout(refresh, freshEvery);
})();
