import { expect, test } from "vitest";
import { epochLabel } from "./epochLabel.ts";

test("epochLabel() says what epoch 0 is, and that the scale is logarithmic", () => {
  expect(epochLabel(false, "linear")).toBe("epoch");
  expect(epochLabel(true, "linear")).toBe("epoch (0: initialisation)");
  expect(epochLabel(true, "logarithmic")).toBe("epoch (0: initialisation), on a logarithmic scale");
});
