/** What a pickle can hold here. Tuples are lists; keys of dictionaries are text, whatever Python had. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleValue[]
  | PickledDict
  | PickledArray
  | PickledDtype
  | PickledName;

/** A dictionary of Python. */
export type PickledDict = Map<string, PickleValue>;

/** An array of numpy, whose elements have not been read yet. */
export interface PickledArray {
  readonly kind: "array";
  shape: readonly number[];
  /** The element type as numpy writes it, with its byte order: "|u1", "<i8". */
  dtype: string;
  /** Row by row. */
  data: Uint8Array;
}

/** An element type of numpy. */
export interface PickledDtype {
  readonly kind: "dtype";
  /** Kind and size in bytes: "u1". */
  readonly code: string;
  /** "|" where there is none, "<" or ">". */
  order: string;
}

/** Something of Python's or numpy's that was called by its name, and may be called. */
export interface PickledName {
  readonly kind: "name";
  readonly name: string;
}

/** Whether a value is an array of numpy. */
export function isArray(value: PickleValue | undefined): value is PickledArray {
  return isObject(value) && value.kind === "array";
}

/** Whether a value is an element type of numpy. */
export function isDtype(value: PickleValue | undefined): value is PickledDtype {
  return isObject(value) && value.kind === "dtype";
}

/** Whether a value is a name that may be called. */
export function isName(value: PickleValue | undefined): value is PickledName {
  return isObject(value) && value.kind === "name";
}

function isObject(
  value: PickleValue | undefined,
): value is PickledArray | PickledDtype | PickledName {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** More than any name has. Longer bytes are no text: a file could have one text copied for each few bytes of its own. */
const longestText = 1000;

/** The text of a value; Python 2 has no other text than bytes. */
export function textOf(value: PickleValue | undefined): string | undefined {
  if (value instanceof Uint8Array) {
    return value.length > longestText ? undefined : Buffer.from(value).toString("latin1");
  }
  return typeof value === "string" ? value : undefined;
}
