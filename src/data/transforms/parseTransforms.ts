import { UsageError } from "../../core/errors.ts";
import type { Setting } from "../../core/settings.ts";
import { resolveSteps, transformNamed } from "./resolveSteps.ts";
import type { TransformStep } from "./step.ts";

/**
 * The steps of a text such as `crop:4,flip,affine:degrees=15:scale=0.9..1.1`: transforms with commas between them, each
 * followed by its options, all of which the steps have. No text, or `none`, is no steps.
 *
 * @throws {UsageError} when a transform or an option does not exist, or a value is not what it needs
 */
export function parseTransforms(text: string): readonly TransformStep[] {
  return ["", "none"].includes(text.trim()) ? [] : completed(text.split(",").map(parseStep));
}

/**
 * The shortest text that gives the same steps.
 *
 * @throws {UsageError} when a transform or an option does not exist, or a value is not what it needs
 */
export function showTransforms(steps: readonly TransformStep[]): string {
  return completed(steps).map(showStep).join(",");
}

function completed(steps: readonly TransformStep[]): TransformStep[] {
  const { single, mixing } = resolveSteps(steps);
  const all = mixing ? [...single, mixing] : single;
  return all.map(({ transform: { name }, options }) => ({ name, options }));
}

function parseStep(text: string): TransformStep {
  const [name = "", ...parts] = text.split(":").map((part) => part.trim());
  const { main } = transformNamed(name);
  const options = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    const [key, value] = splitOption(part, index === 0 ? main : undefined);
    if (value === undefined) {
      throw new UsageError(
        `Cannot set "${part}" of "${name}": it has no value, needs an option such as key=value`,
      );
    }
    if (options.has(key)) {
      throw new UsageError(`Cannot set "${key}" of "${name}": it is given twice, needs one value`);
    }
    options.set(key, value);
  }
  return { name, options: Object.fromEntries(options) };
}

/** Name and value of an option; a value alone is that of the main one. */
function splitOption(
  text: string,
  main: string | undefined,
): readonly [key: string, value: string | undefined] {
  const at = text.indexOf("=");
  if (at >= 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  return main === undefined ? [text, undefined] : [main, text];
}

function showStep({ name, options }: TransformStep): string {
  const { settings, main } = transformNamed(name);
  const changed = Object.entries(settings)
    .map(([key, setting]: [string, Setting<unknown>]) => ({
      key,
      value: showValue(options[key]),
      usual: setting.default,
    }))
    .filter(({ value, usual }) => value !== showValue(usual))
    .sort((a, b) => Number(b.key === main) - Number(a.key === main))
    .map(({ key, value }) => (key === main ? value : `${key}=${value}`));
  return [name, ...changed].join(":");
}

function showValue(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  const [low, high] = value;
  return low === high ? String(low) : `${low}..${high}`;
}
