/**
 * JSON that is the same text for the same value: keys sorted by code unit, no white space, `-0` as `0`. Properties that
 * are `undefined` are left out; whatever else JSON cannot hold is refused, where `JSON.stringify` would write something
 * different or nothing.
 *
 * @throws {TypeError} when a value is not JSON, such as NaN, a function, or a Map
 * @source RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: unknown): string {
  return textOf(value, "value");
}

/** `path` is where the value stands, for messages. */
function textOf(value: unknown, path: string): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) {
    const items = Array.from(value, (item: unknown, index) => textOf(item, `${path}[${index}]`));
    return `[${items.join(",")}]`;
  }
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${textOf(value[key], `${path}.${key}`)}`);
    return `{${members.join(",")}}`;
  }
  throw new TypeError(
    `Cannot write canonical JSON: ${path} is ${nameOf(value)}, needs a finite number, text, boolean, null, array or plain object`,
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function nameOf(value: unknown): string {
  if (typeof value === "object" && value !== null) return `a ${value.constructor.name}`;
  return typeof value === "function" || typeof value === "symbol"
    ? `a ${typeof value}`
    : String(value);
}
