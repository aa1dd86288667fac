import type { Figure } from "./figure.ts";
import { type FigureFile, type FiguresDataset, figureFiles } from "./figureFiles.ts";
import { renderData } from "./reportTable.ts";
import { escapeXml } from "./text.ts";

/** What a report knows of a figure. */
interface PlaceInReport {
  readonly number: number;
  readonly dataset: FiguresDataset | undefined;
}

/**
 * A figure as HTML: the picture, its numbered caption, what can be looked through, and its data as a table and as files to
 * keep.
 */
export function renderFigure(figure: Figure, { number, dataset }: PlaceInReport): string {
  const { id, title, caption, svg, data, view } = figure;
  const links = figureFiles(figure, dataset).map((file) => renderDownload(id, file));
  return [
    `<figure id="figure-${id}">`,
    `<div class="scroll" role="region" tabindex="0" aria-label="${escapeXml(title)}">${svg.trim()}</div>`,
    `<figcaption><strong>Figure ${number}.</strong> ${escapeXml(caption)}</figcaption>`,
    ...(view ? [view.html] : []),
    `<details><summary>Data and files of figure ${number}</summary>`,
    `<p>Download: ${links.join(" · ")}</p>`,
    renderData(`Data of figure ${number}: ${title}`, data),
    "</details></figure>",
  ].join("\n");
}

/** The file lies in the link itself: the report needs nothing beside it. */
function renderDownload(id: string, { extension, type, text }: FigureFile): string {
  const name = `${id}.${extension}`;
  const content = Buffer.from(text, "utf8").toString("base64");
  return `<a download="${name}" href="data:${type};charset=utf-8;base64,${content}">${name}</a>`;
}
