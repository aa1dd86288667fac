import { expect, test } from "vitest";
import { epochsText } from "./epochsText.ts";

test("epochsText() names one epoch, or the ends of several", () => {
  expect(epochsText([3])).toBe("epoch 3");
  expect(epochsText([7, 2, 3])).toBe("epochs 2 to 7");
});
