import { callName, giveState, isKnownName } from "./knownNames.ts";
import { PickleMachine } from "./pickleMachine.ts";
import type { PickledDict, PickleValue } from "./pickleValue.ts";
import { textOf } from "./pickleValue.ts";

/**
 * What the bytes of a Python pickle hold; `path` is for messages. Of protocols 2 to 5 it takes numbers, text, bytes, lists,
 * tuples, dictionaries and arrays of numpy. Nothing is run: a pickle names functions that are to be called, and of these
 * the few are known that numpy needs for its arrays.
 *
 * @throws {DataError} when the bytes are no pickle, or one that holds or calls anything else
 * @source Python, Lib/pickletools.py, and PEP 307, 3154 and 574
 */
export function parsePickle(bytes: Uint8Array, path: string): PickleValue {
  const machine = new PickleMachine(bytes, path);
  for (let code = machine.step(); code !== stop; code = machine.step()) {
    const instruction = instructions.get(code);
    if (!instruction) {
      throw machine.refuse(`the instruction 0x${code.toString(16).padStart(2, "0")}`);
    }
    instruction(machine);
  }
  if (machine.left() > 0) throw machine.refuse(`${machine.left()} bytes after its end`);
  return machine.pop();
}

type Instruction = (machine: PickleMachine) => void;

const stop = 0x2e;

/** By their codes, with Python's names for them. */
const instructions: ReadonlyMap<number, Instruction> = new Map<number, Instruction>([
  [0x80, readProtocol], // PROTO
  [0x95, (machine) => void machine.count(8)], // FRAME: how far one could read ahead
  [0x28, (machine) => machine.mark()], // MARK
  [0x30, (machine) => void machine.pop()], // POP
  [0x31, (machine) => void machine.popToMark()], // POP_MARK
  [0x32, (machine) => machine.push(machine.top())], // DUP

  [0x4e, (machine) => machine.push(null)], // NONE
  [0x88, (machine) => machine.push(true)], // NEWTRUE
  [0x89, (machine) => machine.push(false)], // NEWFALSE
  [0x4a, (machine) => machine.push(machine.int32())], // BININT
  [0x4b, (machine) => machine.push(machine.count(1))], // BININT1
  [0x4d, (machine) => machine.push(machine.count(2))], // BININT2
  [0x8a, (machine) => machine.push(longOf(machine.counted(1), machine))], // LONG1
  [0x8b, (machine) => machine.push(longOf(machine.counted(4), machine))], // LONG4
  [0x47, (machine) => machine.push(machine.float64())], // BINFLOAT

  [0x54, (machine) => machine.push(machine.counted(4))], // BINSTRING
  [0x55, (machine) => machine.push(machine.counted(1))], // SHORT_BINSTRING
  [0x42, (machine) => machine.push(machine.counted(4))], // BINBYTES
  [0x43, (machine) => machine.push(machine.counted(1))], // SHORT_BINBYTES
  [0x8e, (machine) => machine.push(machine.counted(8))], // BINBYTES8
  [0x96, (machine) => machine.push(machine.counted(8))], // BYTEARRAY8
  [0x58, (machine) => machine.push(decoded(machine.counted(4)))], // BINUNICODE
  [0x8c, (machine) => machine.push(decoded(machine.counted(1)))], // SHORT_BINUNICODE
  [0x8d, (machine) => machine.push(decoded(machine.counted(8)))], // BINUNICODE8

  [0x5d, (machine) => machine.push([])], // EMPTY_LIST
  [0x61, (machine) => append(machine, [machine.pop()])], // APPEND
  [0x65, (machine) => append(machine, machine.popToMark())], // APPENDS
  [0x29, (machine) => machine.push([])], // EMPTY_TUPLE
  [0x74, (machine) => machine.push(machine.popToMark())], // TUPLE
  [0x85, (machine) => pushTuple(machine, 1)], // TUPLE1
  [0x86, (machine) => pushTuple(machine, 2)], // TUPLE2
  [0x87, (machine) => pushTuple(machine, 3)], // TUPLE3
  [0x7d, (machine) => machine.push(new Map())], // EMPTY_DICT
  [0x73, (machine) => setItems(machine, popped(machine, 2))], // SETITEM
  [0x75, (machine) => setItems(machine, machine.popToMark())], // SETITEMS

  [0x68, (machine) => machine.push(machine.recall(machine.count(1)))], // BINGET
  [0x6a, (machine) => machine.push(machine.recall(machine.count(4)))], // LONG_BINGET
  [0x71, (machine) => machine.remember(machine.count(1))], // BINPUT
  [0x72, (machine) => machine.remember(machine.count(4))], // LONG_BINPUT
  [0x94, (machine) => machine.rememberNext()], // MEMOIZE

  [0x63, (machine) => pushName(machine, [machine.line(), machine.line()])], // GLOBAL
  [0x93, (machine) => pushName(machine, popped(machine, 2))], // STACK_GLOBAL
  [0x52, reduce], // REDUCE
  [0x62, build], // BUILD
]);

function readProtocol(machine: PickleMachine): void {
  const protocol = machine.count(1);
  if (protocol < 2 || protocol > 5) throw machine.refuse(`protocol ${protocol}`);
}

/** An integer in as many bytes as it needs, of which the least significant comes first. */
function longOf(bytes: Uint8Array, machine: PickleMachine): number {
  if (bytes.length > 8) throw machine.refuse(`a number of ${bytes.length} bytes`);
  const value = bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
  return Number(BigInt.asIntN(8 * bytes.length, value));
}

function decoded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}

function popped(machine: PickleMachine, count: number): PickleValue[] {
  return Array.from({ length: count }, () => machine.pop()).reverse();
}

function pushTuple(machine: PickleMachine, count: number): void {
  machine.push(popped(machine, count));
}

function append(machine: PickleMachine, values: readonly PickleValue[]): void {
  const list = machine.top();
  if (!Array.isArray(list)) throw machine.refuse("something added to what is no list");
  for (const value of values) list.push(value);
}

function setItems(machine: PickleMachine, items: readonly PickleValue[]): void {
  const dict = machine.top();
  if (!isDict(dict)) throw machine.refuse("an entry for what is no dictionary");
  for (let i = 0; i < items.length; i += 2) {
    const [given, value] = [items[i], items[i + 1]];
    const key = typeof given === "number" ? String(given) : textOf(given);
    if (key === undefined || value === undefined) throw machine.refuse("an entry without a name");
    dict.set(key, value);
  }
}

function isDict(value: PickleValue): value is PickledDict {
  return value instanceof Map;
}

function pushName(machine: PickleMachine, parts: readonly PickleValue[]): void {
  const name = parts.map((part) => textOf(part) ?? "?").join(".");
  if (!isKnownName(name)) throw machine.refuse(`a call of "${name}"`);
  machine.push({ kind: "name", name });
}

function reduce(machine: PickleMachine): void {
  const [name, given] = popped(machine, 2);
  const value = callName(name, given, machine.refuse);
  if (value instanceof Uint8Array) machine.countCopied(value.length);
  machine.push(value);
}

function build(machine: PickleMachine): void {
  const state = machine.pop();
  giveState(machine.top(), state, machine.refuse);
}
