import { z } from "zod";
import { showShape } from "../../core/shape.ts";
import type { Measurement } from "../../probing/measurement.ts";
import type { ProbeView } from "../../probing/view.ts";
import type { CamScene } from "./camMethod.ts";
import type { CamOptions } from "./camOptions.ts";

/** Of so many images the maps are kept to be drawn. */
const mostDrawn = 8;

const drawnDetails = z.object({
  layer: z.string(),
  /** Positions of a map. */
  positions: z.tuple([z.number(), z.number()]),
  images: z.array(
    z.object({
      /** Place in its part of the data. */
      index: z.number(),
      label: z.number(),
      answer: z.number(),
      explained: z.number(),
      /** Of the explained class. */
      probability: z.number(),
    }),
  ),
  /** Channels, height and width of an image. */
  shape: z.tuple([z.number(), z.number(), z.number()]),
});

/** What is kept of the first images: what they are, what the network took them for, and where it looked. */
export interface DrawnCams extends z.infer<typeof drawnDetails> {
  /** Shape: [N, C, H, W] */
  readonly pixels: Uint8Array;
  /** As fractions. Shape: [N, h, w] */
  readonly maps: Float32Array;
}

interface Mapped {
  readonly maps: readonly Float32Array[];
  readonly answers: Int32Array;
  readonly probabilities: readonly Float32Array[];
}

/**
 * What a measurement keeps of the first images.
 *
 * @source own design
 */
export function keepDrawn<Options extends CamOptions>(
  { examples }: ProbeView<Options>,
  { layer, positions, explained, imageAt }: CamScene,
  { maps, answers, probabilities }: Mapped,
): Required<Pick<Measurement, "details" | "arrays">> {
  const places = [...maps.keys()].slice(0, mostDrawn);
  const { channels, height, width, indices, labels } = examples;
  const details: z.infer<typeof drawnDetails> = {
    layer: `${layer.name} ${showShape(layer.shape)}`,
    positions: [...positions],
    shape: [channels, height, width],
    images: places.map((place) => ({
      index: indices[place]!,
      label: labels[place]!,
      answer: answers[place]!,
      explained: explained[place]!,
      probability: probabilities[place]![explained[place]!]!,
    })),
  };
  const pixels = places.flatMap((place) => [...imageAt(place)]);
  const values = places.flatMap((place) => [...maps[place]!]);
  const count = places.length;
  return {
    details,
    arrays: {
      images: {
        dtype: "u8",
        shape: [count, channels, height, width],
        data: Uint8Array.from(pixels),
      },
      maps: { dtype: "f32", shape: [count, ...positions], data: Float32Array.from(values) },
    },
  };
}

/** What a measurement kept; nothing where it found nothing. */
export function drawnOf({ details, arrays }: Measurement): DrawnCams | undefined {
  if (details === undefined || !arrays?.images || !arrays.maps) return undefined;
  return {
    ...drawnDetails.parse(details),
    pixels: Uint8Array.from(arrays.images.data),
    maps: Float32Array.from(arrays.maps.data),
  };
}
