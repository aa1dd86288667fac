import { expect, test } from "vitest";
import { datasetOf } from "../../../test/support/askProbe.ts";
import { makeCountingProbe } from "../../../test/support/countingProbe.ts";
import { tinyImages, tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import { UsageError } from "../../core/errors.ts";
import { parseProbes } from "./parseProbes.ts";
import { planProbe, planProbes } from "./planProbes.ts";

const training = {
  network: tinyNetwork,
  dataset: datasetOf(tinyImages(10)),
  fingerprint: { train: "a", test: "b" },
};
const plan = (text: string, isLenient = false) => {
  const notes: string[] = [];
  const planned = planProbes(parseProbes(text), training, {
    note: (line) => notes.push(line),
    isLenient,
  });
  return { planned, notes };
};

test("planProbes() resolves options and cadence", async () => {
  const [planned] = await plan("activations:layers=f1:cadence=every").planned;
  expect(planned).toMatchObject({ cadence: "every", options: { layers: "f1", part: "test" } });
  const [same] = await plan("activations:layers=f1:cadence=end").planned;
  expect(same!.hash).toBe(planned!.hash);
  const [other] = await plan("activations").planned;
  expect(other!.hash).not.toBe(planned!.hash);
});

test.each([
  ["activations:layers=conv*", 'Cannot look into "tiny": it has no layer "conv*"'],
  [
    "activations:part=validation",
    'Cannot ask "activations" about validation images: "made-up" has none, needs another part',
  ],
  [
    "activations:cadence=often",
    'Cannot set cadence of "activations": "often" was given, needs "log2" or "every" or "end"',
  ],
  [
    "activations,activations:cadence=end",
    'Cannot ask "activations" twice: both times it has the same options, needs different ones',
  ],
  ["activation", 'Cannot find the probe "activation"'],
])("planProbes() refuses %s before anything is run", async (text, message) => {
  await expect(plan(text).planned).rejects.toThrow(message);
});

test("planProbes() says of all probes which do not fit", async () => {
  const { planned, notes } = plan("all");
  const ids = (await planned).map(({ probe }) => probe.id);
  expect(ids).toContain("activations");
  expect(notes.every((note) => / is not asked: Cannot /.test(note))).toBe(true);
});

test("planProbes() says what it leaves out where it is to go on without", async () => {
  const { planned, notes } = plan("gone,activations", true);
  expect((await planned).map(({ probe }) => probe.id)).toEqual(["activations"]);
  expect(notes[0]).toContain('gone is not asked: Cannot find the probe "gone"');
});

test("planProbe() lets a probe refuse what does not fit it, and says whose mistake another error is", () => {
  const { probe } = makeCountingProbe();
  const check = () => {
    throw new UsageError("does not fit");
  };
  const found = { probe: { ...probe, check }, version: "1" };
  expect(() => planProbe(found, {}, training)).toThrow(new UsageError("does not fit"));
  const taps = () => {
    throw new TypeError("x is not a function");
  };
  expect(() => planProbe({ ...found, probe: { ...probe, taps } }, {}, training)).toThrow(
    new UsageError('Cannot ask "counting" of "tiny": x is not a function'),
  );
});
