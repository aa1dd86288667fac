import { expect, test } from "vitest";
import { countOf, textsOf } from "../../../test/support/svg.ts";
import { type CamMap, type CamRow, camImages } from "./camImages.ts";

const seen: CamMap = {
  epoch: 0,
  map: Float32Array.of(0, 0.25, 1, 0.5),
  answer: "cat",
  isRight: true,
  explained: "cat",
  probability: 0.75,
};
const grey = Uint8Array.of(0, 100, 200, 255);
const row: CamRow = {
  label: "cat",
  detail: "image 7",
  image: { pixels: grey, width: 2, height: 2 },
  grey,
  maps: [
    seen,
    {
      ...seen,
      epoch: 4,
      answer: "dog",
      isRight: false,
      map: new Float32Array(4),
      probability: 0.1,
    },
  ],
};
const text = { id: "maps", title: "Maps", caption: "How to read them." };

test("camImages() sets each image beside its maps, epoch by epoch", async () => {
  const { svg, data } = await camImages([row, { ...row, maps: [seen] }], text);
  expect(countOf(svg, "image")).toBe(5);
  const texts = textsOf(svg).filter((own) => own !== "");
  expect(texts).toEqual(expect.arrayContaining(["image", "epoch 0", "epoch 4", "cat", "image 7"]));
  expect(texts.filter((own) => own === "✓ 75%")).toHaveLength(2);
  expect(data).toHaveLength(3);
  expect(data[0]).toEqual({
    image: "image 7",
    label: "cat",
    epoch: 0,
    answer: "cat",
    right: true,
    explained: "cat",
    probability: 0.75,
    peakRow: 1,
    peakColumn: 0,
  });
});

test("camImages() marks a map that is zero, which has no highest place", async () => {
  const { svg, data } = await camImages([row], text);
  expect(textsOf(svg)).toContain("✗ 10% zero");
  expect(svg).toContain("epoch 4: taken for dog, wrong; 10% for cat; the map is zero");
  expect(data[1]).toMatchObject({ epoch: 4, peakRow: null, peakColumn: null });
});
