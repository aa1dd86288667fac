import { expect, test } from "vitest";
import { askProbe } from "../../../test/support/askProbe.ts";
import { textsOf } from "../../../test/support/svg.ts";
import { tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import type { GivenSettings } from "../../core/settings.ts";
import { initialNumbers } from "../../nn/network.ts";
import type { ProbePoint } from "../../probing/measurement.ts";
import { resolveOptions } from "../../probing/resolveOptions.ts";
import { equivariance } from "../equivariance.ts";
import { shiftGrid } from "../shiftGrid.ts";

const probes = { shiftGrid, equivariance };

async function figuresOf(name: keyof typeof probes, runs: number, options: GivenSettings) {
  const probe = probes[name];
  const points: ProbePoint[] = [];
  for (let seed = 0; seed < runs; seed++) {
    for (const epoch of [0, 1]) {
      const numbers = initialNumbers(tinyNetwork, 2 * seed + epoch);
      const found = await askProbe<object>(probe, { numbers, options });
      points.push({ run: `run-${seed}`, group: "runs", seed, epoch, ...found });
    }
  }
  const asked = { points, untrained: [points[0]!], overview: undefined, classes: ["0", "1", "2"] };
  return name === "shiftGrid"
    ? await shiftGrid.figures!({ ...asked, options: resolveOptions(shiftGrid, options) })
    : await equivariance.figures!({ ...asked, options: resolveOptions(equivariance, options) });
}

test("shiftGrid draws accuracy against the shift for epochs, and the readings over the epochs", async () => {
  const figures = await figuresOf("shiftGrid", 1, { shift: 1 });
  expect(figures.map(({ id }) => id)).toEqual([
    "shift-grid-curves",
    "shift-grid-accuracy",
    "shift-grid-unchanged-answers",
  ]);
  const [curves] = figures;
  expect(textsOf(curves!.svg)).toContain("20 images; zeros enter at the edge");
  expect(curves!.caption).toContain("Wilson");
  expect(curves!.data).toHaveLength(6);
  expect(curves!.data[0]).toMatchObject({ network: "epoch 0", dx: -1, n: 1 });
  expect(curves!.data[0]!.low).not.toBe(null);
});

test("shiftGrid draws a map where images were moved down too, and the mean over seeds", async () => {
  const figures = await figuresOf("shiftGrid", 2, { shift: 1, shiftDown: 1, mode: "circular" });
  expect(figures.map(({ id }) => id).slice(0, 2)).toEqual(["shift-grid-curves", "shift-grid-map"]);
  expect(figures[1]!.data).toHaveLength(9);
  expect(figures[1]!.data[0]).toMatchObject({ panel: "runs", n: 2 });
  expect(figures[0]!.caption).toContain("Mean over seeds at the last epoch");
});

test("equivariance draws errors along the depth and over the epochs, and single shifts in neither", async () => {
  const figures = await figuresOf("equivariance", 1, { shift: 1 });
  expect(figures.map(({ id }) => id)).toEqual([
    "equivariance-layers",
    "equivariance-equivariance-error",
  ]);
  expect(figures[0]!.data.map(({ network, layer }) => `${network} ${layer}`)).toEqual([
    "epoch 0 f1",
    "epoch 0 logits",
    "epoch 1 f1",
    "epoch 1 logits",
  ]);
  expect(figures[0]!.caption).toContain("delta method");
  const several = await figuresOf("equivariance", 2, {});
  expect(several[0]!.data.map(({ network, n }) => `${network} ${n}`)).toEqual(["runs 2", "runs 2"]);
  expect(several[0]!.caption).toContain("Student t");
});
