import { expect, test } from "vitest";
import { readingOf } from "../../../../test/support/askProbe.ts";
import {
  latentCell,
  smallLatentData,
  smallLatentSettings,
  trainedLatent,
} from "../../../../test/support/smallLatent.ts";
import type { Backend } from "../../../backends/backend.ts";
import { makeReferenceBackend } from "../../../backends/reference/reference.ts";
import { initialNumbers, type NetworkNumbers } from "../../../nn/network.ts";
import { pcaDimension } from "../../../probes/pcaDimension.ts";
import { twoNn } from "../../../probes/twoNn.ts";
import { measureProbe } from "../../../probing/measureProbe.ts";
import { resolveOptions } from "../../../probing/resolveOptions.ts";
import { settleStatistics } from "../../../train/settleStatistics.ts";
import { networkOf } from "../../networkOf.ts";
import { layerNames, tapOf } from "../layers.ts";
import type { LatentSettings } from "../settings.ts";
import type { LatentMeasured, SpreadPlace } from "./measured.ts";
import { measureLatent } from "./measureLatent.ts";

const dataset = await smallLatentData(120, 210);
const settings = smallLatentSettings({ viewCount: 110 });

const trainedRow = (row: string, given: Partial<LatentSettings> = {}, backend?: Backend) =>
  trainedLatent(latentCell(row, { ...settings, ...given }), dataset, backend);

const measuredRow = (row: string, given: Partial<LatentSettings> = {}) =>
  measureLatent(trainedRow(row, given), { ...settings, ...given });

const measured = await measuredRow("no1");

function nameOf({ part, epoch, stage, layer, images }: SpreadPlace): string {
  return `${part} ${epoch} ${stage} ${layer} ${images}`;
}

/** Every layer at some stage, asked about so many images. */
function named(place: string, images: readonly number[], layers: readonly string[] = layerNames) {
  return images.flatMap((count) => layers.map((layer) => `${place} ${layer} ${count}`));
}

test("measureLatent() measures every place once", () => {
  const convolutions = layerNames.slice(0, 6);
  const ends = [0, 2].flatMap((epoch) => [
    ...named(`test ${epoch} output`, [100, 110, 200, 210]),
    ...named(`test ${epoch} convolution`, [110], convolutions),
    ...named(`test ${epoch} normed`, [110], convolutions),
    ...named(`train ${epoch} output`, [110]),
  ]);
  const between = ["test", "train"].flatMap((part) => named(`${part} 1 output`, [110]));
  const expected = [...ends, ...between];
  expect(measured.spreads.map(nameOf).sort()).toEqual(expected.sort());
  const byClass = [0, 2].flatMap((epoch) => named(`test ${epoch} output`, [210]));
  expect(measured.classes.map(nameOf).sort()).toEqual(byClass.sort());
  expect(measured.pictures).toEqual([]);
  expect(measured.shown).toBeNull();
});

test("measureLatent() asks TwoNN wherever networks are compared over time", () => {
  const asked = measured.spreads.filter(({ twoNn }) => twoNn !== null).map(nameOf);
  expect(asked.sort()).toEqual(
    [0, 1, 2].flatMap((epoch) => named(`test ${epoch} output`, [110])).sort(),
  );
});

test("measureLatent() knows the dimensions of the layers", async () => {
  const few = { viewCount: 100, sampleCount: 100, epochs: 1 };
  const dimensionsOf = async (row: string) =>
    (await measuredRow(row, few)).layers.map(({ dimension }) => dimension);
  expect(await dimensionsOf("no1")).toEqual([512, 512, 256, 256, 128, 128, 8]);
  expect(await dimensionsOf("no2")).toEqual([256, 256, 128, 128, 64, 64, 4]);
  expect(await dimensionsOf("no3")).toEqual([512, 512, 256, 256, 256, 256, 4]);
  expect(await dimensionsOf("no4")).toEqual([512, 512, 256, 128, 128, 128, 8]);
});

test("measureLatent() finds what the probes pca-dimension and two-nn find", async () => {
  const { cell, numbers, backend } = trainedRow("no1");
  const subject = { network: networkOf(cell), numbers, dataset, backend, memory: 2 ** 30 };
  const layers = layerNames.map((layer) => tapOf(layer)).join("+");
  const given = { layers, count: 0, part: "test" } as const;
  const all = await measureProbe(pcaDimension, resolveOptions(pcaDimension, given), subject);
  const few = { ...dataset, test: (await smallLatentData(1, 110)).test };
  const near = await measureProbe(twoNn, resolveOptions(twoNn, given), {
    ...subject,
    dataset: few,
  });
  for (const layer of layerNames) {
    const own = measured.spreads.filter(
      (spread) => spread.layer === layer && spread.epoch === 2 && spread.part === "test",
    );
    const tap = tapOf(layer);
    const whole = own.find(({ images }) => images === 210)!;
    const counts = ["50%", "70%", "80%", "90%", "95%", "99%"].map((share) =>
      readingOf(all.measurement, "components", tap, share),
    );
    expect(whole.components).toEqual(counts);
    expect(whole.participationRatio).toBeCloseTo(
      readingOf(all.measurement, "participation ratio", tap)!,
      4,
    );
    const view = own.find(({ twoNn }) => twoNn !== null)!;
    expect(view.twoNn).toBeCloseTo(readingOf(near.measurement, "dimension", tap)!, 4);
  }
});

