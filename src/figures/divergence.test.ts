import { expect, test } from "vitest";
import { countOf, textsOf } from "../../test/support/svg.ts";
import { type DivergencePoint, divergence } from "./divergence.ts";

function pointAt(epoch: number, layers: readonly string[] = ["c1", "logits"]): DivergencePoint {
  const isFork = epoch === 4;
  return {
    epoch,
    flipped: isFork ? 0 : 0.2,
    lost: isFork ? 0 : 0.1,
    gained: isFork ? 0 : 0.05,
    weightDistance: isFork ? null : 0.3,
    weightCosine: isFork ? null : -0.2,
    layers: layers.map((layer) => ({ layer, similarity: isFork ? 1 : 0.83 })),
  };
}

const points = [4, 5, 6, 8].map((epoch) => pointAt(epoch));

test("divergence() draws answers, layers and weights over the epochs since the fork", async () => {
  const { svg } = await divergence(points);
  const texts = textsOf(svg);
  for (const name of ["other answer", "right → wrong", "wrong → right", "c1", "logits", "cosine"]) {
    expect(texts).toContain(name);
  }
  expect(texts.filter((text) => text === "epochs since the fork")).toHaveLength(3);
  // All three axes are the same, also where a line begins later.
  for (const tick of ["0", "1", "2", "4"]) {
    expect(texts.filter((text) => text === tick)).toHaveLength(3);
  }
});

test("divergence() gives the numbers as a table, a row an epoch", async () => {
  const { data } = await divergence(points);
  expect(data[1]).toEqual({
    epoch: 5,
    sinceFork: 1,
    flipped: 0.2,
    lost: 0.1,
    gained: 0.05,
    weightDistance: 0.3,
    weightCosine: -0.2,
    "cka/c1": 0.83,
    "cka/logits": 0.83,
  });
  expect(data[0]).toMatchObject({ sinceFork: 0, weightDistance: null });
});

test("divergence() draws as many layers as there are colours, and says of how many", async () => {
  const layers = Array.from({ length: 30 }, (_, index) => `layer${index}`);
  const { svg, caption, data } = await divergence([pointAt(4, layers), pointAt(5, layers)]);
  const drawn = textsOf(svg).filter((text) => text.startsWith("layer"));
  expect(drawn.sort()).toEqual(
    [0, 4, 8, 12, 17, 21, 25, 29].map((index) => `layer${index}`).sort(),
  );
  expect(caption).toContain("of 30 layers, 8 are drawn");
  expect(Object.keys(data[0]!).filter((name) => name.startsWith("cka/"))).toHaveLength(30);
});

test("divergence() leaves a panel out of which nothing is known", async () => {
  const bare = points.map((point) => ({ ...point, layers: [] }));
  const { svg } = await divergence(bare);
  expect(textsOf(svg)).not.toContain("similarity (CKA)");
  expect(countOf(svg, "g[aria-label=x-axis\\ tick\\ label]")).toBe(2);
});

test("divergence() refuses to draw nothing", async () => {
  await expect(divergence([])).rejects.toThrow(
    new RangeError('Cannot draw the figure "divergence": 0 rows of data, needs at least 1'),
  );
});
