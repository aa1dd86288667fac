import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { cnnNamed, panelValues, seedsIn, sourcePanels } from "./sourcePanels.ts";

test("sourcePanels are those of the source's figures 4 and 5, with its letters and directions", () => {
  expect(sourcePanels.map(({ id, title }) => `${id} ${title}`)).toEqual([
    "4a model-1 CNN1 among model-1 CNN2",
    "4b model-1 CNN2 among model-1 CNN1",
    "4c model-2 CNN1 among model-2 CNN2",
    "4d model-2 CNN2 among model-2 CNN1",
    "5a model-1 CNN1 among model-2 CNN1",
    "5b model-2 CNN1 among model-1 CNN1",
    "5c model-1 CNN2 among model-2 CNN2",
    "5d model-2 CNN2 among model-1 CNN2",
  ]);
});

test("panelValues() are distances of the base's filters to the nearest of the other, at the end", () => {
  // Filter i of model-1's CNN1 is (i, 0, 0…), of its CNN2 (10·i, 0, 0…).
  const { cnns } = madeUpSequence(
    { seeds: [4] },
    {
      filter: ({ place }, filter, done, size) =>
        Array.from({ length: size }, (_, at) =>
          at === 0 ? done * filter * (place === 1 ? 1 : 10) : 0,
        ),
    },
  );
  expect(panelValues(cnns, sourcePanels[0]!, 4)).toEqual([0, 1, 2, 3]);
  expect(panelValues(cnns, sourcePanels[1]!, 4)).toEqual([0, 7, 17, 27]);
});

test("seedsIn() tells every seed once, in order", () => {
  expect(seedsIn(madeUpSequence({ seeds: [2, 0] }).cnns)).toEqual([0, 2]);
});

test("cnnNamed() refuses a CNN that was not measured", () => {
  const { cnns } = madeUpSequence({ seeds: [0] });
  expect(cnnNamed(cnns, { model: 2, place: 1, seed: 0 }).model).toBe(2);
  expect(() => cnnNamed(cnns, { model: 2, place: 1, seed: 7 })).toThrow(
    'Cannot find "model-2 CNN1" of seed 7: it was not measured, needs one CNN of each model and place',
  );
});
