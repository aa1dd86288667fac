import type { Cell, DataRow } from "../core/csv.ts";
import { escapeXml } from "./text.ts";

/** A table of a report. */
export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** One for each column; by default numbers stand right, words left. */
  readonly align?: readonly Alignment[];
}

/** Where a column's cells stand. */
export type Alignment = "left" | "right" | "center";

/** Beyond so many rows a table is no longer read: the rest is left to the file. */
const mostRows = 200;

/**
 * A table as HTML, which scrolls sideways where the page is too narrow.
 *
 * @throws {RangeError} when a row has more or fewer cells than there are columns
 */
export function renderTable(table: ReportTable): string {
  const { caption, columns, rows } = table;
  for (const row of rows) {
    if (row.length !== columns.length) {
      throw new RangeError(
        `Cannot render the table "${caption}": a row has ${row.length} cells, needs ${columns.length}`,
      );
    }
  }
  const align = table.align ?? columns.map((_, at) => alignmentOf(rows.map((row) => row[at]!)));
  const head = columns.map(
    (column, at) => `<th scope="col" class="${align[at]}">${escapeXml(column)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, at) => `<td class="${align[at]}">${escapeXml(show(cell))}</td>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  return [
    `<div class="scroll" role="region" tabindex="0" aria-label="${escapeXml(caption)}"><table>`,
    `<caption>${escapeXml(caption)}</caption>`,
    `<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`,
  ].join("\n");
}

/** The data of a figure as a table; long ones end where nobody would read on. */
export function renderData(caption: string, data: readonly DataRow[]): string {
  const columns = Object.keys(data[0] ?? {});
  const shown = data.slice(0, mostRows);
  const rows = shown.map((row) => columns.map((column) => shorten(row[column] ?? null)));
  const rest =
    data.length > mostRows
      ? `<p>The first ${mostRows} of ${data.length} rows; the files hold them all.</p>`
      : "";
  return renderTable({ caption, columns, rows }) + rest;
}

function alignmentOf(cells: readonly Cell[]): Alignment {
  return cells.some((cell) => typeof cell === "number") ? "right" : "left";
}

/** Words that list numbers, as the values of single seeds are, with each number to four decimals. */
function shorten(cell: Cell): Cell {
  if (typeof cell !== "string") return cell;
  return cell.replace(/-?\d+\.\d{5,}/g, (number) => show(Number(number)));
}

/** Numbers to four decimals: what a reader compares. The files have them in full. */
function show(cell: Cell): string {
  if (cell === null) return "–";
  return typeof cell === "number" ? String(Number(cell.toFixed(4))) : String(cell);
}
