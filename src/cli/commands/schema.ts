import { UsageError } from "../../core/errors.ts";
import { needs } from "../../core/suggest.ts";
import { sweepJsonSchema } from "../../experiments/config/sweepJsonSchema.ts";
import { trainJsonSchema } from "../../experiments/config/trainJsonSchema.ts";
import type { Command } from "../command.ts";
import { noMore } from "../noMore.ts";

/** The kinds of files that there are schemas of. */
const schemas = { train: trainJsonSchema, sweep: sweepJsonSchema } as const;

/** Prints what a file of settings may hold, for editors. */
export const schema: Command = {
  keys: {},
  async run({ target, given }) {
    noMore("schema", Object.keys(given));
    const known = Object.keys(schemas);
    if (target === undefined) {
      throw new UsageError(`Cannot run "schema": no kind of file was named, ${needs("", known)}`);
    }
    const kind = known.find((own): own is keyof typeof schemas => own === target);
    if (kind === undefined) {
      throw new UsageError(
        `Cannot run "schema": there is no kind of file "${target}", ${needs(target, known)}`,
      );
    }
    const json = schemas[kind]();
    return { json, text: JSON.stringify(json, null, 2) };
  },
};
