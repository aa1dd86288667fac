import { GraphError } from "../core/errors.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import type { Value } from "../graph/node.ts";
import { constant } from "../ops/leaves.ts";
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

/** A place in a network that is being described: layers get their parameters here and name their outputs. */
export interface Scope {
  /** A trained array of this place. */
  parameter(name: string, options: ParameterOptions): Value;
  /** Makes a value known as the output of a layer, for probes to address; returns it. */
  tap(name: string, value: Value): Value;
  /** A place inside this one; its names come after "name.". */
  child(name: string): Scope;
}

/** The outermost scope of a network, and what has been asked of it and of its children, in that order. */
export interface ScopeRecord {
  readonly scope: Scope;
  readonly parameters: readonly ParameterSpec[];
  /** What stands for each parameter, before its mask. */
  readonly values: readonly Value[];
  readonly layers: Readonly<Record<string, Value>>;
}

/**
 * A scope in which `valueFor` says what stands for a parameter.
 *
 * @throws {GraphError} when two parameters or two layers have one name
 */
export function makeScope(valueFor: (spec: ParameterSpec) => Value): ScopeRecord {
  const parameters: ParameterSpec[] = [];
  const values: Value[] = [];
  const layers: Record<string, Value> = {};
  let offset = 0;

  const scopeAt = (prefix: string): Scope => ({
    parameter(ownName, options) {
      const name = prefix + ownName;
      checkNew(
        "parameters",
        name,
        parameters.some((spec) => spec.name === name),
      );
      const spec: ParameterSpec = { ...options, name, offset };
      const value = valueFor(spec);
      parameters.push(spec);
      values.push(value);
      offset += sizeOf(spec.shape);
      return spec.mask ? mul(value, constant(spec.mask, spec.shape)) : value;
    },
    tap(ownName, value) {
      const name = prefix + ownName;
      checkNew("layers", name, name in layers);
      layers[name] = value;
      return value;
    },
    child: (name) => scopeAt(`${prefix}${name}.`),
  });
  return { scope: scopeAt(""), parameters, values, layers };
}

function checkNew(what: string, name: string, taken: boolean): void {
  if (taken) throw new GraphError(`Cannot name two ${what} "${name}": names must be unique`);
}
