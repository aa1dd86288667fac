import { GraphError } from "../core/errors.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import type { Value } from "../graph/node.ts";
import { constant, input } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import type { Initialiser } from "./initialisers.ts";

/** @source own design: names address what is trained and what is probed */

export interface ParameterOptions {
  readonly shape: Shape;
  readonly initialiser: Initialiser;
  /** 1 for each element that takes part, 0 for each that is cut out: it is 0 and stays 0. */
  readonly mask?: readonly number[] | undefined;
}

/** A trained array and its place in the vector that holds all of a network's parameters. */
export interface ParameterSpec extends ParameterOptions {
  /** Where it stands in the network, such as `c1.weight`. */
  readonly name: string;
  readonly offset: number;
}

/** Which behaviour layers take that differ between learning and being asked: batch norm, dropout. */
export type Mode = "train" | "eval";

export interface BufferOptions {
  readonly shape: Shape;
  /** What all of it is before training. */
  readonly initialValue: number;
}

/** Numbers that are updated without a gradient, such as running statistics, and their place in the vector of all. */
export interface BufferSpec extends BufferOptions {
  readonly name: string;
  readonly offset: number;
}

/** What random operations draw from: the key of the step and a stream's name. */
export interface RandomSource {
  /** Shape: [4] (i32), the low and high halves of seed and step */
  readonly key: Value;
  /** Such as `dropout/f6`. */
  readonly stream: string;
}

/** A place in a network that is being described: layers get their parameters here and name their outputs. */
export interface Scope {
  readonly mode: Mode;
  /** Where it is, such as `layer1.0`; empty for the network itself. */
  readonly path: string;
  /** A trained array of this place. */
  parameter(name: string, options: ParameterOptions): Value;
  /** An array of this place that is kept from step to step and has no gradient. */
  buffer(name: string, options: BufferOptions): Value;
  /** What a buffer of this place holds after a step of training; nothing happens in eval mode. */
  update(name: string, next: Value): void;
  /** The stream `<purpose>/<path>` of this step. */
  random(purpose: string): RandomSource;
  /** Makes a value known as the output of a layer, for probes to address; returns it. */
  tap(name: string, value: Value): Value;
  /**
   * Makes a value known that lies within a layer, such as what is before its activation function; returns it. Probes look
   * there only where it is asked for by name.
   */
  stage(name: string, value: Value): Value;
  /** A place inside this one; its names come after "name.". */
  child(name: string): Scope;
}

/** What stands for parameters and buffers while a network is built. */
export interface ScopeValues {
  readonly mode: Mode;
  parameter(spec: ParameterSpec): Value;
  buffer(spec: BufferSpec): Value;
}

/** The outermost scope of a network, and what has been asked of it and of its children, in that order. */
export interface ScopeRecord {
  readonly scope: Scope;
  readonly parameters: readonly ParameterSpec[];
  /** What stands for each parameter, before its mask. */
  readonly values: readonly Value[];
  readonly buffers: readonly BufferSpec[];
  /** What stands for each buffer. */
  readonly bufferValues: readonly Value[];
  /** What each buffer holds after a step: its next value, or what stands for it. */
  readonly nextBuffers: readonly Value[];
  /** The layers and the stages within them. */
  readonly layers: Readonly<Record<string, Value>>;
  /** Which of those are stages. */
  readonly stages: ReadonlySet<string>;
}

/**
 * A scope in which `given` says what stands for parameters and buffers.
 *
 * @throws {GraphError} when two parameters, buffers or layers have one name, or an unknown buffer is updated
 */
export function makeScope(given: ScopeValues): ScopeRecord {
  const parameters = new Places<ParameterOptions>("parameters", given.parameter);
  const buffers = new Places<BufferOptions>("buffers", given.buffer);
  const layers: Record<string, Value> = {};
  const stages = new Set<string>();
  let key: Value | undefined;

  const scopeAt = (path: string): Scope => {
    const nameOf = (own: string) => (path === "" ? own : `${path}.${own}`);
    const tap = (own: string, value: Value) => {
      const name = nameOf(own);
      checkNew("layers", name, name in layers);
      layers[name] = value;
      return value;
    };
    return {
      mode: given.mode,
      path,
      parameter(own, options) {
        const value = parameters.add(nameOf(own), options);
        return options.mask ? mul(value, constant(options.mask, options.shape)) : value;
      },
      buffer: (own, options) => buffers.add(nameOf(own), options),
      update(own, next) {
        if (given.mode === "train") buffers.replace(nameOf(own), next);
      },
      random(purpose) {
        key ??= input("random", [4], "i32");
        return { key, stream: path === "" ? purpose : `${purpose}/${path}` };
      },
      tap,
      stage(own, value) {
        stages.add(nameOf(own));
        return tap(own, value);
      },
      child: (own) => scopeAt(nameOf(own)),
    };
  };
  return {
    scope: scopeAt(""),
    parameters: parameters.specs,
    values: parameters.values,
    buffers: buffers.specs,
    bufferValues: buffers.values,
    nextBuffers: buffers.next,
    layers,
    stages,
  };
}

/** Named arrays in the order in which they were asked for, one behind the other in a vector. */
class Places<Options extends { readonly shape: Shape }> {
  readonly specs: (Options & { readonly name: string; readonly offset: number })[] = [];
  readonly values: Value[] = [];
  readonly next: Value[] = [];
  readonly #what: string;
  readonly #valueFor: (spec: Options & { name: string; offset: number }) => Value;
  readonly #indices = new Map<string, number>();
  #offset = 0;

  constructor(what: string, valueFor: (spec: Options & { name: string; offset: number }) => Value) {
    this.#what = what;
    this.#valueFor = valueFor;
  }

  add(name: string, options: Options): Value {
    checkNew(this.#what, name, this.#indices.has(name));
    const spec = { ...options, name, offset: this.#offset };
    const value = this.#valueFor(spec);
    this.#indices.set(name, this.specs.length);
    this.specs.push(spec);
    this.values.push(value);
    this.next.push(value);
    this.#offset += sizeOf(spec.shape);
    return value;
  }

  replace(name: string, next: Value): void {
    const index = this.#indices.get(name);
    if (index === undefined) {
      throw new GraphError(`Cannot update buffer "${name}": there is none of that name, needs one`);
    }
    this.next[index] = next;
  }
}

function checkNew(what: string, name: string, taken: boolean): void {
  if (taken) throw new GraphError(`Cannot name two ${what} "${name}": names must be unique`);
}
