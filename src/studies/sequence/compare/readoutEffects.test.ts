import { expect, test } from "vitest";
import { madeUpSequence, type SequenceBehaviour } from "../../../../test/support/madeUpSequence.ts";
import { readoutGain, readoutProgress, readoutsOf } from "./readoutEffects.ts";

/** Shares of untrained CNNs, of those trained alone, and of those within model-2. */
const withReadouts = (untrained: number, alone: number, within: number) => {
  const readout: SequenceBehaviour["readout"] = ({ model }, done) =>
    done === 0 ? untrained : model === 1 ? alone : within;
  return madeUpSequence({ seeds: [0, 1], experiments: "no" }, { readout });
};

test("readoutsOf() takes outputs of the ends of training, means over the CNNs of a seed", () => {
  const results = madeUpSequence(
    { seeds: [0, 1], experiments: "no" },
    {
      readout: ({ model, place, seed }, done, of) => {
        if (of === "maps" || (done > 0 && done < 1)) return 0;
        return (model + place) / 10 + done / 100 + seed / 1000;
      },
    },
  );
  const { untrained, alone, within } = readoutsOf(results);
  const rounded = ({ values }: typeof alone) => values.map((value) => Number(value.toFixed(6)));
  expect(rounded(untrained)).toEqual([0.3, 0.301]);
  expect(rounded(alone)).toEqual([0.26, 0.261]);
  expect(rounded(within)).toEqual([0.36, 0.361]);
});

test("readoutGain() is below 0 where model-2's CNNs tell fewer digits right", () => {
  expect(readoutGain(withReadouts(0.5, 0.9, 0.6))!.mean).toBeCloseTo(-0.3, 12);
  expect(readoutGain(withReadouts(0.5, 0.9, 1))!.mean).toBeCloseTo(0.1, 12);
  expect(readoutGain(withReadouts(0.5, 0.9, Number.NaN))).toBeNull();
});

test("readoutProgress() is the part of the way from untrained CNNs to those trained alone", () => {
  expect(readoutProgress(withReadouts(0.5, 0.9, 0.6))!.mean).toBeCloseTo(0.25, 12);
  expect(readoutProgress(withReadouts(0.5, 0.9, 0.4))!.mean).toBeCloseTo(-0.25, 12);
});

test("readoutProgress() is null where there is no such way", () => {
  expect(readoutProgress(withReadouts(0.9, 0.9, 0.6))).toBeNull();
  expect(readoutProgress(withReadouts(0.9, 0.8, 0.6))).toBeNull();
  expect(readoutProgress(withReadouts(Number.NaN, 0.8, 0.6))).toBeNull();
});
