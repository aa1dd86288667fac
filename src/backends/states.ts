import type { Dtype, NumberArray } from "../core/dtype.ts";
import { BackendError } from "../core/errors.ts";
import { showShape, sizeOf } from "../core/shape.ts";
import { type Leaf, sameType, showType } from "../graph/graph.ts";
import type { TensorType } from "../graph/node.ts";
import type { States } from "./backend.ts";

/** A state's memory, which every executable compiled with it reads and updates in place. */
export interface Cell {
  readonly type: TensorType;
  readonly data: NumberArray;
}

/** Makes states in memory of a backend's choosing, and finds that memory again when a graph is compiled with them. */
export class StateMemory {
  readonly #allocate: (dtype: Dtype, length: number) => NumberArray;
  readonly #cells = new WeakMap<States, ReadonlyMap<string, Cell>>();

  constructor(allocate: (dtype: Dtype, length: number) => NumberArray) {
    this.#allocate = allocate;
  }

  makeStates(types: Readonly<Record<string, TensorType>>): States {
    const cells = new Map(
      Object.entries(types).map(([name, type]) => {
        if (type.dtype === "bf16") {
          throw new BackendError(`Cannot make state "${name}": it is bf16, needs f32, i32 or u8`);
        }
        const data = this.#allocate(type.dtype, sizeOf(type.shape));
        return [name, { type, data }];
      }),
    );
    const states = statesOf(cells);
    this.#cells.set(states, cells);
    return states;
  }

  /** @throws {BackendError} when the states were not made here */
  cellsOf(states: States | undefined): ReadonlyMap<string, Cell> {
    const cells = states ? this.#cells.get(states) : new Map<string, Cell>();
    if (!cells) {
      throw new BackendError(
        "Cannot compile the graph: the states belong to another backend, needs states made by this one",
      );
    }
    return cells;
  }
}

/** The public face of named cells: copies out, copies in. */
function statesOf(cells: ReadonlyMap<string, Cell>): States {
  const cellOf = (action: string, name: string): Cell => {
    const cell = cells.get(name);
    if (cell) return cell;
    const names = [...cells.keys()].map((known) => `"${known}"`).join(", ");
    throw new BackendError(
      `Cannot ${action} state "${name}": it does not exist, needs ${names ? `one of ${names}` : "states made with it"}`,
    );
  };
  return {
    has: (name) => cells.has(name),
    read: (name) => cellOf("read", name).data.slice(),
    write(name, values) {
      const { type, data } = cellOf("write", name);
      if (values.length !== data.length) {
        throw new BackendError(
          `Cannot write state "${name}": ${values.length} numbers, needs ${data.length} for ${showShape(type.shape)}`,
        );
      }
      data.set(values);
    },
  };
}

/**
 * The cell that a graph's state stands for.
 *
 * @throws {BackendError} when it is missing or of another type
 */
export function cellFor({ name, value }: Leaf, cells: ReadonlyMap<string, Cell>): Cell {
  const cell = cells.get(name);
  if (!cell) {
    throw new BackendError(
      `Cannot compile the graph: state "${name}" is missing, needs ${showType(value.type)} among the states`,
    );
  }
  if (!sameType(cell.type, value.type)) {
    throw new BackendError(
      `Cannot compile the graph: state "${name}" is ${showType(cell.type)}, needs ${showType(value.type)}`,
    );
  }
  return cell;
}
