import type { ReportSection } from "../../../figures/report.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { thousands } from "../../words.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { listed } from "../words/byNetwork.ts";
import { countThere, epochsOf } from "./atPlace.ts";
import { groupedWords } from "./groupedWords.ts";
import { oneSeedWords, type SectionOptions } from "./sectionOptions.ts";
import { sidesWords } from "./sidesWords.ts";
import { imagesOverTime, measuresOverTime, ratiosOverTime } from "./timeFigures.ts";

/**
 * The ratio of every layer from before training to its end, and two other ways of counting dimensions beside it.
 *
 * @source own design: the source looks at the end alone
 */
export async function timeSection(
  results: LatentResults,
  options: SectionOptions,
): Promise<ReportSection> {
  const networks = tableNetworks(results);
  const images = imagesOverTime(networks[0]!);
  return {
    id: "time",
    title: "When does it happen?",
    paragraphs: [
      ...oneSeedWords(options),
      `The networks were kept at epochs ${listed(epochsOf(networks[0]!).map(String))}, epoch 0 being the initialisation, and asked for the same ${thousands(images)} test images each time. ${changeWords(networks)}`,
    ],
    tables: [],
    figures: [
      await ratiosOverTime(networks, options),
      await measuresOverTime(networks[0]!, options),
    ],
  };
}

/** What happened at once, and what happened later. */
function changeWords(networks: readonly NetworkResult[]): string {
  const epochs = epochsOf(networks[0]!);
  const [start, first, last] = [epochs[0]!, epochs[1] ?? epochs[0]!, epochs.at(-1)!];
  const between = (from: number, to: number) =>
    `From epoch ${from} to ${to} the count becomes: ${groupedWords(networks, (network) => changesOf(network, [from, to]))}.`;
  return first === last ? between(start, last) : `${between(start, first)} ${between(first, last)}`;
}

function changesOf(network: NetworkResult, epochs: readonly [number, number]): string {
  const images = imagesOverTime(network);
  const changes = layerNames.map((layer) => {
    const [before, after] = epochs.map((epoch) => countThere(network, { layer, epoch, images }));
    return [layer, differenceBetween(after!, before!)] as const;
  });
  return sidesWords(changes, { above: "larger", below: "smaller" });
}
