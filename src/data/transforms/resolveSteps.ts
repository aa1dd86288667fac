import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { needs } from "../../core/suggest.ts";
import type { BatchTransform } from "./batchTransform.ts";
import { transforms } from "./index.ts";
import type { TransformStep } from "./step.ts";
import type { ImageTransform } from "./transform.ts";

/** Steps as they can be run: first those of single images, then one of whole batches, if there is any. */
export interface ResolvedSteps {
  readonly single: readonly ResolvedStep<ImageTransform>[];
  readonly mixing: ResolvedStep<BatchTransform> | undefined;
}

/** A transform with all of its options. */
export interface ResolvedStep<Transform extends ImageTransform | BatchTransform> {
  readonly transform: Transform;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * The transforms that steps name, and their options, those left out as they are by default.
 *
 * @throws {UsageError} when a transform or an option does not exist, a value is not what it needs, or anything follows a
 *   transform of whole batches
 */
export function resolveSteps(steps: readonly TransformStep[]): ResolvedSteps {
  const resolved = steps.map(resolveStep);
  const mixingAt = resolved.findIndex(isMixing);
  const after = resolved[mixingAt + 1];
  const mixing = resolved[mixingAt];
  if (mixing && after) {
    throw new UsageError(
      `Cannot apply "${after.transform.name}" after "${mixing.transform.name}": that mixes whole batches, needs to come last`,
    );
  }
  return {
    single: resolved.filter((step) => !isMixing(step)) as ResolvedStep<ImageTransform>[],
    mixing: resolved.find(isMixing),
  };
}

/**
 * The transform of a name.
 *
 * @throws {UsageError} when there is none
 */
export function transformNamed(name: string): ImageTransform | BatchTransform {
  const transform = transforms.find((candidate) => candidate.name === name);
  if (transform) return transform;
  const names = transforms.map((candidate) => candidate.name);
  throw new UsageError(`Cannot apply "${name}": there is no such transform, ${needs(name, names)}`);
}

type AnyStep = ResolvedStep<ImageTransform | BatchTransform>;

function resolveStep({ name, options }: TransformStep): AnyStep {
  const transform = transformNamed(name);
  const resolved: object = resolveSettings(name, transform.settings, { given: options });
  return { transform, options: { ...resolved } };
}

function isMixing(step: AnyStep): step is ResolvedStep<BatchTransform> {
  return "prepareBatch" in step.transform;
}
