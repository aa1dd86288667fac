import type { Scatter } from "../../src/figures/scatter/scatter.ts";

const image = { pixels: new Uint8Array(1), width: 1, height: 1 };

/** Two images of two classes, in one layer at two epochs. */
export const tinyScatter: Scatter = {
  classes: ["cat", "dog"],
  labels: [0, 1],
  images: [image, image],
  pictures: [0, 4].map((epoch) => ({
    choices: { layer: "c1", method: "t-SNE" },
    epoch,
    positions: [0, 0, 1, 1],
  })),
};
