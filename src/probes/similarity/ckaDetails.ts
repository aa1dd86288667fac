import { z } from "zod";

/**
 * Similarities of everything with everything, null where there is none.
 *
 * Shape: values [names, names]
 * Units: none; at most 1
 * @source own design
 */
const similarities = z.object({
  names: z.array(z.string()),
  values: z.array(z.array(z.number().nullable())),
});

/** What `cka` keeps besides its readings, of a checkpoint: layer × layer. */
export const ckaDetails = z.object({ layers: similarities });

/** What `cka` says of all checkpoints together. */
export const ckaOverview = z.object({
  /** Of each run and layer, its epochs. */
  epochs: z.array(similarities.extend({ run: z.string(), layer: z.string() })),
  /** Of each layer, the runs, at the last epoch that all have; nothing where there is one run, or no such epoch. */
  runs: z
    .object({ epoch: z.number(), layers: z.array(similarities.extend({ layer: z.string() })) })
    .optional(),
});

/** `ckaDetails` as it is written. */
export type CkaDetails = z.infer<typeof ckaDetails>;

/** `ckaOverview` as it is written. */
export type CkaOverview = z.infer<typeof ckaOverview>;
