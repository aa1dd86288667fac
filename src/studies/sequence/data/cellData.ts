import { DataError } from "../../../core/errors.ts";
import { makeStream } from "../../../core/random.ts";
import type { Dataset } from "../../../data/dataset.ts";
import { digitPairs, reversedOrder, thirdTerms } from "../../../data/generated/thirdTerms.ts";
import type { ImageSet } from "../../../data/imageSet.ts";
import { selectExamples } from "../../../data/selectExamples.ts";
import type { Cell, CellSources } from "../../study.ts";
import { cellId, type Told } from "../cells.ts";
import { digitOutputs, truth } from "./outputs.ts";
import { digitParts, isDigitThird } from "./parts.ts";
import { toldPairs } from "./toldPairs.ts";

/**
 * What a cell is trained on and tested with: digits for a CNN alone, pairs of them for model-2, and what two CNNs say of
 * pairs for the LSTM of model-1. No part is for validation: nothing is chosen by it.
 *
 * Shape: digits [N, 1, H, W]; pairs [N, 2, H, W]; what is told of pairs [N, 2, D, 1]
 * @throws {DataError} when the digits are not of ten classes
 * @source Inoue & Tsukamoto 2021, sections 2.1 and 2.3
 */
export async function sequenceData(cell: Cell, sources: CellSources): Promise<Dataset> {
  const { dataset } = sources;
  if (dataset.classes.length !== 10) {
    throw new DataError(
      `Cannot make sequences of "${dataset.name}": it has ${dataset.classes.length} classes, needs the 10 digits`,
    );
  }
  const { train, test } = digitParts(dataset);
  const made = { ...dataset, validation: undefined };
  if (cell.network === "cnn002") {
    const inOrder = cell.factors.row === "cnn2" ? reversed : same;
    return { ...made, train: inOrder(train), test: inOrder(test) };
  }
  const tell = cell.network === "cnn-lstm" ? digitPairs : await teller(cell, sources);
  const partner = cell.factors.pairing === "random" ? anyPartner(cell, train) : undefined;
  const pairs = tell(train, partner);
  return {
    ...made,
    classes: thirdTerms,
    concepts: ["first", "second"].map((name) => ({ name, values: dataset.classes })),
    train: cell.factors.pairing === "digits" ? onlyDigits(pairs, cell.batchSize) : pairs,
    test: tell(test),
  };
}

/** Makes pairs of what the CNNs of the same seed say, or of the truth. */
async function teller(cell: Cell, { trained, backend }: CellSources) {
  const told = cell.factors.told as Told;
  const ask = async (row: string) => {
    if (told === "true") return truth;
    return digitOutputs(await trained(cellId(row, Number(cell.factors.repetition))), backend);
  };
  const [first, second] = [await ask("cnn1"), await ask("cnn2")];
  return (set: ImageSet, partner = reversedOrder(set.count)) =>
    toldPairs(set, { partner, told, first, second });
}

function same(set: ImageSet): ImageSet {
  return set;
}

/** The second images of all pairs, in the order of the pairs. */
function reversed(set: ImageSet): ImageSet {
  return selectExamples(set, reversedOrder(set.count));
}

function anyPartner({ seed }: Cell, { count }: ImageSet): Uint32Array {
  return makeStream(seed, "partners").permutation(0, count);
}

/** So few pairs that they do not fill a batch are there more than once: the training could not begin otherwise. */
function onlyDigits(pairs: ImageSet, batchSize: number): ImageSet {
  const { first, second } = pairs.concepts!;
  const kept = Array.from(first!.keys()).filter((at) => isDigitThird(first![at]!, second![at]!));
  const length = kept.length === 0 ? 0 : Math.max(kept.length, batchSize);
  return selectExamples(
    pairs,
    Uint32Array.from({ length }, (_, at) => kept[at % kept.length]!),
  );
}
