import { expect, test } from "vitest";
import { bars } from "../../test/support/bars.ts";
import type { Dataset } from "./dataset.ts";
import { examplesRecord } from "./examplesRecord.ts";
import { selectExamples } from "./selectExamples.ts";
import { withLabelNoise } from "./selection/labelNoise.ts";

const classes = Array.from({ length: 10 }, (_, k) => String(k));
const whole: Dataset = {
  name: "bars",
  title: "bars",
  classes,
  train: bars(20),
  test: bars(5),
  generated: true,
  note: "",
};

test("examplesRecord() has nothing to say of a whole data set", () => {
  expect(examplesRecord(whole)).toBeUndefined();
});

test("examplesRecord() keeps where examples come from and which labels are false", () => {
  const chosen = selectExamples(whole.train, Uint32Array.of(7, 3, 11, 2));
  const noise = { share: 0.5, kind: "symmetric", concept: "any", seed: 0 } as const;
  const train = withLabelNoise(chosen, whole, noise);
  const { tensors } = examplesRecord({ ...whole, train })!;
  expect([...tensors.keys()]).toEqual([
    "train/origin",
    "train/labels",
    "train/cleanLabels",
    "train/isNoisy",
  ]);
  expect(tensors.get("train/origin")!.data).toEqual(Int32Array.of(7, 3, 11, 2));
  expect(tensors.get("train/cleanLabels")!.data).toEqual(Int32Array.of(7, 3, 1, 2));
  const { data: isNoisy } = tensors.get("train/isNoisy")!;
  expect([...isNoisy].reduce((sum: number, flag) => sum + Number(flag), 0)).toBe(2);
});
