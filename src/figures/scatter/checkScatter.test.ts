import { expect, test } from "vitest";
import { checkScatter } from "./checkScatter.ts";
import type { Scatter } from "./scatter.ts";

const image = { pixels: new Uint8Array(1), width: 1, height: 1 };
const picture = { choices: { layer: "c1" }, epoch: 3, positions: [0, 0, 1, 1] };
const scatter: Scatter = {
  classes: ["cat", "dog"],
  labels: [0, 1],
  images: [image, image],
  pictures: [picture, { ...picture, epoch: 4, answers: [1, 1] }],
};

test("checkScatter() lets pass what fits", () => {
  checkScatter(scatter);
});

const faults: readonly (readonly [changes: Partial<Scatter>, message: string])[] = [
  [{ images: [image] }, "it has 1 images, needs 2"],
  [{ labels: [], images: [] }, "it has 0 images, needs at least 1"],
  [
    { images: [image, { ...image, channels: 3 }] },
    "it has image 1 of another size or colour than the first, needs all alike",
  ],
  [{ labels: [0, 2] }, "it has the label 2, needs one of 2 classes"],
  [{ pictures: [] }, "it has 0 pictures, needs at least 1"],
  [
    { pictures: [picture, { ...picture, choices: { method: "UMAP" } }] },
    "it has other choices in method UMAP, epoch 3, needs layer",
  ],
  [{ pictures: [picture, picture] }, "it has two pictures of layer c1, epoch 3, needs one"],
  [
    { pictures: [{ ...picture, positions: [1, 2] }] },
    "it has 2 coordinates in layer c1, epoch 3, needs 4",
  ],
  [
    { pictures: [{ ...picture, positions: [1, 2, Number.NaN, 3] }] },
    "it has a position that is no number in layer c1, epoch 3, needs finite ones",
  ],
  [{ pictures: [{ ...picture, answers: [1] }] }, "it has 1 answers in layer c1, epoch 3, needs 2"],
  [
    { pictures: [{ ...picture, answers: [1, -1] }] },
    "it has the answer -1, needs one of 2 classes",
  ],
];

test.each(faults)("checkScatter() refuses what does not fit: %#", (changes, message) => {
  expect(() => checkScatter({ ...scatter, ...changes })).toThrow(
    new RangeError(`Cannot draw the scatter: ${message}`),
  );
});
