import type { Figure } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { matrixMap } from "../matrixMap.ts";
import { percent } from "../text.ts";
import { type ReadingRow, readingCurves } from "./readingCurves.ts";

/** How often a run took each class for each at an epoch. */
export interface EpochConfusion {
  readonly run: string;
  /** What runs are called together that differ in their seed alone: their counts are added up. */
  readonly group?: string | undefined;
  readonly epoch: number;
  /** One row a true class, one column an answer; nothing where there are no answers. */
  readonly confusion: readonly (readonly number[])[] | undefined;
}

export interface AccuracyFigureOptions {
  readonly classes: readonly string[];
  /** Which images, such as `2,000 test images`. */
  readonly subtitle?: string;
}

/** Accuracy over the epochs, of all images and of each class, and what classes are taken for at the last epoch. */
export async function accuracyFigures(
  rows: readonly ReadingRow[],
  confusions: readonly EpochConfusion[],
  { classes, subtitle = "" }: AccuracyFigureOptions,
): Promise<Figure[]> {
  const quantities = [...groupBy(rows, ({ quantity }) => quantity).values()];
  const figures: Figure[] = [];
  for (const own of quantities) {
    const { quantity } = own[0]!;
    // Of a few classes, the best k are all of them.
    if (quantity.startsWith("top-") && own.every(({ value }) => value === null)) continue;
    const options = {
      id: "accuracy",
      subtitle,
      formats: { [quantity]: "percent" },
      ...wordsOf(quantity),
    } as const;
    figures.push(...(await readingCurves(own, options)));
  }
  const last = lastConfusions(confusions);
  return last.length === 0
    ? figures
    : [...figures, await confusionMap(last, { classes, subtitle })];
}

function wordsOf(quantity: string): { readonly headline: string; readonly caption: string } {
  const chance = (classes: string) =>
    `Chance is the share of the ${classes}: what answers reach that do not look at the image.`;
  if (quantity === "accuracy") {
    return { headline: "How many images are told right", caption: chance("commonest class") };
  }
  if (quantity === "class accuracy") {
    const caption = "Of each class, the share of its images that are told right.";
    return { headline: "Which classes are told right", caption };
  }
  const k = /\d+/.exec(quantity)?.[0] ?? "";
  return {
    headline: `How many images have their label among the ${k} best answers`,
    caption: chance(`${k} commonest classes`),
  };
}

/** Of each run the last epoch that has one. */
function lastConfusions(confusions: readonly EpochConfusion[]): Known[] {
  const known = confusions.flatMap(({ confusion, ...own }) =>
    confusion ? [{ ...own, confusion }] : [],
  );
  return [...groupBy(known, ({ run }) => run).values()].map(
    (own) => own.toSorted((a, b) => a.epoch - b.epoch).at(-1)!,
  );
}

interface Known extends EpochConfusion {
  readonly confusion: readonly (readonly number[])[];
}

async function confusionMap(
  last: readonly Known[],
  { classes, subtitle = "" }: AccuracyFigureOptions,
): Promise<Figure> {
  const groups = groupBy(last, ({ group, run }) => group ?? run);
  const panels = [...groups].map(([name, own]) => ({
    panel: groups.size > 1 ? name : "",
    shares: sharesOf(own.map(({ confusion }) => confusion)),
  }));
  const cells = panels.flatMap(({ panel, shares }) =>
    shares.flatMap((row, label) =>
      row.map((value, answer) => ({ panel, x: classes[answer]!, y: classes[label]!, value })),
    ),
  );
  const epochs = [...new Set(last.map(({ epoch }) => epoch))];
  return await matrixMap(cells, {
    id: "accuracy-confusion",
    title: titleOf(panels[0]!.shares, classes),
    subtitle: `${subtitle === "" ? "" : `${subtitle}. `}Epoch ${epochs.join(" or ")}${groups.size > 1 ? `; the title is about ${panels[0]!.panel}` : ""}`,
    caption:
      "Share of the images of each true class (rows) that get each answer (columns) at the last epoch; each row adds up to 100%. On the diagonal answers are right. Runs that differ in their seed alone are counted together; rows without images are grey.",
    xLabel: "answer",
    yLabel: "true class",
    valueLabel: "share of the class",
    domain: [0, 1],
    format: "percent",
    digits: 0,
  });
}

function sharesOf(confusions: readonly (readonly (readonly number[])[])[]): (number | null)[][] {
  return confusions[0]!.map((row, label) => {
    const counts = row.map((_, answer) => sum(confusions.map((own) => own[label]![answer]!)));
    const all = sum(counts);
    return counts.map((count) => (all === 0 ? null : count / all));
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function titleOf(
  shares: readonly (readonly (number | null)[])[],
  classes: readonly string[],
): string {
  const mistakes = shares.flatMap((row, label) =>
    row.flatMap((value, answer) => (answer === label || !value ? [] : [{ label, answer, value }])),
  );
  const worst = mistakes.toSorted((a, b) => b.value - a.value)[0];
  if (!worst) return "No class is taken for another";
  const { label, answer, value } = worst;
  return `Most often mistaken: “${classes[label]}” for “${classes[answer]}”, ${percent(value)} of its images`;
}
