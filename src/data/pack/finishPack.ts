import { DataError } from "../../core/errors.ts";
import { encodeHeader } from "../../storage/safetensorsHeader.ts";
import type { PackFile } from "./packFile.ts";
import type { PackState } from "./packJournal.ts";
import { columnsOf, type KeptSplit, keptSplits, placesOf } from "./packLayout.ts";
import { mostSkippedNamed, type PackManifest } from "./packManifest.ts";
import type { PackPlan } from "./packPlan.ts";
import { packedSize } from "./packSettings.ts";
import type { SurveyedImage } from "./surveyImages.ts";

/** A packed file that is whole. */
export interface FinishedPack {
  readonly manifest: PackManifest;
  /** Units: bytes */
  readonly size: number;
}

/**
 * Writes all but the images, and gives the file its name.
 *
 * @throws {DataError} when a split, or a class to train with, has no image left, or the disk is full or refuses, or another program has
 * begun to pack something else to the same path
 */
export async function finishPack(plan: PackPlan, file: PackFile): Promise<FinishedPack> {
  const { request, survey, headerSize } = plan;
  const { failures } = file.state;
  const splits = keptSplits(survey, new Set(failures.map(([index]) => index)));
  await checkSplits(plan, splits, file);
  const rows = splits.reduce((sum, { images }) => sum + images.length, 0);
  const columns = columnsOf(splits, plan.manifest.concepts, rows * packedSize(request));
  const places = placesOf(splits, columns, request);
  const encode = (manifest: PackManifest) =>
    encodeHeader({ places, metadata: { manifest: JSON.stringify(manifest) } }, headerSize);
  await file.writeColumns(columns.map(({ bytes }) => bytes));
  const tensors = await file.hashesOf(places);
  const manifest = fittingManifest(
    { ...withCounts(plan, splits, file.state), tensors },
    (own) => encode(own).length === headerSize,
  );
  const header = encode(manifest);
  await file.writeHeader(header);
  await file.finish(header);
  return { manifest, size: headerSize + (places.at(-1)?.end ?? 0) };
}

async function checkSplits(
  { request, survey }: PackPlan,
  splits: readonly KeptSplit[],
  file: PackFile,
): Promise<void> {
  let from = 0;
  for (const { split, images } of splits) {
    if (images.length === 0) {
      await file.discard();
      const [, reason] = file.state.failures.find(([index]) => index === from) ?? [];
      throw new DataError(
        `Cannot pack "${request.folder}": none of the ${split} images can be read, needs at least one; "${survey.images[from]?.path}": ${reason}`,
      );
    }
    if (split === "train") await checkClasses(images, { request, survey }, file);
    from += survey.listed.get(split) ?? 0;
  }
}

/** Every class that there were images of to train with still has one. */
async function checkClasses(
  kept: readonly SurveyedImage[],
  { request, survey }: Pick<PackPlan, "request" | "survey">,
  file: PackFile,
): Promise<void> {
  const labels = new Set(kept.map(({ label }) => label));
  for (const [index, reason] of file.state.failures) {
    const { label, path } = survey.images[index]!;
    if (labels.has(label) || index >= survey.listed.get("train")!) continue;
    await file.discard();
    throw new DataError(
      `Cannot pack "${request.folder}": none of the train images of class "${request.listing.classes[label]}" can be read, needs at least one; "${path}": ${reason}`,
    );
  }
}

function withCounts(
  { manifest, survey }: PackPlan,
  splits: readonly KeptSplit[],
  { failures }: PackState,
): PackManifest {
  const counts = splits.map(({ split, images }) => [
    split,
    { ...manifest.splits[split], count: images.length },
  ]);
  const first = failures.slice(0, mostSkippedNamed).map(([index, reason]) => ({
    path: survey.images[index]!.path,
    reason: reason.slice(0, 200),
  }));
  return {
    ...manifest,
    splits: Object.fromEntries(counts),
    skipped: { count: failures.length, first },
  };
}

/** With as many of the images that could not be read named as there is room for in the header. */
function fittingManifest(
  manifest: PackManifest,
  fits: (manifest: PackManifest) => boolean,
): PackManifest {
  let fitting = manifest;
  while (!fits(fitting)) {
    const { count, first } = fitting.skipped;
    fitting = { ...fitting, skipped: { count, first: first.slice(0, -1) } };
  }
  return fitting;
}
