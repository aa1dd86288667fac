import type { Figure } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { type ReadingRow, readingCurves } from "./readingCurves.ts";
import { type EpochShare, stackedShares } from "./stackedShares.ts";

/** How many images of a run had two concepts right at an epoch, or one of them, or none. */
export interface EpochTable {
  readonly run: string;
  /** What runs are called together that differ in their seed alone: their images are counted together. */
  readonly group?: string | undefined;
  readonly epoch: number;
  readonly concepts: readonly [first: string, second: string];
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
}

/** The error of each concept over the epochs, and how often every two of them are right together. */
export async function conceptErrorFigures(
  rows: readonly ReadingRow[],
  tables: readonly EpochTable[],
  subtitle = "",
): Promise<Figure[]> {
  const errors = await readingCurves(
    rows.filter(({ quantity }) => quantity === "concept error"),
    {
      id: "concept-error",
      subtitle,
      headline: "Which concepts the network gets wrong",
      formats: { "concept error": "percent" },
      caption: "Chance is what naming the commonest value of a concept comes to.",
    },
  );
  return tables.length === 0 ? errors : [...errors, await jointFigure(tables, subtitle)];
}

async function jointFigure(tables: readonly EpochTable[], subtitle: string): Promise<Figure> {
  const groups = new Set(tables.map(({ group, run }) => group ?? run));
  const cells = groupBy(tables, ({ group, run, concepts, epoch }) =>
    JSON.stringify([group ?? run, concepts, epoch]),
  );
  const shares = [...cells.values()].flatMap((own) => sharesOf(own, groups.size > 1));
  return await stackedShares(shares, {
    id: "concept-error-joint",
    title: "Which concepts are right together",
    subtitle,
    caption:
      "Share of the images of which the answer is right about both concepts (at the bottom), about one of them alone, and about neither (at the top), at each epoch at which it was measured. Epochs stand side by side in equal steps, whatever lies between them. Runs that differ in their seed alone are counted together.",
  });
}

/** The tables of some runs at one epoch as one. */
function sharesOf(tables: readonly EpochTable[], isNamed: boolean): EpochShare[] {
  const { concepts, epoch, group, run } = tables[0]!;
  const [first, second] = concepts;
  const sumOf = (key: "both" | "onlyFirst" | "onlySecond" | "neither") =>
    tables.reduce((sum, table) => sum + table[key], 0);
  const parts = [
    { kind: "both right", count: sumOf("both") },
    { kind: `only ${first}`, count: sumOf("onlyFirst") },
    { kind: `only ${second}`, count: sumOf("onlySecond") },
    { kind: "neither", count: sumOf("neither") },
  ];
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  const panel = `${isNamed ? `${group ?? run}: ` : ""}${first} and ${second}`;
  return parts.map(({ kind, count }) => ({ panel, epoch, kind, share: count / all }));
}
