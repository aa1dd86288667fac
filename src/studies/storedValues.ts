import { z } from "zod";
import type { Estimate } from "../core/statistics.ts";

/**
 * A number of a file; JSON has no NaN and no infinity, and holds null for them.
 *
 * @source own design
 */
export const storedNumber = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

/** A whole number from 0. */
export const count = z.number().int().min(0);

/** An `Estimate` of a file. */
export const estimate: z.ZodType<Estimate> = z.object({
  mean: storedNumber,
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: count,
  values: z.array(storedNumber).min(1),
});
