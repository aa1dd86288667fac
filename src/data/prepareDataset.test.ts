import { expect, test } from "vitest";
import { bars } from "../../test/support/bars.ts";
import { resolveSettings } from "../core/settings.ts";
import type { Dataset } from "./dataset.ts";
import { inMemory } from "./openImages.ts";
import { prepareDataset } from "./prepareDataset.ts";
import { selectionSettings } from "./selection/selectionSettings.ts";
import { parseTransforms } from "./transforms/parseTransforms.ts";

const dataset: Dataset = {
  name: "bars",
  title: "bars",
  classes: Array.from({ length: 10 }, (_, k) => String(k)),
  train: bars(100),
  test: bars(20),
  generated: true,
  note: "",
};

function prepared(given: object, transform = "", testTransform = "") {
  return prepareDataset(dataset, {
    ...resolveSettings("test", selectionSettings, { given: { ...given } }),
    transform: parseTransforms(transform),
    testTransform: parseTransforms(testTransform),
  });
}

test("prepareDataset() leaves a data set of which nothing is asked as it is", () => {
  expect(prepared({})).toMatchObject(dataset);
});

test("prepareDataset() chooses examples first and changes images then", () => {
  const {
    train,
    validation,
    test: unseen,
    note,
  } = prepared({ keepClasses: "1,2", validation: 0.5 }, "resize:14", "flip:1");
  expect([train.count, validation!.count, unseen.count]).toEqual([10, 10, 4]);
  for (const set of [train, validation!, unseen]) expect(set.width).toBe(14);
  expect(inMemory(train).images[0]).toBe(255);
  expect(inMemory(validation!).images[0]).toBe(0);
  expect(inMemory(unseen).images[0]).toBe(0);
  expect(note).toMatch(
    /^Only classes 1, 2.*\. Images changed by resize:14\. Test images changed by flip:1$/,
  );
});

test("prepareDataset() changes training and test images by other random numbers", () => {
  const { train, test: unseen } = prepared({}, "noise:30");
  const [first, other] = [train, unseen].map((set) => inMemory(set).images.subarray(0, 784));
  expect(first).not.toEqual(other);
});
