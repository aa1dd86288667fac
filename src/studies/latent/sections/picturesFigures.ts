import { Buffer } from "node:buffer";
import type { Figure, FigureText } from "../../../figures/figure.ts";
import { pixelImageOf } from "../../../figures/pixelImageOf.ts";
import { someEpochs } from "../../../figures/probes/someEpochs.ts";
import { someOf } from "../../../figures/probes/someOf.ts";
import type { Scatter, ScatterPicture } from "../../../figures/scatter/scatter.ts";
import { scatterFigure } from "../../../figures/scatter/scatterFigure.ts";
import { scatterView } from "../../../figures/scatter/scatterView.ts";
import { percent } from "../../../figures/text.ts";
import { thousands } from "../../words.ts";
import { networkNamed } from "../compare/networkNamed.ts";
import { layerNames } from "../layers.ts";
import type { LayerPicture, ShownImages } from "../measure/measured.ts";
import type { LatentResults, NetworkPicture } from "../results.ts";
import type { SectionOptions } from "./sectionOptions.ts";

/** In which room neighbours are looked for; see `LayerPicture`. */
export const neighbourRoom = "along the first 50 principal directions of a layer's outputs";

const methods = { tsne: "t-SNE", umap: "UMAP" } as const;
const methodTexts = {
  tsne: "t-SNE, perplexity 30",
  umap: "UMAP, 15 neighbours",
} as const;

/** What is drawn on paper, and a page holds three times: of more images or layers symbols could not be told apart. */
const most = { layers: 4, epochs: 3, images: 300 } as const;

/**
 * Some layers and epochs of the first network by t-SNE, and by UMAP; below the former all pictures, to be looked through.
 *
 * @source Dai & Jin'no, abstract: t-SNE of the layers' outputs; UMAP and the epochs are ours
 */
export async function picturesFigures(
  results: LatentResults,
  shown: ShownImages,
  options: SectionOptions,
): Promise<Figure[]> {
  const scatter = scatterOf(results, shown, options);
  const tsne = await stillFigure("tsne", results, { scatter, options });
  const view = await scatterView(scatter, {
    id: `${tsne.id}-view`,
    title: "All networks, layers, methods and epochs: point at an image to see it",
  });
  return [{ ...tsne, view }, await stillFigure("umap", results, { scatter, options })];
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
    choices: { network: titleOf(results, row), layer, method: methods[method] },
    epoch,
    positions,
    note: `Of an image's ten nearest ${neighbourRoom} ${percent(sameClass)} are of its class, and ${percent(neighboursKept)} are among its ten nearest in the picture.`,
  };
}

interface StillParts {
  readonly scatter: Scatter;
  readonly options: SectionOptions;
}

function stillFigure(
  method: LayerPicture["method"],
  results: LatentResults,
  { scatter, options }: StillParts,
): Promise<Figure> {
  const { row } = results.pictures[0]!;
  const own = results.pictures.filter((at) => at.row === row && at.method === method);
  const layers = someOf(
    layerNames.filter((layer) => own.some((at) => at.layer === layer)),
    most.layers,
  );
  const epochs = someEpochs(
    own.map(({ epoch }) => epoch),
    most.epochs,
  );
  const still: Scatter = {
    ...scatter,
    labels: Array.from(scatter.labels).slice(0, most.images),
    images: scatter.images.slice(0, most.images),
    // What all of them share stands in the title, and not in every row of the data.
    pictures: own
      .filter(({ layer, epoch }) => layers.includes(layer) && epochs.includes(epoch))
      .map(({ layer, epoch, positions }) => ({
        choices: { layer },
        epoch,
        positions: positions.slice(0, 2 * most.images),
      })),
  };
  const text = pictureText(own, titleOf(results, row), options);
  return scatterFigure(still, { ...text, still: { rows: "epoch", columns: "layer" } });
}

/** The words of one network's pictures by one method. */
function pictureText(
  own: readonly NetworkPicture[],
  network: string,
  { data }: SectionOptions,
): FigureText {
  const { method, positions } = own[0]!;
  const images = positions.length / 2;
  const least = own.reduce((less, at) => (at.neighboursKept < less.neighboursKept ? at : less));
  const deepest = layerNames.findLast((layer) => own.some((at) => at.layer === layer))!;
  const shares = own.filter(({ layer }) => layer === deepest);
  const said = [...new Set([shares[0]!, shares.at(-1)!])].map(
    ({ sameClass, epoch }) => `${percent(sameClass)} at epoch ${epoch}`,
  );
  const isPart = images > most.images;
  const first = isPart ? ` Drawn are the first ${most.images} images.` : "";
  const where = method === "tsne" ? "below" : `below the pictures by ${methods.tsne}`;
  return {
    id: `pictures-${method}`,
    title: `${methods[method]} of ${network}: in ${deepest}, neighbours of the same class are ${said.join(", ")}`,
    caption: `Each point is a test image, its colour and symbol its class; a row an epoch, a column a layer.${first} Each picture begins from that of the kept epoch before and is drawn at its own scale. Of an image's ten nearest neighbours ${neighbourRoom} at least ${percent(least.neighboursKept)} are among the ten nearest in its picture (${least.layer}, epoch ${least.epoch}); what else pictures show of nearness is the method's. All layers and epochs can be looked through ${where}, where the image that is pointed at is shown with the name of its class.`,
    subtitle: `${data}, ${methodTexts[method]}, first ${thousands(images)} test images${isPart ? `, ${most.images} drawn` : ""}, first seed`,
  };
}

function titleOf(results: LatentResults, row: string): string {
  return networkNamed(results, row)?.title ?? row;
}
