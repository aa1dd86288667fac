import type { NumberArray } from "../../core/dtype.ts";
import { BackendError } from "../../core/errors.ts";
import { showShape } from "../../core/shape.ts";
import { type Leaf, sameType, showType } from "../../graph/graph.ts";
import type { TensorType } from "../../graph/node.ts";
import type { States } from "../backend.ts";

/** A state's memory, which every executable compiled with it reads and updates in place. */
export interface Cell {
  readonly type: TensorType;
  readonly data: NumberArray;
}

/** The public face of named cells: copies out, copies in. */
export function statesOf(cells: ReadonlyMap<string, Cell>): States {
  const cellOf = (action: string, name: string): Cell => {
    const cell = cells.get(name);
    if (cell) return cell;
    const names = [...cells.keys()].map((known) => `"${known}"`).join(", ");
    throw new BackendError(
      `Cannot ${action} state "${name}": there is none, needs one of ${names || "none"}`,
    );
  };
  return {
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
