import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { type ConvOptions, conv } from "../nn/conv.ts";
import { filledWith } from "../nn/initialisers.ts";
import { layer } from "../nn/layer.ts";
import { describeNetwork } from "../nn/network.ts";
import { type PoolingOptions, poolings } from "../nn/pooling.ts";
import { mul } from "../ops/mul.ts";
import { makeNetwork } from "./index.ts";

/** Average pooling with a trained scale. */
const scaledPooling = layer((x, scope, options: PoolingOptions) => {
  const scale = scope.parameter("scale", { shape: [1, 1, 1, 1], initialiser: filledWith(1) });
  return mul(poolings.avg(x, scope, options), scale);
});

/** Asks for every layer where it is, and by what window. */
function windowsOf(name: string, given: Readonly<Record<string, unknown>>): string[] {
  const windows: string[] = [];
  const network = makeNetwork(name, given, {
    convolutionLayer: (x, scope, options: ConvOptions) => {
      windows.push(`${scope.path} ${options.kernelSize}/${options.stride ?? 1}`);
      return conv(x, scope, options);
    },
  });
  describeNetwork(network);
  return windows;
}

const shapesOf = (name: string, given: Readonly<Record<string, unknown>>) =>
  describeNetwork(makeNetwork(name, given)).layers.map(({ shape }) => shape.at(-1));

test.each([
  [32, "small"],
  [63, "small"],
  [64, "imagenet"],
  [224, "imagenet"],
])("imageNetwork() chooses the form for images of %i pixels", (inputSize, form) => {
  expect(makeNetwork("resnet18", { inputSize }).options.form).toBe(form);
  expect(makeNetwork("resnet18", { inputSize, form: "small" }).options.form).toBe("small");
});

test("imageNetwork() gives a network for the images and classes that were asked for", () => {
  const options = { inChannels: 1, inputSize: "28", classes: "12" };
  const { inputShape, classes, ...network } = makeNetwork("mcnn", options);
  expect({ inputShape, classes }).toEqual({ inputShape: [1, 28, 28], classes: 12 });
  expect(network.options).toEqual({
    width: "64",
    classes: "12",
    inputSize: "28",
    inChannels: "1",
    pooling: "max",
    convolutionLayer: "standard",
  });
});

test("imageNetwork() puts a pooling of one's own in every place, and says so", () => {
  const network = makeNetwork("vgg16", { inputSize: 32 }, { pooling: scaledPooling });
  expect(network.options.pooling).toBe("custom");
  const { parameters } = describeNetwork(network);
  const scales = parameters.map(({ name }) => name).filter((name) => name.endsWith("scale"));
  expect(scales).toEqual([4, 9, 16, 23, 30].map((place) => `features.${place}.scale`));
  expect(() => makeNetwork("vgg16", network.options)).toThrow(
    new UsageError('Cannot make "vgg16": pooling is "custom", needs "max", "avg" or "blur"'),
  );
});

test("makeNetwork() refuses layers for which a network has no place", () => {
  expect(() => makeNetwork("mlp", {}, { pooling: poolings.max })).toThrow(
    new UsageError(
      'Cannot swap the pooling of "mlp": it has no option of that name, needs a network that has',
    ),
  );
});

test("resnet() without pooling strides where it was published to", () => {
  expect(
    windowsOf("resnet18", { inputSize: 64 }).filter((window) => !/3\/1$/.test(window)),
  ).toEqual([
    "conv1 7/2",
    "layer2.0.conv1 3/2",
    "layer2.0.downsample.0 1/2",
    "layer3.0.conv1 3/2",
    "layer3.0.downsample.0 1/2",
    "layer4.0.conv1 3/2",
    "layer4.0.downsample.0 1/2",
  ]);
  const strided = windowsOf("resnet50", { inputSize: 32 }).filter((window) =>
    window.endsWith("/2"),
  );
  expect(strided).toEqual([
    "layer2.0.conv2 3/2",
    "layer2.0.downsample.0 1/2",
    "layer3.0.conv2 3/2",
    "layer3.0.downsample.0 1/2",
    "layer4.0.conv2 3/2",
    "layer4.0.downsample.0 1/2",
  ]);
});

test.each(["resnet50", "mobilenetv1", "mobilenetv2", "resnet18k"])(
  "%s with a pooling strides nowhere behind its stem, and has maps of the same sizes",
  (name) => {
    const windows = windowsOf(name, { inputSize: 32, pooling: "avg" });
    expect(windows.filter((window) => window.endsWith("/2"))).toEqual([]);
    const given = { inputSize: 32 };
    expect(shapesOf(name, { ...given, pooling: "max" })).toEqual(shapesOf(name, given));
    const count = (pooling: string) =>
      describeNetwork(makeNetwork(name, { ...given, pooling })).parameterCount;
    expect(count("max")).toBe(count("strided"));
  },
);

test("resnet() with a pooling pools twice in its stem", () => {
  const [stem] = windowsOf("resnet18", { inputSize: 64, pooling: "avg" });
  expect(stem).toBe("conv1 7/1");
  expect(shapesOf("resnet18", { inputSize: 64, pooling: "avg" })[0]).toBe(16);
});

test("resnext() narrows its groups with its width", () => {
  const { parameters } = describeNetwork(makeNetwork("resnext50", { width: 16, inputSize: 32 }));
  const shapes = new Map(parameters.map(({ name, shape }) => [name, shape]));
  expect(shapes.get("layer1.0.conv2.weight")).toEqual([32, 1, 3, 3]);
  expect(shapes.get("layer4.0.conv2.weight")).toEqual([256, 8, 3, 3]);
});

test("mobilenetv2() rounds its widths to multiples of 8, down by a tenth at most", () => {
  const { layers } = describeNetwork(makeNetwork("mobilenetv2", { width: 24 }));
  const channels = layers.slice(0, -2).map(({ shape }) => shape[0]);
  expect([...new Set(channels)]).toEqual([24, 16, 48, 72, 120, 240, 1280]);
});

test("vgg16() refuses images of which five poolings would leave nothing", () => {
  expect(() => makeNetwork("vgg16", { inputSize: 28 })).toThrow(
    new UsageError('Cannot make "vgg16": inputSize is "28", needs a whole number from 32 to 2048'),
  );
});