test("measureLatent() asks about the images of the part", () => {
  const countsOf = (part: "train" | "test") =>
    measured.spreads
      .filter((own) => own.part === part && own.stage === "output" && own.images === 110)
      .filter(({ epoch }) => epoch !== 1)
      .map(({ participationRatio }) => participationRatio);
  expect(countsOf("train")).not.toEqual(countsOf("test"));
});

test("measureLatent() gives untrained networks the statistics that training images have", async () => {
  const trained = trainedRow("no1");
  const network = networkOf(trained.cell);
  const initial = initialNumbers(network, 0);
  const at = (epoch: number, numbers: NetworkNumbers) =>
    measureLatent(
      {
        ...trained,
        async *epochs() {
          yield { epoch, numbers };
        },
      },
      settings,
    );
  const settled = settleStatistics(initial, dataset.train, {
    ...trained,
    network,
    batchSize: settings.batchSize,
  });
  const countsIn = ({ spreads }: LatentMeasured) => spreads.map(({ components }) => components);
  expect(countsIn(await at(0, initial))).toEqual(countsIn(await at(1, settled)));
  expect(countsIn(await at(0, initial))).not.toEqual(countsIn(await at(1, initial)));
});

test("measureLatent() draws the first seed's networks of the table, and shows their images once", async () => {
  const own = { ...settings, viewCount: 100, sampleCount: 100, pictureCount: 30 };
  const drawn = (
    row: string,
    given: { readonly pictureCount?: number; readonly seed?: number } = {},
  ) => {
    const { pictureCount = 30, seed = 0 } = given;
    const { cell, ...trained } = trainedRow(row);
    const untrained = { epoch: 0, numbers: trained.numbers };
    return measureLatent(
      {
        ...trained,
        cell: { ...cell, seed },
        async *epochs() {
          yield untrained;
        },
      },
      { ...own, pictureCount },
    );
  };
  const { pictures, shown } = await drawn("no1");
  expect(pictures.map(({ layer, method, epoch }) => `${layer} ${method} ${epoch}`)).toEqual(
    layerNames.flatMap((layer) => [`${layer} tsne 0`, `${layer} umap 0`]),
  );
  for (const { positions } of pictures) expect(positions).toHaveLength(60);
  expect(shown!.labels).toEqual([...dataset.test.labels.subarray(0, 30)]);
  const other = await drawn("no2");
  expect([other.pictures.length, other.shown]).toEqual([14, null]);
  const nothing = { pictures: [], shown: null };
  expect(await drawn("no1-shuffled")).toMatchObject(nothing);
  expect(await drawn("no1", { seed: 1 })).toMatchObject(nothing);
  // Fewer make no neighbourhood.
  expect(await drawn("no1", { pictureCount: 29 })).toMatchObject(nothing);
});

test("measureLatent() has no numbers for layers that have died", async () => {
  const trained = trainedRow("no1", { epochs: 1 });
  const { parameters, buffers } = trained.numbers;
  const dead = { parameters: new Float32Array(parameters.length), buffers };
  const { spreads, classes } = await measureLatent(
    {
      ...trained,
      async *epochs() {
        yield { epoch: 0, numbers: trained.numbers };
        yield { epoch: 1, numbers: dead };
      },
    },
    settings,
  );
  for (const { epoch, components, participationRatio, twoNn } of spreads) {
    expect(components === null).toBe(epoch === 1);
    expect(participationRatio === null).toBe(epoch === 1);
    if (epoch === 1) expect(twoNn).toBeNull();
  }
  for (const { epoch, within } of classes) expect(within === null).toBe(epoch === 1);
});

test("measureLatent() finds the same to the bit whenever it is asked", async () => {
  expect(JSON.stringify(await measuredRow("no1"))).toBe(JSON.stringify(measured));
});

test("measureLatent() computes in f32 whatever networks are trained in", async () => {
  const inF32 = makeReferenceBackend();
  const refuse = (): never => {
    throw new Error("asked");
  };
  const half: Backend = { ...inF32, precision: "bf16", inF32, compile: refuse, makeStates: refuse };
  const found = await measureLatent(trainedRow("no1", {}, half), settings);
  expect(found).toEqual(measured);
});

test("measureLatent() ends when it is told to", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(measureLatent({ ...trainedRow("no1"), signal }, settings)).rejects.toThrow("enough");
});
