import { isArray, isDtype, isName, type PickleValue, textOf } from "./pickleValue.ts";

/** What is needed where a call or a state is none of those that numpy writes. */
type Refuse = (what: string) => Error;

/** What a known name gives when it is called; nothing of Python's is run. */
type Call = (given: readonly PickleValue[], refuse: Refuse) => PickleValue;

/** Makes an empty array; its state comes later, by `build`. */
const reconstruct: Call = ([type], refuse) => {
  if (!isName(type) || type.name !== "numpy.ndarray") throw refuse("an array of another class");
  return { kind: "array", shape: [], dtype: "", data: new Uint8Array(0) };
};

/** An array as protocol 5 has it: (bytes, element type, shape, order). */
const fromBuffer: Call = ([data, dtype, shape, order], refuse) =>
  arrayOf({ data, dtype, shape, isColumns: textOf(order) !== "C" }, refuse);

const calls: Readonly<Record<string, Call | undefined>> = {
  "numpy.ndarray": (_, refuse) => {
    throw refuse("an array that is made in an unknown way");
  },
  "numpy.dtype": ([code], refuse) => {
    const text = textOf(code);
    if (text === undefined) throw refuse("an element type without a name");
    return { kind: "dtype", code: text, order: "|" };
  },
  "numpy.core.multiarray._reconstruct": reconstruct,
  "numpy._core.multiarray._reconstruct": reconstruct,
  "numpy.core.numeric._frombuffer": fromBuffer,
  "numpy._core.numeric._frombuffer": fromBuffer,
  // How Python 3 writes bytes for Python 2.
  "_codecs.encode": ([text, encoding], refuse) => {
    if (typeof text !== "string" || textOf(encoding) !== "latin1") {
      throw refuse("text in an unknown encoding");
    }
    return new Uint8Array(Buffer.from(text, "latin1"));
  },
  "__builtin__.bytes": () => new Uint8Array(0),
};

/** Whether a pickle may name this. */
export function isKnownName(name: string): boolean {
  return Object.hasOwn(calls, name);
}

/** What a call gives of the names that are known. */
export function callName(
  name: PickleValue | undefined,
  given: PickleValue | undefined,
  refuse: Refuse,
): PickleValue {
  const call = isName(name) ? calls[name.name] : undefined;
  if (!call || !Array.isArray(given)) throw refuse("a call of something that cannot be called");
  return call(given, refuse);
}

/** Gives an array or an element type the state that was written for it. */
export function giveState(
  value: PickleValue | undefined,
  state: PickleValue | undefined,
  refuse: Refuse,
): void {
  if (!Array.isArray(state)) throw refuse("a state that is no tuple");
  if (isDtype(value)) {
    value.order = textOf(state[1]) ?? "|";
  } else if (isArray(value)) {
    const [, shape, dtype, isColumns, data] = state;
    Object.assign(
      value,
      arrayOf({ shape, dtype, data, isColumns: Boolean(isColumns ?? true) }, refuse),
    );
  } else {
    throw refuse("a state for something that has none");
  }
}

interface ArrayState {
  readonly shape: PickleValue | undefined;
  readonly dtype: PickleValue | undefined;
  readonly data: PickleValue | undefined;
  /** Whether the array lies column by column. */
  readonly isColumns: boolean;
}

function arrayOf({ shape, dtype, data, isColumns }: ArrayState, refuse: Refuse): PickleValue {
  if (!isDtype(dtype) || !(data instanceof Uint8Array) || !isShape(shape)) {
    throw refuse("an array without shape, element type or bytes");
  }
  if (isColumns) throw refuse("an array that lies column by column");
  const size = Number(/^[biuf](\d)$/.exec(dtype.code)?.[1]);
  const needed = shape.reduce((count, extent) => count * extent, size);
  if (data.length !== needed) {
    throw refuse(`an array [${shape.join(", ")}] of ${dtype.code} in ${data.length} bytes`);
  }
  return { kind: "array", shape, dtype: `${dtype.order}${dtype.code}`, data };
}

function isShape(value: PickleValue | undefined): value is number[] {
  const isExtent = (extent: PickleValue) => Number.isSafeInteger(extent) && Number(extent) >= 0;
  return Array.isArray(value) && value.every(isExtent);
}
