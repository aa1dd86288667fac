import { expect, test } from "vitest";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeNetwork } from "../zoo/index.ts";
import { chooseLayer, chooseLayers } from "./chooseLayers.ts";

const sixconv = makeNetwork("sixconv", {});
const resnet = makeNetwork("resnet18", { width: "8", inputSize: "32", classes: "10" });

const namesOf = (pattern: string, network = sixconv) =>
  chooseLayers(network, pattern).map(({ name }) => name);

test("chooseLayers() takes names, patterns and several of them, in the network's order", () => {
  expect(namesOf("conv2")).toEqual(["conv2"]);
  expect(namesOf("conv*")).toEqual(["conv1", "conv2", "conv3", "conv4", "conv5", "conv6"]);
  expect(namesOf("pooled+conv1+pool*")).toEqual(["conv1", "pool2", "pool4", "pooled"]);
});

test("chooseLayers() takes a slash for the dot between a block and what is in it", () => {
  const inBlock = namesOf("layer3.*", resnet);
  expect(inBlock.length).toBeGreaterThan(1);
  expect(inBlock.every((name) => name.startsWith("layer3."))).toBe(true);
  expect(namesOf("layer3/*", resnet)).toEqual(inBlock);
});

test("chooseLayers() means by a dot nothing but a dot", () => {
  expect(() => chooseLayers(sixconv, "conv.")).toThrow('it has no layer "conv."');
});

test("chooseLayers() takes all from the first layer with parameters on", () => {
  expect(namesOf("all")[0]).toBe("conv1");
  expect(namesOf("all").at(-1)).toBe("logits");
});

test("chooseLayers() takes stages within layers only where no layer is meant", () => {
  expect(namesOf("conv1.normed")).toEqual(["conv1.normed"]);
  expect(namesOf("conv2+conv2.*")).toEqual(["conv2.convolution", "conv2.normed", "conv2"]);
  expect(namesOf("*/normed")).toHaveLength(6);
  expect(namesOf("all").filter((name) => name.includes("."))).toEqual([]);
  expect(() => namesOf("conv7.normed")).toThrow('it has no layer "conv7.normed"');
});

test("chooseLayers() names the layers there are", () => {
  expect(() => chooseLayers(tinyNetwork, "f1+f2")).toThrow(
    'Cannot look into "tiny": it has no layer "f2", needs "f1" or "logits"',
  );
  expect(() => chooseLayers(tinyNetwork, "f1", "spatial")).toThrow(
    'Cannot look into "tiny": it has no layer with height and width "f1", needs ',
  );
});

test("chooseLayer() takes one layer, by itself the last with more than one position", () => {
  expect(chooseLayer(sixconv, "auto").name).toBe("conv6");
  expect(chooseLayer(sixconv, "conv2").name).toBe("conv2");
  expect(() => chooseLayer(sixconv, "conv*")).toThrow(
    'Cannot look into "sixconv": "conv*" names 6 layers, needs one',
  );
  expect(() => chooseLayer(tinyNetwork, "auto")).toThrow(
    'Cannot look into "tiny": none of its layers has height and width, needs one',
  );
});
