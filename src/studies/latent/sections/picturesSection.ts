import { Buffer } from "node:buffer";
import type { Figure } from "../../../figures/figure.ts";
import { pixelImageOf } from "../../../figures/pixelImageOf.ts";
import { someEpochs } from "../../../figures/probes/someEpochs.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import type { Scatter, ScatterPicture } from "../../../figures/scatter/scatter.ts";
import {
  type ScatterFigureOptions,
  scatterFigure,
} from "../../../figures/scatter/scatterFigure.ts";
import { percent } from "../../../figures/text.ts";
import { thousands } from "../../words.ts";
import { networkNamed } from "../compare/networkNamed.ts";
import { layerNames } from "../layers.ts";
import type { LayerPicture, ShownImages } from "../measure/measured.ts";
import type { LatentResults, NetworkPicture } from "../results.ts";
import { shortName } from "../words/byNetwork.ts";
import type { SectionOptions } from "./sectionOptions.ts";

const methods = { tsne: "t-SNE", umap: "UMAP" } as const;
const methodTexts = {
  tsne: "t-SNE, perplexity 30",
  umap: "UMAP, 15 neighbours",
} as const;

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
  const scatter = scatterOf(results, shown, options);
  const images = thousands(shown.labels.length);
  return [
    {
      id: "pictures",
      title: "What it looks like: t-SNE and UMAP of every layer",
      paragraphs: [
        `Every picture shows the same ${images} test images, at the places to which t-SNE or UMAP brings the outputs of a layer, in the networks of the first seed. Each picture of a layer begins from that of the epoch before, the first from the first two principal components, and is turned onto it: so an image can be followed. Directions, distances between groups and their sizes mean nothing; how spread a layer's outputs are cannot be read off such pictures, which fill their frame whatever is in them.`,
        sameClassSentence(results),
      ],
      tables: [sameClassTable(results)],
      figures: [
        await withView(pictureText("tsne", results, options), scatter),
        await stillFigure(pictureText("umap", results, options), scatter),
      ],
    },
  ];
}

/** All pictures, in the order in which they are offered. */
function scatterOf(
  results: LatentResults,
  shown: ShownImages,
  { classes }: SectionOptions,
): Scatter {
  const { channels, height, width, labels, pixels } = shown;
  const bytes = new Uint8Array(Buffer.from(pixels, "base64"));
  const size = channels * height * width;
  return {
    classes,
    labels,
    images: labels.map((_, at) =>
      pixelImageOf(bytes.subarray(at * size, (at + 1) * size), { channels, height, width }),
    ),
    pictures: results.pictures.map((picture) => scatterPicture(results, picture)),
  };
}

function scatterPicture(results: LatentResults, picture: NetworkPicture): ScatterPicture {
  const { row, layer, method, epoch, positions, neighboursKept, sameClass } = picture;
  return {
    choices: {
      network: networkNamed(results, row)?.title ?? row,
      layer,
      method: methods[method],
    },
    epoch,
    positions,
    note: `Of an image's ten nearest in the layer ${percent(sameClass)} are of its class, and ${percent(neighboursKept)} are among its ten nearest in the picture.`,
  };
}

function pictureText(
  method: LayerPicture["method"],
  results: LatentResults,
  { data }: SectionOptions,
): ScatterFigureOptions {
  const { row } = results.pictures[0]!;
  const network = networkNamed(results, row)?.title ?? row;
  const kept = results.pictures.filter((own) => own.row === row && own.method === method);
  const least = kept.reduce((less, own) => (own.neighboursKept < less.neighboursKept ? own : less));
  const deepest = layerNames.findLast((layer) => kept.some((own) => own.layer === layer))!;
  const shares = kept.filter(({ layer }) => layer === deepest);
  const said = [...new Set([shares[0]!, shares.at(-1)!])].map(
    ({ sameClass, epoch }) => `${percent(sameClass)} at epoch ${epoch}`,
  );
  return {
    id: `pictures-${method}`,
    title: `${methods[method]} of ${network}: in ${deepest}, neighbours of the same class are ${said.join(", ")}`,
    caption: `Each point is a test image, its colour and symbol its class; a row an epoch, a column a layer. Each picture begins from that of the kept epoch before and is drawn at its own scale. Of an image's ten nearest neighbours in a layer at least ${percent(least.neighboursKept)} are among the ten nearest in the picture (${least.layer}, epoch ${least.epoch}); what else pictures show of nearness is the method's.`,
    subtitle: `${data}, ${methodTexts[method]}, first ${thousands(results.shown!.labels.length)} test images, first seed`,
    viewTitle: "All networks, layers, methods and epochs: point at an image to see it",
    still: { rows: "epoch", columns: "layer", where: { network, method: methods[method] } },
  };
}

/** On paper some epochs are enough: what is drawn can be downloaded too, and a page holds it three times. */
async function stillFigure(text: ScatterFigureOptions, scatter: Scatter): Promise<Figure> {
  const { network, method } = text.still.where!;
  const own = scatter.pictures.filter(
    ({ choices }) => choices.network === network && choices.method === method,
  );
  const epochs = someEpochs(
    own.map(({ epoch }) => epoch),
    mostEpochs,
  );
  // What all of them share stands in the title, and not in every row of the data.
  const pictures = own
    .filter(({ epoch }) => epochs.includes(epoch))
    .map((picture) => ({ ...picture, choices: { layer: picture.choices.layer! } }));
  const { view: _, ...still } = await scatterFigure(
    { ...scatter, pictures },
    { ...text, still: { rows: "epoch", columns: "layer" } },
  );
  return still;
}

const mostEpochs = 3;

/** The same, with all pictures to be looked through: once is enough. */
async function withView(text: ScatterFigureOptions, scatter: Scatter): Promise<Figure> {
  return { ...(await scatterFigure(scatter, text)), ...(await stillFigure(text, scatter)) };
}

function sameClassSentence(results: LatentResults): string {
  const { row } = results.pictures[0]!;
  const said = layerNames.flatMap((layer) => {
    const last = results.pictures.findLast((own) => own.row === row && own.layer === layer);
    return last ? [`${percent(last.sameClass)} in ${layer}`] : [];
  });
  const network = networkNamed(results, row);
  return `Of the ten nearest neighbours of an image in the layer itself, not in the picture, so many are of its class at the end: ${said.join(", ")} (${network ? shortName(network) : row}).`;
}

/** Of the ten nearest in the layer itself: the same whatever the method. */
function sameClassTable(results: LatentResults): ReportTable {
  const { pictures } = results;
  const last = Math.max(...pictures.map(({ epoch }) => epoch));
  const rows = [...new Set(pictures.map(({ row }) => row))];
  return {
    caption: `Of an image's ten nearest neighbours in a layer, the share of its own class, before and after training (first seed, ${thousands(results.shown!.labels.length)} images)`,
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
