import type { Figure } from "../../src/figures/figure.ts";
import { renderReport } from "../../src/figures/report.ts";

/** A report of nothing but figures. */
export function figurePage(figures: readonly Figure[]): string {
  return renderReport({
    kind: "study",
    title: "Title",
    question: "Question?",
    data: "Data",
    summary: ["Answer."],
    claims: [],
    sections: [{ id: "one", title: "One", paragraphs: [], tables: [], figures }],
    notes: [],
    configuration: {},
    provenance: {},
  });
}
