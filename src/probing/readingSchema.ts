import { z } from "zod";

/** A reading as a probe has to give it, and as files have it. */
export const readingSchema = z.object({
  quantity: z.string().min(1),
  layer: z.string().optional(),
  of: z.string().optional(),
  value: z.number().nullable(),
  reason: z.string().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  chance: z.tuple([z.number(), z.number()]).optional(),
});
