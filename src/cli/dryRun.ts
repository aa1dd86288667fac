import type { Outcome } from "./command.ts";

/** What would have been done: the resolved configuration, a line a key. */
export function dryRun(configuration: Readonly<Record<string, unknown>>): Outcome {
  const lines = Object.entries(configuration).map(([key, value]) => `${key}: ${textOf(value)}`);
  return { json: configuration, text: lines.join("\n") };
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
