import { dataLine } from "../studies/dataLine.ts";
import type { WrittenReport } from "../studies/writeReport.ts";
import type { Outcome } from "./command.ts";
import { textTable } from "./textTable.ts";

/** A finished study as a terminal shows it: answer, main table, and where the rest is. */
export function writtenReport(study: { readonly title: string }, written: WrittenReport): Outcome {
  const { report, dataset, summary, table } = written;
  return {
    json: written,
    text: [
      study.title,
      dataLine(dataset),
      "",
      ...summary,
      "",
      ...(table ? [table.caption, textTable(table), ""] : []),
      `Report: ${report}`,
    ].join("\n"),
  };
}
