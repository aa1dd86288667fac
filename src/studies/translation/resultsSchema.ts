import { z } from "zod";
import { count, estimate, storedNumber } from "../storedValues.ts";
import { tableRows } from "./cells.ts";
import type { TranslationResults } from "./results.ts";

const shift = { dx: z.number(), dy: z.number() };
const atShift = z.object({ ...shift, share: estimate });

const row = z.object({
  row: z.string(),
  group: z.enum(["table", "biased", "longer", "random-shifts", "pooling", "circular"]),
  title: z.string(),
  network: z.string(),
  epochs: count,
  seeds: z.array(count).min(1),
  plain: estimate,
  shifted: estimate,
  counts: z
    .array(
      z.object({
        seed: count,
        plainRight: count,
        plainCount: count,
        shiftedRight: count,
        shiftedCount: count,
      }),
    )
    .min(1),
  accuracy: z.array(atShift).min(1),
  classAccuracy: z.array(atShift.extend({ label: count })).min(1),
  unchanged: z.array(atShift).min(1),
  answers: z.array(z.object({ answer: count, label: count, dx: z.number(), share: estimate })),
  layers: z.array(z.object({ layer: z.string(), dx: z.number(), error: estimate })),
  history: z.array(z.object({ seed: count, epoch: count, accuracy: storedNumber })),
});

const example = z.object({
  index: count,
  label: count,
  width: count,
  height: count,
  pixels: z.array(z.number().min(0).max(255)),
  answers: z.array(count),
});

/** Rows without which there is no answer. */
const needed = [...tableRows.map(({ id }) => id), "biased"];

/**
 * What the study's results look like in a file.
 *
 * @source own design
 */
export const translationResultsSchema: z.ZodType<TranslationResults> = z.object({
  shifts: z.array(z.object(shift)).min(1),
  mode: z.enum(["zero", "circular"]),
  rows: z.array(row).refine((rows) => needed.every((name) => rows.some((own) => own.row === name))),
  examples: z.array(example),
});
