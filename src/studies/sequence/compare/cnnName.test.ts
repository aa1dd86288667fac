import { expect, test } from "vitest";
import { cnnTitle, cnnTitles } from "./cnnName.ts";

test("cnnTitle() says model and place", () => {
  expect(cnnTitle({ model: 2, place: 1 })).toBe("model-2 CNN1");
});

test("cnnTitles are those of model-1, then of model-2", () => {
  expect(cnnTitles).toEqual(["model-1 CNN1", "model-1 CNN2", "model-2 CNN1", "model-2 CNN2"]);
});
