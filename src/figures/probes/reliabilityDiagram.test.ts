import { expect, test } from "vitest";
import { textsOf } from "../../../test/support/svg.ts";
import { wilsonInterval } from "../../core/wilsonInterval.ts";
import { type KnownBins, reliabilityDiagram } from "./reliabilityDiagram.ts";

/** A run of which all images are in the upper of two bins. */
function runOf(run: string, accuracy: number, group?: string): KnownBins {
  const bins = [
    { from: 0, to: 0.5, count: 0, confidence: null, accuracy: null },
    { from: 0.5, to: 1, count: 1000, confidence: 0.9, accuracy },
  ];
  return { run, group, epoch: 3, bins };
}

/** The ends of the bar. */
function barIn(svg: string): number[] {
  const bar = /stroke-width="2"[^>]*><line[^>]*>/.exec(svg);
  return [...bar![0].matchAll(/y[12]="([\d.]+)"/g)].map(([, y]) => Number(y));
}

test("reliabilityDiagram() gives runs that are put together the interval of as many images as each has", async () => {
  const alone = await reliabilityDiagram([runOf("a", 0.8)]);
  const both = await reliabilityDiagram([runOf("a", 0.75, "ab"), runOf("b", 0.85, "ab")]);
  expect(textsOf(alone.svg)).toContain("1,000 images");
  expect(textsOf(both.svg)).toContain("1,000 images a run");
  expect(barIn(both.svg)).toEqual(barIn(alone.svg));
  const { low, high } = wilsonInterval(800, 1000);
  const [from, to] = barIn(alone.svg).sort((a, b) => a - b);
  // From 0 to 1 there are 254 pixels, less 2 at either end.
  expect((to! - from!) / (high - low)).toBeCloseTo(250, 0);
});
