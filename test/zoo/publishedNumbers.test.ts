import { expect, test } from "vitest";
import { describeNetwork } from "../../src/nn/network.ts";
import { makeNetwork } from "../../src/zoo/index.ts";

test.each([
  // torchvision 0.14: numbers of parameters, and multiply-adds in units of 10⁹, to the digits that it states.
  ["resnet18", 11_689_512, 1.81],
  ["resnet34", 21_797_672, 3.66],
  ["resnet50", 25_557_032, 4.09],
  ["resnet101", 44_549_160, 7.8],
  ["resnext50", 25_028_904, 4.23],
  ["mobilenetv2", 3_504_872, 0.3],
  ["vgg16", 138_357_544, 15.47],
  ["vgg16-bn", 138_365_992, 15.47],
  ["densenet169", 14_149_480, 3.36],
  // Howard et al. 2017, table 4: 4.2 million parameters, 569 million multiply-adds.
  ["mobilenetv1", 4_231_976, 0.57],
])("%s has its published numbers of parameters and multiply-adds", (name, parameters, macs) => {
  const { parameterCount, trainableCount, layers } = describeNetwork(makeNetwork(name));
  expect({ parameterCount, trainableCount }).toEqual({
    parameterCount: parameters,
    trainableCount: parameters,
  });
  expect(layers.reduce((sum, layer) => sum + layer.macs, 0) / 1e9).toBeCloseTo(macs, 2);
});

test.each([
  ["resnet18k", 1, 2_947],
  ["resnet18k", 3, 25_165],
  ["resnet18k", 5, 69_175],
  ["resnet18k", 8, 176_050],
  ["resnet18k", 10, 274_540],
  ["resnet18k", 12, 394_822],
  ["resnet18k", 16, 700_762],
  ["resnet18k", 32, 2_796_202],
  ["resnet18k", 64, 11_171_146],
  ["mcnn", 1, 540],
  ["mcnn", 4, 6_666],
  ["mcnn", 8, 25_418],
  ["mcnn", 10, 39_330],
  ["mcnn", 16, 99_210],
  ["mcnn", 32, 391_946],
  ["mcnn", 64, 1_558_026],
  ["cnn5", 1, 802_308],
  ["cnn5", 2, 2_387_876],
  ["cnn5", 4, 7_909_092],
  ["cnn5", 8, 28_351_844],
  ["sixconv", 16, 72_954],
  ["sixconv", 32, 288_746],
])("%s of width %i has %i parameters", (name, width, count) => {
  expect(describeNetwork(makeNetwork(name, { width })).parameterCount).toBe(count);
});

test.each([
  // Convolutions 27w + 135w², batch norm 20w, linear layer 10·2w + 10.
  [{ layout: "equal-from-c3" }, 140_394],
  [{ layout: "equal-from-c3", width: 16 }, 35_642],
  // 27w + 387w², 32w, 10·4w + 10.
  [{ layout: "equal-from-c4" }, 399_466],
  [{ layout: "equal-from-c4", width: 16 }, 100_666],
  // 14w biases for the 28w numbers of batch norm.
  [{ normalisation: "none" }, 288_298],
])("sixconv with %o has %i parameters", (options, count) => {
  expect(describeNetwork(makeNetwork("sixconv", options)).parameterCount).toBe(count);
});

test.each([
  ["resnet18", 11_173_962],
  // kuangliu/pytorch-cifar: the same layers, without the ImageNet stem.
  ["resnet50", 23_520_842],
  ["mobilenetv2", 2_236_682],
])("%s in the small form has %i parameters for 10 classes", (name, count) => {
  const network = makeNetwork(name, { inputSize: 32, classes: 10 });
  expect(network.options.form).toBe("small");
  expect(describeNetwork(network).parameterCount).toBe(count);
});

test.each([
  // Araujo, Norris, Sim 2019, table 1.
  ["vgg16", "features.30", 212],
  ["mobilenetv1", "blocks.4.1", 315],
  // There the stride is in the first convolution of a bottleneck, and 483; here in the second.
  ["resnet50", "layer4.2", 427],
  ["mobilenetv2", "features.18", 491],
])("%s sees at %s %i pixels", (name, layer, pixels) => {
  const { layers } = describeNetwork(makeNetwork(name));
  const { receptiveField } = layers.find((candidate) => candidate.name === layer)!;
  expect(receptiveField).toEqual({ size: [pixels, pixels], jump: [32, 32] });
});
