import type { Canvas } from "../canvas.ts";
import { classStyles } from "../classStyles.ts";
import { renderPlot } from "../drawing.ts";
import { escapeXml } from "../text.ts";
import { colours, type SeriesStyle, themeStyle } from "../theme.ts";
import type { Scatter } from "./scatter.ts";
import { type ScatterChoice, type ScatterData, scatterData } from "./scatterData.ts";

/** Words of the part of a page in which a scatter is looked through. */
export interface ScatterHtmlOptions {
  readonly id: string;
  readonly title: string;
}

/** The markup and data that the script of scatters works on. It is hidden until that script runs. */
export function scatterHtml(canvas: Canvas, scatter: Scatter, options: ScatterHtmlOptions): string {
  const { id, title } = options;
  const data = scatterData(scatter);
  const { width, height } = data.sheet;
  return [
    `<div class="scatter" id="${id}" role="group" aria-labelledby="${id}-title" hidden>`,
    `<style>${themeStyle(id)}</style>`,
    `<p class="scatter-title" id="${id}-title">${escapeXml(title)}</p>`,
    `<div class="scatter-controls">${data.choices.map(renderChoice).join("")}`,
    `<label><input type="checkbox" data-part="images"> images instead of symbols</label></div>`,
    renderTime(),
    `<div class="scatter-body"><div>`,
    `<canvas class="scatter-stage" data-part="stage" role="img" tabindex="0" aria-describedby="${id}-keys"></canvas>`,
    `<p class="scatter-note" data-part="note"></p></div>`,
    `<div class="scatter-card" data-part="card"><canvas width="${width}" height="${height}" aria-hidden="true"></canvas>`,
    `<div role="status"><strong data-part="class"></strong><span data-part="answer"></span><span data-part="which"></span></div></div>`,
    "</div>",
    renderLegend(canvas, scatter),
    `<p class="scatter-keys" id="${id}-keys">${escapeXml(keysOf(data))}</p>`,
    `<script type="application/json" data-part="data">${scriptText(data)}</script>`,
    "</div>",
  ].join("\n");
}

function renderChoice({ name, values }: ScatterChoice): string {
  const options = values.map((value) => `<option>${escapeXml(value)}</option>`);
  // A choice of one is none: it is there for the script, which counts them.
  const hidden = values.length === 1 ? " hidden" : "";
  return `<label${hidden}>${escapeXml(name)} <select>${options.join("")}</select></label>`;
}

function renderTime(): string {
  return [
    '<div class="scatter-controls scatter-time" data-part="time">',
    '<button type="button" class="scatter-play" data-part="play">▶ play</button>',
    '<input type="range" min="0" max="0" step="1" aria-label="epoch" data-part="epoch">',
    '<output data-part="epoch-text"></output></div>',
  ].join("");
}

function renderLegend(canvas: Canvas, { labels, classes }: Scatter): string {
  const styles = classStyles(labels, classes);
  const other = { colour: colours.soft, symbol: "circle" } as const;
  const buttons = classes.map((name, label) => {
    const { colour, symbol } = styles.get(label) ?? other;
    const swatch = `<svg viewBox="-7 -7 14 14" aria-hidden="true"><path d="${outlineOf(canvas, symbol)}" fill="${colour}"/></svg>`;
    return `<button type="button" aria-pressed="true" data-class="${label}">${swatch}${escapeXml(name)}</button>`;
  });
  return [
    '<div class="scatter-legend" role="group" aria-label="Classes that are shown">',
    ...buttons,
    '<button type="button" data-part="all">all</button><button type="button" data-part="none">none</button></div>',
  ].join("");
}

/** A symbol as the chart library draws it, around (0, 0). */
function outlineOf(canvas: Canvas, symbol: SeriesStyle["symbol"]): string {
  const pixels = { type: "identity", axis: null } as const;
  const mark = canvas.Plot.dot([symbol], { x: [0], y: [0], r: 5, symbol: [symbol] });
  const plot = renderPlot(canvas, {
    x: pixels,
    y: pixels,
    symbol: { type: "identity" },
    marks: [mark],
  });
  return plot.querySelector("path")!.getAttribute("d")!;
}

function keysOf({ pictures }: ScatterData): string {
  const hollow = pictures.some(({ answers }) => answers !== undefined)
    ? " Filled: the network recognises the image; outline: it takes it for another class."
    : "";
  const line = pictures.some(({ epoch }) => epoch !== pictures[0]!.epoch)
    ? " The line is the way of the image over the epochs."
    : "";
  return `Click or Enter holds an image, Escape lets it go; arrow keys go to the next, Page Up and Page Down to other epochs. The buttons show and hide classes.${hollow}${line}`;
}

/** JSON that no markup can be hidden in. */
function scriptText(data: ScatterData): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
