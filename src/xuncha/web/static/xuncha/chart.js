// Draws every chart on the page from its own JSON, in the page's colours and letters.
"use strict";

(() => {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  const palette = ["--claimed-bar", "--verified-bar", "--sustained-bar", "--accent", "--ink-faint"].map(value);
  const letters = Math.round(parseFloat(style.fontSize) * 0.78);
  const text = { fontFamily: value("--tblr-font-sans-serif"), fontSize: letters, color: value("--ink-soft") };
  const axis = (one) => ({
    ...one,
    axisLabel: { fontSize: letters, color: value("--ink-soft"), ...one.axisLabel },
    splitLine: { lineStyle: { color: value("--line-soft") }, ...one.splitLine },
  });

  document.querySelectorAll("[data-chart]").forEach((box) => {
    const option = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    const chart = echarts.init(box, null, { renderer: "canvas" });
    chart.setOption({
      color: option.colours ? option.colours.map(value) : palette,
      textStyle: text,
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      ...option,
      legend: option.legend && { top: 0, textStyle: text, ...option.legend },
      xAxis: option.xAxis && axis(option.xAxis),
      yAxis: option.yAxis && axis(option.yAxis),
    });
    new ResizeObserver(() => chart.resize()).observe(box);
  });
})();
