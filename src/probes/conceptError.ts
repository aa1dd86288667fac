import { UsageError } from "../core/errors.ts";
import { wilsonInterval } from "../core/wilsonInterval.ts";
import type { Concept } from "../data/dataset.ts";
import { conceptErrorFigures } from "../figures/probes/conceptError.ts";
import { argMax } from "../ops/argMax.ts";
import { imagesText } from "../probing/imagesText.ts";
import type { Measurement, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import { type ConceptMatches, conceptMatches } from "../train/conceptMatches.ts";
import { brokenOutputs, withoutValues } from "./answers/brokenOutputs.ts";

/** How many images have two concepts right, or one of them, or none. */
export interface JointTable {
  readonly concepts: readonly [first: string, second: string];
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
}

/**
 * How often the network's answer stands for a wrong value of each concept that classes stand for, such as digit and
 * colour, and for every two concepts how often both are right, only one of them, or neither. An answer is right about
 * what the image shows, whatever its label; labels may be noisy. Chance is, of an error, what naming the commonest value
 * of the concept comes to; of the joint shares, the product of the single ones: what they would be if one concept were
 * right as often where the other is as where it is not. There is no number of outputs that are not finite.
 *
 * Shape: answers [N]
 * Units: fractions of the images, with Wilson's interval
 * @source own design; Wilson 1927, doi:10.1080/01621459.1927.10502953 (interval)
 */
export const conceptError = defineProbe({
  id: "concept-error",
  title: "Errors by concept",
  question: "Which concepts of an image does the network get wrong, and which of them together?",
  headline: {
    quantity: "concept error",
    of: "each",
    words: "the share of answers that stand for a wrong value",
    format: "percent",
  },
  source: "own design; Wilson 1927, doi:10.1080/01621459.1927.10502953",
  caveats: [
    "An answer counts by the values that its class stands for: the network is not asked for a concept alone.",
  ],
  images: { part: "test", count: 2000 },
  check(_, { dataset: { name, concepts = [] } }) {
    if (concepts.some(({ ofClass }) => ofClass)) return;
    throw new UsageError(
      `Cannot tell errors by concept on "${name}": its classes stand for no concepts, needs data such as coloured-digits or shapes-textures`,
    );
  },
  taps: ({ logits }) => ({ rows: { logits, answers: argMax(logits) } }),
  measure({ concepts, examples, look }) {
    const { logits, answers } = look().rows;
    const found = conceptMatches(Int32Array.from(answers!.values), examples, concepts);
    const tables = pairsOf(found).map(([first, second]) => tableOf(first, second));
    const readings = [
      ...found.map((matches) => errorOf(matches, examples.concepts?.[matches.concept.name] ?? [])),
      ...tables.flatMap(sharesOf),
    ];
    const broken = brokenOutputs(logits!);
    return broken
      ? { readings: withoutValues(readings, broken) }
      : { readings, details: { tables } };
  },
  figures: ({ points, options }) =>
    conceptErrorFigures(
      readingRows(points),
      points.flatMap((point) => tablesOf(point).map((table) => ({ ...table, ...point }))),
      imagesText(options),
    ),
});

/** Nothing where outputs were not finite. */
function tablesOf({ details }: Measurement): readonly JointTable[] {
  return (details as { readonly tables: readonly JointTable[] } | undefined)?.tables ?? [];
}

function pairsOf<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((first, at) =>
    items.slice(at + 1).map((second): [Item, Item] => [first, second]),
  );
}

function errorOf({ concept, isRight }: ConceptMatches, shown: ArrayLike<number>): Reading {
  const chance = 1 - shareOfCommonest(concept, shown);
  const wrong = isRight.filter((right) => right === 0).length;
  return {
    quantity: "concept error",
    of: concept.name,
    ...shareOf(wrong, isRight.length),
    chance: [chance, chance],
  };
}

function shareOfCommonest({ values }: Concept, shown: ArrayLike<number>): number {
  const counts = new Array<number>(values.length).fill(0);
  for (let image = 0; image < shown.length; image++) counts[shown[image]!]! += 1;
  return Math.max(...counts) / shown.length;
}

function tableOf(first: ConceptMatches, second: ConceptMatches): JointTable {
  const counts = [0, 0, 0, 0];
  first.isRight.forEach((right, image) => {
    counts[2 * right + second.isRight[image]!]! += 1;
  });
  const [neither = 0, onlySecond = 0, onlyFirst = 0, both = 0] = counts;
  const concepts = [first.concept.name, second.concept.name] as const;
  return { concepts, both, onlyFirst, onlySecond, neither };
}

function sharesOf({
  concepts: [first, second],
  both,
  onlyFirst,
  onlySecond,
  neither,
}: JointTable): Reading[] {
  const count = both + onlyFirst + onlySecond + neither;
  const [a, b] = [(both + onlyFirst) / count, (both + onlySecond) / count];
  const rows: readonly (readonly [of: string, matches: number, chance: number])[] = [
    [`both ${first} and ${second}`, both, a * b],
    [`only ${first}, not ${second}`, onlyFirst, a * (1 - b)],
    [`only ${second}, not ${first}`, onlySecond, (1 - a) * b],
    [`neither ${first} nor ${second}`, neither, (1 - a) * (1 - b)],
  ];
  return rows.map(([of, matches, chance]) => ({
    quantity: "concepts right",
    of,
    ...shareOf(matches, count),
    chance: [chance, chance],
  }));
}

function shareOf(matches: number, count: number): Pick<Reading, "value" | "low" | "high"> {
  return { value: matches / count, ...wilsonInterval(matches, count) };
}
