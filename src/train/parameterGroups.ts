import { UsageError } from "../core/errors.ts";
import { sizeOf } from "../core/shape.ts";
import type { Update } from "../graph/graph.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { affine } from "../ops/affine.ts";
import { concat } from "../ops/concat.ts";
import { state } from "../ops/leaves.ts";
import { slice } from "../ops/pad.ts";
import type { OptimiserInputs, ParameterPlace } from "./optimiser.ts";

/** Which parameters an optimiser treats differently from the others. */
export interface GroupOptions {
  /** Whether weight decay also pulls at biases and at what norm layers learn; by default it does, as in PyTorch. */
  readonly decayBiasAndNorm?: boolean;
  /** Learning rates of their own: of several that fit a parameter's name, the first counts. */
  readonly rateFactors?: readonly RateFactor[];
}

/** What the learning rate is multiplied with for certain parameters; 0 leaves them as they are. */
export interface RateFactor {
  readonly names: RegExp;
  readonly factor: number;
}

/** A stretch of the parameter vector that is treated alike. */
export interface ParameterGroup {
  readonly offset: number;
  readonly length: number;
  readonly decays: boolean;
  readonly rateFactor: number;
}

/** A group's parts of the vectors. */
export interface GroupInputs {
  readonly parameters: Value;
  readonly gradient: Value;
  /** Shape: [] */
  readonly learningRate: Value;
  /** Lets a vector be kept from step to step, beginning as zeros: `next` tells its new value, which is returned. */
  keep(name: string, next: (last: Value) => Value): Value;
}

/**
 * How each parameter is treated by itself. Biases and the parameters of norm layers are those that are no matrices.
 *
 * @throws {UsageError} when a factor is negative or a pattern fits no parameter
 */
export function singleGroups(
  places: readonly ParameterPlace[],
  { decayBiasAndNorm = true, rateFactors = [] }: GroupOptions,
): ParameterGroup[] {
  for (const { names, factor } of rateFactors) checkFactor(names, { factor, places });
  return places.map(({ name, shape, offset }) => ({
    offset,
    length: sizeOf(shape),
    decays: decayBiasAndNorm || shape.length > 1,
    rateFactor: rateFactors.find(({ names }) => names.test(name))?.factor ?? 1,
  }));
}

/**
 * The parameters in as few stretches as can be.
 *
 * @throws {UsageError} as `singleGroups` does
 */
export function groupsOf(
  places: readonly ParameterPlace[],
  options: GroupOptions,
): ParameterGroup[] {
  const groups: ParameterGroup[] = [];
  for (const own of singleGroups(places, options)) {
    const last = groups.at(-1);
    if (last?.decays === own.decays && last.rateFactor === own.rateFactor) {
      groups[groups.length - 1] = { ...last, length: last.length + own.length };
    } else {
      groups.push(own);
    }
  }
  return groups;
}

/**
 * Applies a rule, which gives new parameters and keeps the same vectors in every group, to each group by itself, and puts
 * parameters and vectors together again. Each part is made where it stands, so groups cost calls and no copies.
 */
export function updateByGroup(
  { parameters, gradient, learningRate }: OptimiserInputs,
  groups: readonly ParameterGroup[],
  rule: (inputs: GroupInputs, group: ParameterGroup) => Value,
): Update[] {
  const kept = new Map<string, { readonly vector: Value; readonly parts: Value[] }>();
  const moved = groups.map((group) => {
    const { offset, length, rateFactor } = group;
    const part = (vector: Value) => slice(vector, [offset], [length]);
    const inputs: GroupInputs = {
      parameters: part(parameters),
      gradient: part(gradient),
      learningRate: rateFactor === 1 ? learningRate : affine(learningRate, rateFactor),
      keep(name, next) {
        const own = kept.get(name) ?? { vector: state(name, shapeOf(parameters)), parts: [] };
        kept.set(name, own);
        const value = next(part(own.vector));
        own.parts.push(value);
        return value;
      },
    };
    return rule(inputs, group);
  });
  const vectors = [...kept.values()];
  return [
    { state: parameters, value: concat(moved) },
    ...vectors.map(({ vector, parts }) => ({ state: vector, value: concat(parts) })),
  ];
}

function checkFactor(
  names: RegExp,
  { factor, places }: { readonly factor: number; readonly places: readonly ParameterPlace[] },
): void {
  if (!(factor >= 0 && factor < Number.POSITIVE_INFINITY)) {
    throw new UsageError(
      `Cannot scale the learning rate of ${names}: the factor is ${factor}, needs a number >= 0`,
    );
  }
  if (!places.some(({ name }) => names.test(name))) {
    throw new UsageError(
      `Cannot scale the learning rate of ${names}: no parameter has such a name, needs one such as "${places[0]?.name}"`,
    );
  }
}
