import type { CastAttrs } from "../../../ops/cast.ts";
import type { Lower } from "./lower.ts";

/**
 * No step: rounding and widening are part of the reorder into the layout that a reader asks for, which `Lowering` makes
 * from wherever x lies. A weight goes from its place in the parameter vector into bf16 blocks in one pass.
 */
export const lowerCast: Lower<CastAttrs> = () => true;
