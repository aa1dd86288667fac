import { expect, test } from "vitest";
import { type LatentBehaviour, likeSource } from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import type { LatentResults } from "../results.ts";
import {
  channelExponent,
  channelsNeeded,
  channelsOf,
  ratioWithChannels,
} from "./growthWithChannels.ts";
import { no1Of } from "./networkNamed.ts";

const given = { pictureCount: 0, epochs: 1, viewCount: 100, seeds: [0, 1], width: 16 };

const counting = (count: LatentBehaviour["count"]) => madeUpLatent(given, { count });

/** So many components in every layer of every network. */
const level = (count: number) => counting(() => count);

/** What there is of the networks whose rows are named. */
const only = (results: LatentResults, rows: readonly string[]): LatentResults => ({
  ...results,
  networks: results.networks.filter(({ row }) => rows.includes(row)),
});

test("channelExponent() is −1 where the count stays the same, 0 where it grows with the channels", () => {
  expect(channelExponent(level(100), "c1")!.values).toEqual([-1, -1]);
  const growing = counting(({ dimension }) => dimension / 128);
  expect(channelExponent(growing, "c2")!.values).toEqual([0, 0]);
  const root = counting(({ row }) => (row === "no2" ? 1000 : 1414.2));
  expect(channelExponent(root, "c1")!.mean).toBeCloseTo(-0.5, 3);
});

test("channelExponent() has nothing of dead layers, or without No. 2", () => {
  expect(
    channelExponent(
      counting(() => null),
      "c1",
    ),
  ).toBeNull();
  expect(channelExponent(only(level(100), ["no1"]), "c1")).toBeNull();
});

test("channelsOf() are those of c1", () => {
  expect(channelsOf(no1Of(level(5)))).toBe(16);
  expect(channelsOf(no1Of(madeUpLatent({ ...given, width: 32 })))).toBe(32);
});

test("channelsNeeded() bring the largest ratio of all four networks to 1%", () => {
  // No. 2 has 8,192 dimensions in c1 and c2: 1 % is 81.92, and No. 1 has twice its channels.
  expect(channelsNeeded(level(100))).toBeCloseTo((16 * 100) / 81.92, 9);
  expect(channelsNeeded(level(50))).toBeCloseTo((16 * 50) / 81.92, 9);
});

test("channelsNeeded() are infinite where a larger ratio does not fall, and 0 where a smaller one does not", () => {
  const level2 = counting(({ dimension }) => dimension / 32);
  expect(channelsNeeded(level2)).toBe(Number.POSITIVE_INFINITY);
  expect(channelsNeeded(counting(({ dimension }) => dimension / 128))).toBe(0);
  expect(channelsNeeded(counting(() => null))).toBeNull();
});

test("ratioWithChannels() goes on as between No. 2 and No. 1", () => {
  expect(ratioWithChannels(level(100), 1)).toBeCloseTo(100 / 8192, 12);
  expect(ratioWithChannels(level(100), 2)).toBeCloseTo(100 / 16_384, 12);
  expect(ratioWithChannels(only(madeUpLatent(given, likeSource), ["no1"]), 2)).toBeNull();
});
