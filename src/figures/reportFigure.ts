import type { Figure } from "./figure.ts";
import { renderData } from "./reportTable.ts";
import { escapeXml } from "./text.ts";

/**
 * A figure as HTML: the picture, its numbered caption, what can be looked through, and its data as a table and as files to
 * keep.
 */
export function renderFigure(figure: Figure, number: number): string {
  const { id, title, caption, svg, data, csv, view } = figure;
  const files = [
    { name: `${id}.svg`, type: "image/svg+xml", text: svg },
    { name: `${id}.csv`, type: "text/csv", text: csv },
    { name: `${id}.json`, type: "application/json", text: linesOf(data) },
  ];
  return [
    `<figure id="figure-${id}">`,
    `<div class="scroll" role="region" tabindex="0" aria-label="${escapeXml(title)}">${svg.trim()}</div>`,
    `<figcaption><strong>Figure ${number}.</strong> ${escapeXml(caption)}</figcaption>`,
    ...(view ? [view.html] : []),
    `<details><summary>Data and files of figure ${number}</summary>`,
    `<p>Download: ${files.map(renderDownload).join(" · ")}</p>`,
    renderData(`Data of figure ${number}: ${title}`, data),
    "</details></figure>",
  ].join("\n");
}

/** JSON with a line for each row, for files that stand in the page itself. */
function linesOf(data: Figure["data"]): string {
  return `[\n${data.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;
}

interface ReportFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The file lies in the link itself: the report needs nothing beside it. */
function renderDownload({ name, type, text }: ReportFile): string {
  const content = Buffer.from(text, "utf8").toString("base64");
  return `<a download="${name}" href="data:${type};charset=utf-8;base64,${content}">${name}</a>`;
}
