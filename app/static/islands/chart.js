// Charts: each is drawn from the table below it, so there is one set of figures. Pages with a chart load this and ECharts.

const FONT = 12;
const BAR = 14; // pixels of one lying bar
const LEGEND = 28;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const label = (cell) => [...cell.childNodes].filter((node) => node.nodeName !== "SMALL").map((node) => node.textContent).join("").trim();

const figure = (cell) => (/\d/.test(cell.textContent) ? Number(cell.textContent.replace(/[^\d.]/g, "")) : null);

function read(plot) {
  const table = plot.parentElement.querySelector("table");
  const rows = [...table.tBodies[0].rows].slice(0, Number(plot.dataset.drawn));
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const columns = heads.map((_head, at) => at).filter((at) => at && rows.some((row) => row.cells[at].matches(".fq-end")));
  return {
    names: rows.map((row) => label(row.cells[0])),
    series: columns.map((at) => ({ name: heads[at], values: rows.map((row) => figure(row.cells[at])) })),
    settled: rows.length - Number(plot.dataset.provisional),
  };
}

function bars({ name, values }, place, settled, lying) {
  const fill = colour(place ? "ac" : "bar");
  const open = { color: colour("ac-bg"), borderColor: fill, borderType: "dashed", borderWidth: 1.5 };
  return {
    type: "bar",
    name,
    barMaxWidth: lying ? BAR : 40,
    itemStyle: { color: fill },
    label: { show: true, position: lying ? "right" : "top", color: colour("tx2"), fontSize: FONT },
    labelLayout: { hideOverlap: true },
    data: values.map((value, at) => (at < settled ? value : { value, itemStyle: open })),
  };
}

function option({ names, series, settled }, lying) {
  const words = { color: colour("tx2"), fontSize: FONT };
  const kinds = {
    type: "category",
    data: names,
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour("ctl") } },
    axisLabel: { ...words, interval: 0, width: lying ? 120 : undefined, overflow: lying ? "truncate" : undefined },
  };
  const amounts = { type: "value", minInterval: 1, axisLabel: { show: false }, splitLine: { show: false } };
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: lying ? 48 : 4, top: (series.length > 1 ? LEGEND : 4) + (lying ? 0 : 16), bottom: 4, containLabel: true },
    legend: { show: series.length > 1, right: 0, top: 0, selectedMode: false, itemHeight: 10, textStyle: words },
    xAxis: lying ? amounts : kinds,
    yAxis: lying ? kinds : amounts,
    series: series.map((one, place) => bars(one, place, settled, lying)),
  };
}

function draw(plot) {
  const figures = read(plot);
  const lying = plot.dataset.chart === "rows";
  const several = figures.series.length > 1;
  const height = lying ? figures.names.length * (figures.series.length * BAR + 12) + 8 + several * LEGEND : 220;
  plot.hidden = false;
  const chart = echarts.init(plot, null, { renderer: "svg", height });
  const paint = () => chart.setOption(option(figures, lying), true);
  paint();
  new ResizeObserver(() => chart.resize({ height })).observe(plot);
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-bs-theme", "data-contrast"] });
}

document.querySelectorAll("[data-chart]").forEach(draw);
