import { latent } from "./latent/latent.ts";
import { sequence } from "./sequence/sequence.ts";
import type { CommonSettings, Study } from "./study.ts";
import { translation } from "./translation/translation.ts";

/**
 * All studies by what they are asked for by.
 *
 * @source the studies' own files
 */
export const studies: Readonly<Record<string, Study<CommonSettings, unknown, unknown>>> = {
  translation,
  sequence,
  latent,
};
