import { expect, test } from "vitest";
import { resolveSettings } from "../../core/settings.ts";
import { describeNetwork } from "../../nn/network.ts";
import { networkOf } from "../networkOf.ts";
import { latentCells, rateOf } from "./cells.ts";
import { tapOf } from "./layers.ts";
import { latentSettings } from "./settings.ts";

function cellsOf(given: Record<string, unknown> = {}) {
  return latentCells(resolveSettings("latent", latentSettings, { given }));
}

function dimensionsOf(id: string): number[] {
  const cell = cellsOf().find((own) => own.id === id)!;
  const { layers } = describeNetwork(networkOf(cell));
  const shapes = new Map(layers.map(({ name, shape }) => [name, shape]));
  return (["c1", "c2", "c3", "c4", "c5", "c6", "gap"] as const).map((layer) =>
    shapes.get(tapOf(layer))!.reduce((product, size) => product * size, 1),
  );
}

test("latentCells() trains the four networks and the controls of one seed before the next", () => {
  const rows = ["no1", "no2", "no3", "no4", "no1-shuffled", "no1-none"];
  const ids = cellsOf({ seeds: "4,7" }).map(({ id }) => id);
  expect(ids).toEqual([4, 7].flatMap((seed) => rows.map((row) => `${row}-s${seed}`)));
  expect(cellsOf({ seeds: "4", controls: "no" })).toHaveLength(4);
});

test("latentCells() has feature maps of the dimensions that the source describes", () => {
  expect(dimensionsOf("no1-s0")).toEqual([16384, 16384, 8192, 8192, 4096, 4096, 64]);
  expect(dimensionsOf("no2-s0")).toEqual([8192, 8192, 4096, 4096, 2048, 2048, 32]);
  expect(dimensionsOf("no3-s0")).toEqual([16384, 16384, 8192, 8192, 8192, 8192, 32]);
  expect(dimensionsOf("no4-s0")).toEqual([16384, 16384, 8192, 4096, 4096, 4096, 64]);
});

test("latentCells() trains without batch norm at a fifth of the rate, and the control the other way round", () => {
  const [usual, other] = [cellsOf(), cellsOf({ normalisation: "none" })];
  expect(usual[0]!.learningRate).toBe(0.05);
  expect(usual[5]).toMatchObject({ id: "no1-none-s0", learningRate: 0.01 });
  expect(other[0]!.learningRate).toBe(0.01);
  expect(other[5]).toMatchObject({ id: "no1-batch-s0", learningRate: 0.05 });
});

test("rateOf() is a fifth without batch norm", () => {
  const settings = resolveSettings("latent", latentSettings, { given: { learningRate: 0.1 } });
  expect([rateOf(settings, "batch"), rateOf(settings, "none")]).toEqual([0.1, 0.02]);
});

test("latentCells() changes training images only where that is asked", () => {
  expect(cellsOf()[0]!.augment!.map(({ name }) => name)).toEqual(["crop", "flip"]);
  expect(cellsOf({ augment: "no" })[0]).not.toHaveProperty("augment");
});
