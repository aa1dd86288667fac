import { expect, test } from "vitest";
import type { LatentBehaviour } from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { channelWords } from "./channelWords.ts";

const given = { pictureCount: 0, epochs: 1, viewCount: 100, width: 16 };
const counting = (count: LatentBehaviour["count"]) => madeUpLatent(given, { count });

test("channelWords() says how many channels bring the ratio to 1%", () => {
  expect(channelWords(counting(({ row }) => (row === "no2" ? 200 : 220)))).toEqual([
    "The ratio depends on the number of channels: No. 1 has twice those of No. 2, and so twice its dimensions, and 1.1 (1.1 to 1.1) times its components in c1 and 1.1 (1.1 to 1.1) times its components in c2.",
    "At this pace the largest ratio would be 1.34% with twice the channels, and below 1% from about 45 channels of No. 1 on, 46,000 dimensions in c1; here it has 16, and 16,384 dimensions in c1.",
  ]);
});

test("channelWords() says where channels do not matter", () => {
  const share = (of: number) => channelWords(counting(({ dimension }) => of * dimension))[1];
  expect(share(1 / 32)).toContain("below 1% with no number of channels up to 1,024; here");
  expect(share(1 / 256)).toContain("below 1% with any number of channels; here");
});

test("channelWords() has no words for dead layers", () => {
  expect(channelWords(counting(() => null))).toEqual([]);
});
