import { z } from "zod";
import type { filterQuantities } from "../../probes/filters/compareFilters.ts";
import { count, estimate, storedNumber } from "../storedValues.ts";
import { tableIds } from "./cells.ts";
import { pairKinds } from "./compare/compareCnns.ts";
import type { SequenceResults } from "./results.ts";

const answers = z.object({
  byPair: z.array(
    z.object({ first: count, second: count, count, share: z.number().min(0).max(1) }),
  ),
  byDistance: z.array(z.object({ distance: z.number(), share: estimate })),
  errors: z.array(z.object({ error: z.number(), share: z.number().min(0).max(1) })),
});

const row = z.object({
  row: z.string(),
  group: z.enum(["table", "lstm", "model-2"]),
  heading: z.string(),
  title: z.string(),
  network: z.string(),
  told: z.enum(["", "one-hot", "soft", "logits", "value", "true"]),
  pairing: z.enum(["reversed", "random", "digits"]),
  learningRate: z.number(),
  epochs: count,
  accuracy: estimate,
  history: z.array(z.object({ seed: count, epoch: count, accuracy: storedNumber })),
  answers: answers.nullable(),
});

const name = {
  model: z.union([z.literal(1), z.literal(2)]),
  place: z.union([z.literal(1), z.literal(2)]),
  seed: count,
};

const readout = z.object({ share: storedNumber, low: storedNumber, high: storedNumber });

const cnn = z.object({
  ...name,
  filterShape: z.array(count).length(4),
  epochs: z
    .array(
      z.object({
        epoch: count,
        filters: z.array(z.number()),
        outputs: readout,
        maps: readout.nullable(),
      }),
    )
    .min(1),
  answers: z.array(count).length(100),
});

const comparison = z.object({
  "nearest distance": z.number().nullable(),
  "matched distance": z.number().nullable(),
  "nearest scale-free distance": z.number().nullable(),
  "matched scale-free distance": z.number().nullable(),
  "nearest cosine": z.number().nullable(),
  "matched cosine": z.number().nullable(),
} satisfies Record<(typeof filterQuantities)[number], z.ZodType>);

const pair = z.object({
  kind: z.enum(pairKinds),
  a: z.object(name),
  b: z.object(name),
  there: comparison,
  back: comparison,
  cka: z.number().nullable(),
});

/**
 * What the study's results look like in a file.
 *
 * @source own design
 */
export const sequenceResultsSchema: z.ZodType<SequenceResults> = z.object({
  rows: z.array(row).refine((rows) => tableIds.every((id) => rows.some((own) => own.row === id))),
  cnns: z.array(cnn).min(1),
  pairs: z.array(pair),
  digitShare: storedNumber,
  examples: z.array(
    z.object({
      firstPixels: z.array(z.number().min(0).max(255)),
      secondPixels: z.array(z.number().min(0).max(255)),
      height: count,
      width: count,
      first: count,
      second: count,
      third: z.number(),
      answer: z.number(),
    }),
  ),
});
