import { luma } from "../../data/transforms/luma.ts";
import type { Figure } from "../../figures/figure.ts";
import type { PixelImage } from "../../figures/png.ts";
import { type CamRow, camImages } from "../../figures/probes/camImages.ts";
import { someOf } from "../../figures/probes/someOf.ts";
import type { ProbePoint } from "../../probing/measurement.ts";
import type { ProbeResult } from "../../probing/probe.ts";
import type { CamMethod } from "./camMethod.ts";
import type { CamOptions } from "./camOptions.ts";
import { type DrawnCams, drawnOf } from "./keepDrawn.ts";
import { mapInSize } from "./mapInSize.ts";

/** Of so many epochs there is room for the maps. */
const mostEpochs = 6;

/** What the figure is called, and what it shows. */
export interface CamMapsWords extends Pick<CamMethod<CamOptions>, "id" | "title" | "shows"> {
  /** Of one run. */
  readonly points: readonly ProbePoint[];
  /** What it is called, where there are others beside it. */
  readonly run: string;
}

interface DrawnPoint {
  readonly epoch: number;
  readonly drawn: DrawnCams;
}

/**
 * Over the images, the maps at the epochs at which there are any; nothing where there are none.
 *
 * @source own design
 */
export async function camMapsFigure<Options extends CamOptions>(
  { options, classes }: ProbeResult<Options>,
  { id, title, shows, points, run }: CamMapsWords,
): Promise<Figure | undefined> {
  const all = points.flatMap((point): DrawnPoint[] => {
    const drawn = drawnOf(point);
    return drawn ? [{ epoch: point.epoch, drawn }] : [];
  });
  const chosen = someOf(all, mostEpochs);
  const last = chosen.at(-1);
  if (!last) return undefined;
  const { images, layer } = last.drawn;
  const rows = images.map((_, place) => rowOf(place, chosen, classes));
  const name = layer.split(" ")[0];
  const what = options.of === "label" ? "the true class" : "the class it answers";
  const epochs = [...new Set([chosen[0]!.epoch, last.epoch])].join(" to ");
  return camImages(rows, {
    id,
    title: `${title}: where ${name} ${shows(what)}, epoch ${epochs}`,
    subtitle: `${run && `${run}; `}layer ${layer}, ${options.part} images; ✓ right answer, ✗ wrong, and the probability of ${what}`,
    caption: `The same images at each epoch, without their colours, under the map of ${title}: each from its lowest value, 0, where the image is dimmed, to its highest, 1, bright yellow. A map has ${last.drawn.positions.join(" × ")} positions, between which it is interpolated. ✓ and ✗ tell whether the network answered right, the percentage is its probability for ${what}. “zero” marks a map that is the same everywhere, which says nothing of where.`,
  });
}

function rowOf(place: number, points: readonly DrawnPoint[], classes: readonly string[]): CamRow {
  const { drawn } = points.at(-1)!;
  const { index, label } = drawn.images[place]!;
  const nameOf = (own: number) => classes[own] ?? String(own);
  return {
    label: nameOf(label),
    detail: `image ${index}`,
    ...picturesOf(drawn, place),
    maps: points.map(({ epoch, drawn: { images, maps, positions, shape } }) => {
      const { answer, explained, probability } = images[place]!;
      const size = positions[0] * positions[1];
      const own = maps.subarray(place * size, (place + 1) * size);
      return {
        epoch,
        map: mapInSize(own, positions, [shape[1], shape[2]]),
        answer: nameOf(answer),
        isRight: answer === label,
        explained: nameOf(explained),
        probability,
      };
    }),
  };
}

/** An image as it is, and as its brightness. Of more or fewer channels than three, their mean is taken for both. */
function picturesOf(
  { pixels, shape: [channels, height, width] }: DrawnCams,
  place: number,
): { readonly image: PixelImage; readonly grey: Uint8Array } {
  const plane = height * width;
  const start = place * channels * plane;
  const valuesAt = (at: number) =>
    Array.from({ length: channels }, (_, channel) => pixels[start + channel * plane + at]!);
  const all = Array.from({ length: plane }, (_, at) => valuesAt(at));
  const grey = Uint8Array.from(all, (values) => {
    const [red = 0, green = 0, blue = 0] = values;
    if (channels === 3) return luma(red, green, blue);
    return Math.round(values.reduce((sum, value) => sum + value, 0) / channels);
  });
  const image: PixelImage =
    channels === 3
      ? { pixels: Uint8Array.from(all.flat()), width, height, channels: 3 }
      : { pixels: grey, width, height };
  return { image, grey };
}
