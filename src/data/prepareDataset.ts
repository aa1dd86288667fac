import type { Dataset } from "./dataset.ts";
import { applySelection } from "./selection/applySelection.ts";
import type { SelectionSettings } from "./selection/selectionSettings.ts";
import { transformImages } from "./transformImages.ts";
import { showTransforms } from "./transforms/parseTransforms.ts";
import type { TransformStep } from "./transforms/step.ts";

/** What is made of a data set before a network sees it. */
export interface Preparation extends SelectionSettings {
  /** What is done to all images, always alike. */
  readonly transform: readonly TransformStep[];
  /** What is done to test and validation images after that. */
  readonly testTransform: readonly TransformStep[];
}

/**
 * Chooses examples, then changes images. What is random is a function of `dataSeed`.
 *
 * @throws {UsageError} when a setting asks for what the data set does not have
 */
export function prepareDataset(dataset: Dataset, preparation: Preparation): Dataset {
  const { transform, testTransform, dataSeed: seed } = preparation;
  const { train, validation, test, ...selected } = applySelection(dataset, preparation);
  const tested = [...transform, ...testTransform];
  return {
    ...selected,
    train: transformImages(train, transform, { seed, stream: "transform/train" }),
    validation:
      validation && transformImages(validation, tested, { seed, stream: "transform/validation" }),
    test: transformImages(test, tested, { seed, stream: "transform/test" }),
    note: noteOf(selected.note, preparation),
  };
}

function noteOf(note: string, { transform, testTransform }: Preparation): string {
  const parts = [
    note,
    transform.length > 0 ? `Images changed by ${showTransforms(transform)}` : "",
    testTransform.length > 0 ? `Test images changed by ${showTransforms(testTransform)}` : "",
  ];
  return parts.filter((part) => part !== "").join(". ");
}
