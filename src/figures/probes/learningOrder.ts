import { type Figure, figureOf } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { matrixDrawing } from "../matrixMap.ts";
import { numberTexts } from "../numberText.ts";
import { type ReadingRow, readingCurves } from "./readingCurves.ts";
import { type RunShare, shareColumns } from "./shareColumns.ts";

/** When how many of some examples were learned. */
export interface ExampleGroup {
  /** All; those of a class; with a true or false label; all, judged by a concept; those of one of its values. */
  readonly kind: "all" | "class" | "label" | "concept" | "value";
  readonly name: string;
  readonly count: number;
  /** How many were learned at each of the run's epochs; the others never were. */
  readonly learnedAt: readonly number[];
}

/** The order in which a run learned its examples. */
export interface RunOrder {
  readonly run: string;
  /** What runs are called together that differ in their seed alone. */
  readonly group: string;
  readonly seed: number;
  readonly epochs: readonly number[];
  readonly groups: readonly ExampleGroup[];
  /** How many examples were forgotten 0, 1, 2… times, of those that were ever right. */
  readonly forgotten: readonly number[];
  /** How many were never right. */
  readonly neverRight: number;
}

/** How far two runs learned in the same order. */
export interface OrderAgreement {
  readonly a: string;
  readonly b: string;
  /** Kendall's τ-b; null where there is none. */
  readonly value: number | null;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** All that is drawn of the order in which runs learned. */
export interface LearningOrderData {
  readonly runs: readonly RunOrder[];
  readonly agreements: readonly OrderAgreement[];
  /** Share of all examples that were right before training; nothing where that was not asked. */
  readonly rightAtStart: number | undefined;
}

/** When examples were learned and how often they were forgotten, and how far runs agree. */
export async function learningOrderFigures({
  runs,
  agreements,
  rightAtStart,
}: LearningOrderData): Promise<Figure[]> {
  return [
    ...(await learnedCurves(runs, rightAtStart)),
    await learnedColumns(runs),
    await forgettingColumns(runs),
    ...(agreements.length === 0 ? [] : [await agreementMap(runs, agreements)]),
  ];
}

/** What stands in one picture: kinds of groups, and what the quantity is called there. */
const curves = [
  {
    kinds: ["all", "label", "concept"],
    quantity: "share learned",
    headline: "How many examples are learned for good, at which epoch",
  },
  {
    kinds: ["class"],
    quantity: "share learned by class",
    headline: "Which classes are learned first",
  },
  {
    kinds: ["value"],
    quantity: "share learned by value",
    headline: "Which values of concepts are learned first",
  },
] as const satisfies readonly {
  kinds: readonly ExampleGroup["kind"][];
  quantity: string;
  headline: string;
}[];

async function learnedCurves(
  runs: readonly RunOrder[],
  rightAtStart: number | undefined,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { kinds, quantity, headline } of curves) {
    const shown = runs.flatMap((run) => {
      const own = run.groups.filter(
        ({ kind, count }) => count > 0 && kinds.some((k) => k === kind),
      );
      return own.map((group) => ({ run, group, shares: sharesLearned(group) }));
    });
    const order = namesByOrder(shown.map(({ group: { name }, shares }) => ({ name, shares })));
    const ends = endsOf(order);
    const rows = shown
      .filter(({ group: { name } }) => ends.includes(name))
      .toSorted((a, b) => order.indexOf(a.group.name) - order.indexOf(b.group.name))
      .flatMap(({ run, group, shares }) => rowsOf(run, { quantity, of: group.name, shares }));
    const options = {
      id: "learning-order",
      headline,
      subtitle: examplesText(runs),
      formats: { [quantity]: "percent" },
      // The level of all examples is none of single classes or concepts.
      ...(kinds[0] === "all" && order.length === 1 ? startLevel(quantity, rightAtStart) : {}),
      caption: [learnedText, order.length > 1 ? orderText : "", startText(runs)]
        .filter((sentence) => sentence !== "")
        .join(" "),
    } as const;
    if (rows.length > 0) figures.push(...(await readingCurves(rows, options)));
  }
  return figures;
}

const learnedText =
  "An example is learned at the first epoch from which it stays right to the last.";
const orderText =
  "What is learned first stands first; of more than 20 the first ten and the last ten are shown.";

/** As much as that is right without learning. */
function startLevel(quantity: string, value: number | undefined) {
  if (value === undefined) return {};
  return { references: { [quantity]: { value, label: "right at epoch 0" } } };
}

/** What is right by chance before training, and stays so. */
function startText(runs: readonly RunOrder[]): string {
  if (!runs.some(({ epochs }) => epochs.includes(0))) return "";
  return "What the untrained network happens to get right, and no later epoch gets wrong, counts as learned at epoch 0.";
}

/** Of more groups those that are learned first and those that are learned last are shown. */
const mostGroups = 20;

function endsOf(names: readonly string[]): readonly string[] {
  if (names.length <= mostGroups) return names;
  return [...names.slice(0, mostGroups / 2), ...names.slice(-mostGroups / 2)];
}

function examplesText(runs: readonly RunOrder[]): string {
  const counts = runs.map(({ groups }) => groups.find(({ kind }) => kind === "all")!.count);
  const words = [...new Set(counts)].map((count) => count.toLocaleString("en-US"));
  return `${words.join(" or ")} examples${runs.length > 1 ? `, ${runs.length} runs` : ""}`;
}

/** Of all examples of a group, those learned up to each epoch. */
function sharesLearned({ learnedAt, count }: ExampleGroup): number[] {
  let sum = 0;
  return learnedAt.map((learned) => {
    sum += learned;
    return sum / count;
  });
}

