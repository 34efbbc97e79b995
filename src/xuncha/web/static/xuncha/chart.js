// Draws every chart on the page from its own JSON, in the page's colours.
"use strict";

(() => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const palette = ["--claimed-bar", "--verified-bar", "--sustained-bar", "--accent", "--ink-faint"].map(colour);
  document.querySelectorAll("[data-chart]").forEach((box) => {
    const option = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    const chart = echarts.init(box, null, { renderer: "canvas" });
    chart.setOption({
      color: option.colours ? option.colours.map(colour) : palette,
      textStyle: { fontFamily: style.getPropertyValue("--tblr-font-sans-serif") },
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      ...option,
    });
    new ResizeObserver(() => chart.resize()).observe(box);
  });
})();
