import { expect, test } from "vitest";
import { bars } from "../../../test/support/bars.ts";
import { madeUpSettings } from "../../../test/support/madeUpTranslation.ts";
import { makeReferenceBackend } from "../../backends/reference/reference.ts";
import { resolveSettings } from "../../core/settings.ts";
import type { Dataset } from "../../data/dataset.ts";
import type { ImagesInMemory } from "../../data/imageSet.ts";
import type { CellSources } from "../study.ts";
import { biasedSet } from "./biasedSet.ts";
import { translation } from "./translation.ts";

test("translation moves digits as the source does, and asks three seeds", () => {
  const settings = resolveSettings("translation", translation.settings, { given: {} });
  expect(settings).toMatchObject({ data: "mnist", shift: 5, shiftDown: 2, mode: "zero" });
  expect(settings).toMatchObject({ seeds: [0, 1, 2], trainCount: 0, testCount: 0 });
});

test("translation in its small form asks the same question of fewer images", () => {
  const { settings: schema, demo } = translation;
  const settings = resolveSettings("translation", schema, { given: {}, preset: demo });
  expect(settings).toMatchObject({ shift: 5, shiftDown: 2, mode: "zero", beyond: "yes" });
  expect(settings.seeds.length).toBeGreaterThan(1);
  expect(settings.trainCount).toBeGreaterThan(0);
});

test("translation displaces the training images of the biased network alone", async () => {
  const dataset = datasetOf(bars(10));
  for (const cell of translation.cells(madeUpSettings({ seeds: [0] }))) {
    const own = await translation.cellData!(cell, sourcesOf(dataset));
    if (cell.id === "biased-s0") {
      expect(own).toEqual({ ...dataset, train: biasedSet(dataset.train) });
    } else expect(own).toBe(dataset);
  }
});

function datasetOf(train: ImagesInMemory): Dataset {
  const classes = Array.from("0123456789");
  return { name: "bars", title: "bars", classes, train, test: train, generated: true, note: "" };
}

function sourcesOf(dataset: Dataset): CellSources {
  const trained = () => Promise.reject(new Error("nothing was trained"));
  return { dataset, backend: makeReferenceBackend(), trained };
}
