import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import {
  type GivenSettings,
  resolveSettings,
  text,
  wholeNumber,
  wholeNumberWithin,
} from "../../core/settings.ts";
import { needs } from "../../core/suggest.ts";
import { dataSetNames } from "../../data/catalogue.ts";
import { onDisk } from "../../data/disk.ts";
import { applySelection } from "../../data/selection/applySelection.ts";
import { selectionSettings } from "../../data/selection/selectionSettings.ts";
import { dataOptionKeys } from "../../experiments/dataOptions.ts";
import { imageKeys } from "../../experiments/imageKeys.ts";
import { openDataset } from "../../experiments/openDataset.ts";
import { partOf } from "../../experiments/resolveParts.ts";
import type { Figure } from "../../figures/figure.ts";
import { renderPng } from "../../figures/renderPng.ts";
import { writeFile } from "../../storage/writeFile.ts";
import type { Call, Command } from "../command.ts";
import { countsFigure, exampleSheet, transformSheet } from "../datasetFigures.ts";
import { summaryOf, summaryText } from "../datasetText.ts";
import { textTable } from "../textTable.ts";

const ownKeys = {
  count: wholeNumberWithin([1, 20], 10, "images of each class in the picture"),
  to: text("", "folder for the pictures; by default shown/<data set>"),
  trainCount: wholeNumber(0, 0, "training images, the first so many; 0 for all"),
  testCount: wholeNumber(0, 0, "test images, the first so many; 0 for all"),
  transform: {
    ...imageKeys.transform,
    description: "what to draw before and after, such as crop:4,flip",
  },
  augment: { ...imageKeys.augment, description: "more of that, after transform" },
};

/** Draws examples of a data set, and counts and measures it. */
export const dataShow: Command = {
  keys: { ...ownKeys, ...selectionSettings },
  async run(call) {
    const name = nameOf(call);
    const { own, selection, dataOptions } = settingsOf(name, call.given);
    const { count, to, trainCount, testCount } = own;
    const steps = [...own.transform, ...own.augment];
    const loaded = await openDataset({ data: name, trainCount, testCount, dataOptions });
    const dataset = applySelection(loaded, selection);
    const figures = [await exampleSheet(dataset, count), await countsFigure(dataset)];
    if (steps.length > 0) {
      figures.push(await transformSheet(dataset, { steps, seed: selection.dataSeed }));
    }
    const folder = resolve(to || join("shown", dataset.name));
    const files = await writeFigures(
      folder,
      figures.filter((figure) => figure !== undefined),
    );
    const summary = summaryOf(dataset);
    return {
      json: { ...summary, files },
      text: [
        summaryText(summary, dataset.train),
        "",
        ...optionsText(name, dataOptions),
        ...files,
      ].join("\n"),
    };
  },
};

function nameOf({ target }: Call): string {
  if (target !== undefined) return target;
  throw new UsageError(`Cannot run "data show": no data set was named, ${needs("", dataSetNames)}`);
}

/** The keys of the command, of selections, and of the data set: to the person who types them they are one list. */
function settingsOf(name: string, given: GivenSettings) {
  const optionKeys = dataOptionKeys(name);
  resolveSettings("data show", { ...optionKeys, ...ownKeys, ...selectionSettings }, { given });
  return {
    own: resolveSettings("data show", ownKeys, { given: partOf(given, ownKeys) }),
    selection: resolveSettings("data show", selectionSettings, {
      given: partOf(given, selectionSettings),
    }),
    dataOptions: partOf(given, optionKeys),
  };
}

/** What can be chosen of a data set, and what was; nothing where nothing can. */
function optionsText(name: string, given: GivenSettings): string[] {
  const rows = Object.entries(dataOptionKeys(name)).map(
    ([key, { default: usual, description }]) => [key, String(given[key] ?? usual), description],
  );
  if (rows.length === 0) return [];
  return [textTable({ columns: ["option", "value", "meaning"], rows }), ""];
}

/** Each as SVG and as PNG. */
async function writeFigures(folder: string, figures: readonly Figure[]): Promise<string[]> {
  await onDisk(folder, () => mkdir(folder, { recursive: true }));
  const files: string[] = [];
  for (const figure of figures) {
    const path = join(folder, figure.id);
    await writeFile(`${path}.svg`, figure.svg);
    await writeFile(`${path}.png`, await renderPng(figure));
    files.push(`${path}.svg`, `${path}.png`);
  }
  return files;
}
