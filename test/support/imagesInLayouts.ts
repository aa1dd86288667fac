import { conv2d } from "../../src/ops/conv2d.ts";
import { input } from "../../src/ops/leaves.ts";
import { signed } from "../contracts/arbitraries.ts";

/** Channels and rows for which oneDNN's convolutions leave their result in its kinds of layouts. */
const kinds = [
  { layout: "folded rows", channels: 6, height: 4 },
  { layout: "channels last", channels: 6, height: 3 },
  { layout: "blocks", channels: 32, height: 4 },
];

/** Images [2, C, H, 5] made by a convolution, and the numbers that it needs. */
export const imagesInLayouts = kinds.map(({ layout, channels, height }) => {
  const x = signed("x", [2, 3, height, 5], 1);
  const weight = signed("weight", [channels, 3, 1, 1], 2);
  return {
    layout,
    image: conv2d(input("x", x.type.shape), { weight: input("weight", weight.type.shape) }),
    numbers: { x: x.data, weight: weight.data },
  };
});
