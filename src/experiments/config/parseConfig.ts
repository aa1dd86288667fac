import { LineCounter, parseDocument } from "yaml";
import { UsageError } from "../../core/errors.ts";
import { messageOf } from "../../core/messageOf.ts";
import type { GivenSettings } from "../../core/settings.ts";

/**
 * The keys in the text of a YAML or JSON file. JSON is YAML too, and is read as such, which tells where its faults are.
 *
 * @param path - for messages, and to tell JSON by its ending
 * @throws {UsageError} when the text is neither, or no object, or has a key twice
 */
export function parseConfig(text: string, path: string): GivenSettings {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter, stringKeys: true });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) {
    const { line, col } = lineCounter.linePos(fault.pos[0]);
    const reason = reasons[fault.code] ?? `${fault.message}, needs YAML`;
    throw new UsageError(`Cannot read "${path}", line ${line}, column ${col}: ${reason}`);
  }
  if (path.endsWith(".json")) checkJson(text, path);
  return keysOf(contentOf(document, path), path);
}

/** What is wrong, where the parser would say it in words for programmers. */
const reasons: { readonly [code: string]: string } = {
  DUPLICATE_KEY: "the key stands there for the second time, needs one value for each",
  MULTIPLE_DOCS: "a second document begins, needs one",
  NON_STRING_KEY: "a key is no text, needs names as keys",
  TAG_RESOLVE_FAILED: "a tag makes it more than data, needs plain values",
};

/**
 * What a file says, as keys.
 *
 * @throws {UsageError} when it is no object of plain values
 */
export function keysOf(value: unknown, path: string): GivenSettings {
  if (isPlain(value)) return { ...value };
  throw new UsageError(`Cannot use "${path}": it holds ${kindOf(value)}, needs keys with values`);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object of a class" : `a ${typeof value}`;
}

/** Aliases are followed only here; so many that they would fill the memory are refused. */
function contentOf(document: ReturnType<typeof parseDocument>, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const reason = messageOf(error);
    throw new UsageError(`Cannot read "${path}": ${reason}, needs YAML`, { cause: error });
  }
}

function checkJson(text: string, path: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `Cannot read "${path}": it is YAML but not JSON, needs quotes around names and texts, no comments and no comma at the end`,
      { cause: error },
    );
  }
}
