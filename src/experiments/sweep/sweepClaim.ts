import { z } from "zod";

/** What a source says of one point of a sweep, as a file has it. */
export const sweepClaim = z.strictObject({
  id: z.string().min(1),
  statement: z.string().min(1),
  /** Page or table of the source. */
  where: z.string().min(1),
  /** An accuracy or an error as the log has it, such as `test/accuracy`. */
  metric: z.string().regex(/^(train|validation|test)\/(accuracy|error\/.+)$/),
  /** The point: as many keys with their values as it takes to tell it from the others. */
  at: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  expected: z.union([
    z.strictObject({ near: z.number(), tolerance: z.number().min(0) }),
    z.strictObject({ above: z.number() }),
    z.strictObject({ below: z.number() }),
  ]),
  /** So many seeds it takes at least. */
  seeds: z.number().int().min(1).optional(),
  epoch: z.union([z.literal("last"), z.number().int().min(0)]).default("last"),
  caveat: z.string().default(""),
});

/** What a source says of one point of a sweep. */
export type SweepClaim = Readonly<z.input<typeof sweepClaim>>;
