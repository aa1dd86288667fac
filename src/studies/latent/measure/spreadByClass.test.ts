import { expect, test } from "vitest";
import type { ComponentCounts } from "../../../probes/dimension/rowSpectra.ts";
import { type ClassGroup, classGroups, nothingByClass, spreadByClass } from "./spreadByClass.ts";

const counted = (count: number, total: number): ComponentCounts => ({
  components: new Array<number>(6).fill(count),
  participationRatio: count,
  total,
});

/** As many components as there are points, and as much variance. */
const counts = {
  among: ({ length }: Uint32Array) => counted(length, length),
  between: ({ length }: readonly Uint32Array[]) => counted(length - 1, 1),
  total: 10,
};

const group = (label: number, ...places: readonly number[]): ClassGroup => ({
  label,
  places: Uint32Array.from(places),
});

test("classGroups() tells where the first images of each class stand", () => {
  const labels = Int32Array.of(7, 2, 7, 2, 2, 0);
  expect(classGroups(labels, 5)).toEqual([group(2, 1, 3, 4), group(7, 0, 2)]);
  expect(classGroups(labels, 6)).toEqual([group(0, 5), group(2, 1, 3, 4), group(7, 0, 2)]);
});

test("spreadByClass() takes the mean over classes, and what is left for the variance between", () => {
  const groups = [group(0, 0, 1, 2), group(4, 3, 4)];
  expect(spreadByClass(groups, counts)).toEqual({
    within: new Array(6).fill(2.5),
    byClass: [
      { label: 0, images: 3, count: 3 },
      { label: 4, images: 2, count: 2 },
    ],
    between: new Array(6).fill(1),
    betweenShare: 0.5,
  });
});

test("spreadByClass() finds nothing within a class of one image", () => {
  expect(spreadByClass([group(0, 0, 1), group(1, 2)], counts)).toMatchObject({
    within: new Array(6).fill(2),
    byClass: [
      { label: 0, images: 2, count: 2 },
      { label: 1, images: 1, count: null },
    ],
    betweenShare: 0.8,
  });
  expect(spreadByClass([group(0, 0), group(1, 1)], counts)).toMatchObject({
    within: null,
    betweenShare: 1,
  });
});

test("spreadByClass() counts the shares that are counted of all classes", () => {
  const fewer = (own: ComponentCounts) => ({ ...own, components: own.components.slice(0, 3) });
  const among = (kept: Uint32Array) =>
    kept.length > 2 ? fewer(counts.among(kept)) : counts.among(kept);
  const groups = [group(0, 0, 1, 2), group(4, 3, 4)];
  expect(spreadByClass(groups, { ...counts, among }).within).toEqual([2.5, 2.5, 2.5]);
});

test("spreadByClass() has no numbers where nothing varies", () => {
  const groups = [group(3, 0, 1)];
  const nothing = {
    within: null,
    byClass: [{ label: 3, images: 2, count: null }],
    between: null,
    betweenShare: null,
  };
  expect(spreadByClass(groups, { ...counts, total: 0 })).toEqual(nothing);
  expect(nothingByClass(groups)).toEqual(nothing);
});
