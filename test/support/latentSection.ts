import type { ReportSection } from "../../src/figures/report.ts";
import type { SectionOptions } from "../../src/studies/latent/sections/sectionOptions.ts";
import { cifarSummary } from "./madeUpLatent.ts";

/** What sections are told of three seeds on CIFAR-10. */
export const latentOptions: SectionOptions = {
  data: cifarSummary.title,
  classes: cifarSummary.classes,
  seeds: 3,
};

/** All words of a section: none of them is a number that is none. */
export function wordsOf({ paragraphs, tables, lookedUp = [], figures }: ReportSection): string {
  const captions = figures.map(({ title, caption }) => [title, caption]);
  return JSON.stringify([paragraphs, tables, lookedUp, captions]);
}

/** Words that stand for nothing, and must not be read. */
export const unreadable = /NaN|undefined|null|Infinity/;
