import { expect, test } from "vitest";
import { networks } from "../zoo/index.ts";
import { fittingOptions } from "./fittingOptions.ts";

const digits = { channels: 1, height: 28, width: 28, classes: 10 };

test("fittingOptions() are those that a network has of the images' channels, size and classes", () => {
  expect(fittingOptions(networks.resnet18, digits)).toEqual({
    inChannels: 1,
    inputSize: 28,
    classes: 10,
  });
  expect(fittingOptions(networks.lenet5, digits)).toEqual({});
});

test("fittingOptions() say nothing of the size of images that are not square", () => {
  const wide = { ...digits, width: 30 };
  expect(fittingOptions(networks.mcnn, wide)).toEqual({ inChannels: 1, classes: 10 });
});
