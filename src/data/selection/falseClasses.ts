import { UsageError } from "../../core/errors.ts";
import { needs } from "../../core/suggest.ts";
import type { Dataset } from "../dataset.ts";

/** How a false class is found: any is as likely as the others, or it is always the next. */
export type NoiseKind = "symmetric" | "pair";

/** The classes that one class can be mistaken for. */
export interface FalseClasses {
  /** How many they are. */
  readonly count: number;
  /** The one at `place`, from 0 to count - 1. */
  at(place: number): number;
}

/** What each class is, and what it is to be in a false one. */
interface Trait {
  /** Shape: [K] */
  readonly ofClass: readonly number[];
  /** How many values there are. */
  readonly size: number;
}

/**
 * What each class can be mistaken for when `concept` is to be wrong: `any` other class, a class that is wrong in `all`
 * concepts, or one that is wrong in the named concept alone. Of a pair it is the next one: label k + 1, after the last the
 * first; with concepts, the class that is reached by the fewest such steps of the values that change.
 *
 * @throws {UsageError} when no concept of that name is part of the label
 */
export function falseClasses(
  { name, classes, concepts = [] }: Pick<Dataset, "name" | "classes" | "concepts">,
  concept: string,
  kind: NoiseKind,
): (label: number) => FalseClasses {
  if (concept === "any") return (label) => anyOther(label, classes.length, kind);
  const traits = new Map(
    concepts.flatMap(({ name: key, ofClass, values }) =>
      ofClass ? [[key, { ofClass, size: values.length }]] : [],
    ),
  );
  const known = ["any", ...(traits.size > 0 ? ["all"] : []), ...traits.keys()];
  if (!known.includes(concept)) {
    throw new UsageError(
      `Cannot make label noise in "${name}": no concept "${concept}" is part of its labels, ${needs(concept, known)}`,
    );
  }
  const isChanged = ([key]: readonly [string, Trait]) => concept === "all" || key === concept;
  const changed = [...traits].filter(isChanged).map(([, trait]) => trait);
  const same = [...traits].filter((row) => !isChanged(row)).map(([, trait]) => trait);
  const lists = classes.map((_, label) => {
    const others = [...classes.keys()].filter(
      (other) =>
        changed.every(({ ofClass }) => ofClass[other] !== ofClass[label]) &&
        same.every(({ ofClass }) => ofClass[other] === ofClass[label]),
    );
    return kind === "pair" ? nearest(others, label, changed) : others;
  });
  return (label) => ({ count: lists[label]!.length, at: (place) => lists[label]![place]! });
}

function anyOther(label: number, classes: number, kind: NoiseKind): FalseClasses {
  if (kind === "pair") {
    return { count: Math.min(1, classes - 1), at: () => (label + 1) % classes };
  }
  return { count: classes - 1, at: (place) => (place < label ? place : place + 1) };
}

/** The class, or none, that the fewest steps upwards lead to; of several the first. */
function nearest(others: readonly number[], label: number, changed: readonly Trait[]): number[] {
  const stepsTo = (other: number) =>
    changed.reduce(
      (sum, { ofClass, size }) => sum + ((ofClass[other]! - ofClass[label]! + size) % size),
      0,
    );
  return [...others].sort((a, b) => stepsTo(a) - stepsTo(b) || a - b).slice(0, 1);
}
