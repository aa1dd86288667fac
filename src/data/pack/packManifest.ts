import { z } from "zod";
import type { Split } from "../listings/imageListing.ts";
import { fits } from "./packSettings.ts";

/** The parts that images are divided into, in the order in which they lie in a packed file. */
export const splitNames = ["train", "validation", "test"] as const satisfies readonly Split[];

/** A whole number from 0. */
const count = z.number().int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const concept = z.object({
  name: z.string().min(1),
  values: z.array(z.string()),
  ofClass: z.array(count).optional(),
});

/** How many images of a split were listed, and how many of them could be read. */
const splitCounts = z.object({ listed: count, count });

/** What a packed file says about itself, as JSON under the name `manifest` of its metadata. */
export const packManifest = z.object({
  format: z.literal("learnscope packed images"),
  version: z.literal(1),
  /** Becomes the name of a folder where pictures of the data set are written. */
  name: z.string().regex(/^[^./\\\0][^/\\\0]*$/, "it is no name of a file"),
  title: z.string().min(1),
  note: z.string(),
  classes: z.array(z.string()).min(1),
  concepts: z.array(concept),
  /** The name of the folder that the images came from. */
  folder: z.string(),
  size: z.number().int().min(1),
  channels: z.union([z.literal(1), z.literal(3)]),
  fit: z.enum(fits),
  kernel: z.string(),
  decoder: z.string(),
  /** SHA-256 of what was listed: paths, sizes, labels and concepts. */
  source: sha256,
  splits: z.partialRecord(z.enum(splitNames), splitCounts),
  skipped: z.object({
    count,
    /** The first of them. */
    first: z.array(z.object({ path: z.string(), reason: z.string() })),
  }),
  /** SHA-256 of each tensor's bytes, by its name. */
  tensors: z.record(z.string(), sha256),
});

/** What a packed file says about itself. */
export type PackManifest = z.infer<typeof packManifest>;

/** How many of the images that could not be read are named in the file. */
export const mostSkippedNamed = 50;
