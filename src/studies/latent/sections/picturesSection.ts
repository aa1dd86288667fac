import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { thousands } from "../../words.ts";
import { networkNamed } from "../compare/networkNamed.ts";
import { layerNames } from "../layers.ts";
import type { LatentResults } from "../results.ts";
import { shortName } from "../words/byNetwork.ts";
import { neighbourRoom, picturesFigures } from "./picturesFigures.ts";
import type { SectionOptions } from "./sectionOptions.ts";

/**
 * The outputs of every layer in the plane, over training: as small pictures, and to be looked through.
 *
 * @source Dai & Jin'no, abstract: t-SNE of the layers' outputs; UMAP and the epochs are ours
 */
export async function picturesSection(
  results: LatentResults,
  options: SectionOptions,
): Promise<ReportSection[]> {
  const { pictures, shown } = results;
  if (!shown || pictures.length === 0) return [];
  const images = thousands(shown.labels.length);
  return [
    {
      id: "pictures",
      title: "What it looks like: t-SNE and UMAP of every layer",
      paragraphs: [
        `Every picture is of the same ${images} test images, at the places to which t-SNE or UMAP brings the outputs of a layer, in the networks of the first seed. Each picture of a layer begins from that of the kept epoch before, the first from the first two principal components, and is turned onto it: so an image can be followed. Directions, distances between groups and their sizes mean nothing; how spread a layer's outputs are cannot be read off such pictures, which fill their frame whatever is in them.`,
        ...sameClassSentence(results),
      ],
      tables: [sameClassTable(results)],
      figures: await picturesFigures(results, shown, options),
    },
  ];
}

/** Nothing where no layer has a picture at the last epoch. */
function sameClassSentence(results: LatentResults): string[] {
  const { pictures } = results;
  const { row } = pictures[0]!;
  const last = lastEpochOf(results);
  const said = layerNames.flatMap((layer) => {
    const own = pictures.find((at) => at.row === row && at.layer === layer && at.epoch === last);
    return own ? [`${percent(own.sameClass)} in ${layer}`] : [];
  });
  if (said.length === 0) return [];
  const network = networkNamed(results, row);
  return [
    `Of an image's ten nearest neighbours ${neighbourRoom}, not in the picture, so many are of its class at epoch ${last}, the last: ${said.join(", ")} (${network ? shortName(network) : row}).`,
  ];
}

/** Neighbours in the layer's outputs: the same whatever the method. */
function sameClassTable(results: LatentResults): ReportTable {
  const { pictures } = results;
  const last = lastEpochOf(results);
  const rows = [...new Set(pictures.map(({ row }) => row))];
  return {
    caption: `Of an image's ten nearest neighbours ${neighbourRoom}, the share of its own class, before and after training (first seed, ${thousands(results.shown!.labels.length)} images)`,
    columns: ["network", "epoch", ...layerNames],
    align: ["left", "right", ...layerNames.map(() => "right" as const)],
    rows: rows.flatMap((row) =>
      [0, last].map((epoch) => [
        networkNamed(results, row)?.title ?? row,
        epoch,
        ...layerNames.map((layer) => {
          const own = pictures.find(
            (at) => at.row === row && at.layer === layer && at.epoch === epoch,
          );
          return own ? percent(own.sameClass) : "–";
        }),
      ]),
    ),
  };
}

function lastEpochOf({ pictures }: LatentResults): number {
  return Math.max(...pictures.map(({ epoch }) => epoch));
}
