import { expect, test } from "vitest";
import { bars } from "../../../../test/support/bars.ts";
import { everyBackend } from "../../../../test/support/everyBackend.ts";
import {
  cellOfRow,
  smallSettings,
  untrainedNetwork,
} from "../../../../test/support/smallSequence.ts";
import { firstExamples } from "../../../data/selectExamples.ts";
import { digitOutputs, truth } from "./outputs.ts";

test.each(everyBackend())("digitOutputs() gives ten numbers for each digit on %s", (_, backend) => {
  const asked = digitOutputs(untrainedNetwork(cellOfRow("cnn1", smallSettings())), backend);
  const outputs = asked(bars(12));
  expect(outputs).toHaveLength(120);
  // Digits 10 and 11 are 0 and 1 again.
  expect(outputs.slice(100)).toEqual(outputs.slice(0, 20));
  expect(outputs.slice(0, 10)).not.toEqual(outputs.slice(10, 20));
  expect(asked(firstExamples(bars(12), 3))).toEqual(outputs.slice(0, 30));
});

test("truth() is 1 for each digit's label and 0 for the others", () => {
  expect([...truth(bars(2))]).toEqual([
    ...[1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ...[0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  ]);
});
