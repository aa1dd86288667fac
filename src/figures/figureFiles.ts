import { csvOf, type DataRow } from "../core/csv.ts";
import type { Figure } from "./figure.ts";

/** The data set that the numbers of figures come from. */
export interface FiguresDataset {
  readonly title: string;
  /** What every output says of it: title, size, and what else is to be known. */
  readonly line: string;
}

/** One file of a figure. */
export interface FigureFile {
  readonly extension: "svg" | "csv" | "json";
  /** As links name it. */
  readonly type: string;
  readonly text: string;
}

/**
 * A figure as picture, table and JSON. Where all its numbers come from one data set, JSON says which, and the last column of
 * the table, `dataset`, has its title: files are read without the report around them.
 *
 * @throws {RangeError} when the figure's data have a column of that name themselves
 */
export function figureFiles(figure: Figure, dataset?: FiguresDataset): readonly FigureFile[] {
  const { id, title, caption, svg, data } = figure;
  const csv = dataset ? csvOf(namedRows(figure, dataset)) : figure.csv;
  const named = dataset ? { dataset: dataset.line } : {};
  const json = `${JSON.stringify({ id, title, caption, ...named, data })}\n`;
  return [
    { extension: "svg", type: "image/svg+xml", text: svg },
    { extension: "csv", type: "text/csv", text: csv },
    { extension: "json", type: "application/json", text: json },
  ];
}

function namedRows({ id, data }: Figure, { title }: FiguresDataset): DataRow[] {
  if (data.some((row) => "dataset" in row)) {
    throw new RangeError(
      `Cannot name the data set of the figure "${id}": its data have a column "dataset", needs another name for it`,
    );
  }
  return data.map((row) => ({ ...row, dataset: title }));
}
