import { expect, test } from "vitest";
import { foundPoint } from "../../../test/support/foundPoint.ts";
import { defineProbe } from "../../probing/probe.ts";
import { resolveOptions } from "../../probing/resolveOptions.ts";
import { lookedAtText } from "./probeSection.ts";

const probe = defineProbe({
  id: "seer",
  title: "Seer",
  question: "?",
  measure: () => ({ readings: [] }),
});

test.each([
  [[4], "epoch 4"],
  [[0, 1, 2], "epochs 0, 1, 2"],
  [Array.from({ length: 13 }, (_, at) => 2 * at), "13 epochs from 0 to 24"],
])("lookedAtText() names the epochs %j", (epochs, text) => {
  const points = epochs.map((epoch) => foundPoint(epoch, []));
  const options = resolveOptions(probe);
  const result = { options, points, untrained: [], overview: undefined, classes: [] };
  expect(lookedAtText({ probe, result }, {})).toBe(`Looked at the weights alone, after ${text}.`);
});
