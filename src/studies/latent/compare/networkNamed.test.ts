import { expect, test } from "vitest";
import { usual } from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { hasLearned, haveLearned, networkNamed, no1Of, tableNetworks } from "./networkNamed.ts";

const small = { pictureCount: 0, epochs: 1, sampleCount: 100, seeds: [0] };

test("networkNamed() finds a network by its row, no1Of() the first", () => {
  const results = madeUpLatent(small);
  expect(networkNamed(results, "no1-shuffled")!.title).toBe("No. 1, shuffled labels");
  expect(networkNamed(results, "no5")).toBeUndefined();
  expect(networkNamed(results, "no1")).toBe(no1Of(results));
});

test("tableNetworks() are the source's four", () => {
  expect(tableNetworks(madeUpLatent(small)).map(({ row }) => row)).toEqual([
    "no1",
    "no2",
    "no3",
    "no4",
  ]);
});

test("hasLearned() wants 20 points more than before training", () => {
  const after = (gain: number) =>
    networkNamed(
      madeUpLatent(small, { accuracy: (_row, _seed, done) => 0.3 + gain * done }),
      "no1",
    )!;
  expect(hasLearned(after(0.21))).toBe(true);
  expect(hasLearned(after(0.19))).toBe(false);
  expect(hasLearned(after(Number.NaN))).toBe(false);
});

test("haveLearned() asks the source's four alone", () => {
  const idle = (row: string) =>
    madeUpLatent(small, {
      accuracy: (own, seed, done) => (own === row ? 0.1 : usual.accuracy(own, seed, done)),
    });
  expect(haveLearned(idle("no1-none"))).toBe(true);
  expect(haveLearned(idle("no4"))).toBe(false);
});
