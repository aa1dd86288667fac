import { expect, test } from "vitest";
import { describeNetwork, initialParameters, splitVector } from "../../src/nn/network.ts";
import { makeNetwork } from "../../src/zoo/index.ts";

/** Mean and standard deviation of a parameter before training. */
function startOf(network: string, options: Readonly<Record<string, unknown>>, name: string) {
  const made = makeNetwork(network, { classes: 100, ...options });
  const part = splitVector(describeNetwork(made).parameters, initialParameters(made, 0)).get(name)!;
  const mean = part.reduce((sum, x) => sum + x, 0) / part.length;
  const variance = part.reduce((sum, x) => sum + (x - mean) ** 2, 0) / part.length;
  return { mean, deviation: Math.sqrt(variance), error: Math.sqrt(variance / part.length) };
}

const small = { width: 16, inputSize: 32 };
/** PyTorch's default, uniform in ±1/√fanIn. */
const byDefault = (fanIn: number) => 1 / Math.sqrt(3 * fanIn);

test.each([
  // torchvision: He's by fan-out; grouped convolutions count all outputs.
  ["resnet18", small, "layer2.0.conv1.weight", Math.sqrt(2 / (32 * 9))],
  ["resnext50", small, "layer4.0.conv2.weight", Math.sqrt(2 / (256 * 9))],
  ["resnet18", small, "fc.weight", byDefault(128)],
  ["mobilenetv1", small, "blocks.3.1.conv_dw.weight", Math.sqrt(2 / (256 * 9))],
  ["mobilenetv2", small, "features.14.conv.0.0.weight", Math.sqrt(2 / 288)],
  ["mobilenetv2", small, "classifier.1.weight", 0.01],
  ["vgg16", small, "features.10.weight", Math.sqrt(2 / (64 * 9))],
  ["vgg16", small, "classifier.3.weight", 0.01],
  // torchvision: He's by fan-in.
  ["densenet169", small, "features.denseblock1.denselayer1.conv2.weight", Math.sqrt(2 / (32 * 9))],
  ["densenet169", small, "classifier.weight", byDefault(416)],
  // The authors set nothing, so PyTorch's default it is.
  ["resnet18k", { width: 16 }, "layer2.0.conv2.weight", byDefault(32 * 9)],
  ["mcnn", { width: 16 }, "conv2.weight", byDefault(16 * 9)],
  ["cnn5", {}, "conv3.weight", byDefault(32 * 9)],
])("%s %j begins with %s of the published deviation", (network, options, name, expected) => {
  const { mean, deviation, error } = startOf(network, options, name);
  expect(deviation / expected).toBeGreaterThan(0.95);
  expect(deviation / expected).toBeLessThan(1.05);
  expect(Math.abs(mean)).toBeLessThan(4 * error);
});

test.each([
  ["vgg16", small, "features.10.bias", 0],
  ["vgg16", small, "classifier.6.bias", 0],
  ["mobilenetv2", small, "classifier.1.bias", 0],
  ["densenet169", small, "classifier.bias", 0],
  ["resnet18", small, "layer4.1.bn2.weight", 1],
  ["resnet18", small, "layer4.1.bn2.bias", 0],
])("%s %j begins with %s all %i", (network, options, name, expected) => {
  expect(startOf(network, options, name)).toEqual({ mean: expected, deviation: 0, error: 0 });
});