/** What is learned first has the largest shares over all epochs. */
function namesByOrder(
  groups: readonly { readonly name: string; readonly shares: readonly number[] }[],
): string[] {
  const means = [...groupBy(groups, ({ name }) => name)].map(([name, own]) => {
    const all = own.flatMap(({ shares }) => shares);
    return { name, mean: all.reduce((sum, share) => sum + share, 0) / all.length };
  });
  return means.toSorted((a, b) => b.mean - a.mean).map(({ name }) => name);
}

function rowsOf(
  { run, group, seed, epochs }: RunOrder,
  own: { readonly quantity: string; readonly of: string; readonly shares: readonly number[] },
): ReadingRow[] {
  const { quantity, of, shares } = own;
  return epochs.map((epoch, at) => ({ run, group, seed, epoch, quantity, of, value: shares[at]! }));
}

/** Up to so many columns are each one epoch, or one number of times. */
const mostColumns = 40;

async function learnedColumns(runs: readonly RunOrder[]): Promise<Figure> {
  const epochs = [...new Set(runs.flatMap((run) => run.epochs))].sort((a, b) => a - b);
  const size = Math.ceil(epochs.length / mostColumns);
  const nameOf = (epoch: number) => {
    const start = epochs.indexOf(epoch) - (epochs.indexOf(epoch) % size);
    const [from, to] = [epochs[start]!, epochs[Math.min(start + size, epochs.length) - 1]!];
    return from === to ? String(from) : `${from}–${to}`;
  };
  const kinds = [...new Set(epochs.map(nameOf))];
  const shares = runs.flatMap((run) => {
    const { learnedAt, count } = run.groups.find(({ kind }) => kind === "all")!;
    const sums = new Map(kinds.map((kind) => [kind, 0]));
    learnedAt.forEach((learned, at) => {
      const kind = nameOf(run.epochs[at]!);
      sums.set(kind, sums.get(kind)! + learned);
    });
    const learned = learnedAt.reduce((sum, own) => sum + own, 0);
    return columnsOf(run, [...sums, ["never", count - learned]], count);
  });
  return await shareColumns(shares, {
    id: "learning-order-epochs",
    title: "When examples are learned for good",
    subtitle: examplesText(runs),
    xLabel: "first epoch from which an example stays right, of those at which it was asked",
    apart: ["never"],
    caption: `Share of the examples that are learned at each epoch: from then on they stay right to the last. The grey column is those that are wrong at the last epoch. Epochs stand side by side in equal steps, whatever lies between them. ${[startText(runs), dotsText].join(" ").trim()}`,
  });
}

const dotsText =
  "Columns are means over runs that differ in their seed alone, dots the single runs.";

async function forgettingColumns(runs: readonly RunOrder[]): Promise<Figure> {
  const most = Math.max(...runs.map(({ forgotten }) => forgotten.length)) - 1;
  const last = Math.min(most, mostColumns);
  const shares = runs.flatMap((run) => {
    const { forgotten, neverRight } = run;
    const kinds = Array.from({ length: last + 1 }, (_, events): [string, number] => {
      if (events < last || last === most) return [String(events), forgotten[events] ?? 0];
      const rest = forgotten.slice(events).reduce((sum, own) => sum + own, 0);
      return [`${events} or more`, rest];
    });
    const count = neverRight + forgotten.reduce((sum, own) => sum + own, 0);
    return columnsOf(run, [...kinds, ["never right", neverRight]], count);
  });
  return await shareColumns(shares, {
    id: "learning-order-forgetting",
    title: "How often examples are forgotten again",
    subtitle: examplesText(runs),
    xLabel: "forgetting events: wrong at an epoch, after being right at the one before",
    apart: ["never right"],
    caption: `Share of the examples that were forgotten so often over the epochs at which they were asked; the grey column is those that were never right. ${dotsText}`,
  });
}

function columnsOf(
  { run, group }: RunOrder,
  counts: readonly (readonly [kind: string, count: number])[],
  all: number,
): RunShare[] {
  return counts.map(([kind, count]) => ({ run, group, kind, share: count / all }));
}

async function agreementMap(
  runs: readonly RunOrder[],
  agreements: readonly OrderAgreement[],
): Promise<Figure> {
  const names = runs.map(({ run }) => run);
  const agreementOf = (x: string, y: string) =>
    agreements.find(({ a, b }) => (a === x && b === y) || (a === y && b === x))?.value ?? null;
  const cells = names.flatMap((y) =>
    names.map((x) => ({ panel: "", x, y, value: agreementOf(x, y) })),
  );
  const drawing = await matrixDrawing(cells, {
    xLabel: "",
    yLabel: "",
    valueLabel: "Kendall's τ of the order",
    domain: [-1, 1],
    scheme: "diverging",
    digits: 2,
  });
  const values = agreements.flatMap(({ value }) => (value === null ? [] : [value]));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const text = {
    id: "learning-order-agreement",
    title: "How far runs learn in the same order",
    subtitle:
      values.length < 2
        ? ""
        : `Mean over ${values.length} pairs of runs: ${numberTexts([mean], "number", 2)(mean)}`,
    caption:
      "Kendall's τ-b of the epochs at which two runs learned the same examples, of those at which both were asked: 1 where all pairs of examples come in the same order, 0 where the orders have nothing to do with each other, −1 where one is the reverse of the other. Examples that were never learned come last. Grey where there is none: a run with itself, and runs that were asked about different examples or at no common epoch.",
  };
  return figureOf(
    text,
    drawing,
    agreements.map(({ a, b, value, low = null, high = null }) => ({ a, b, value, low, high })),
  );
}
