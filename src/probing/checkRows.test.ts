import { expect, test } from "vitest";
import { askProbe } from "../../test/support/askProbe.ts";
import { mean } from "../ops/sum.ts";
import { defineProbe } from "./probe.ts";

test("checkRows() refuses rows that are not one an image, before anything is run", async () => {
  const probe = defineProbe({
    id: "teller",
    title: "Teller",
    question: "?",
    images: { part: "test", count: 0 },
    taps: ({ logits }) => ({ rows: { answers: mean(logits, [0]) } }),
    measure: ({ look }) => ({ readings: [], details: look().rows.answers!.count }),
  });
  await expect(askProbe(probe)).rejects.toThrow(
    /^Cannot look by the rows "answers": of 17 images they have shape \[\d+\], needs one row an image; what belongs to all images together is a sum$/,
  );
});
