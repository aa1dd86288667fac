import { bytesPerElement, type Dtype, type NumberArray } from "../../core/dtype.ts";
import { BackendError } from "../../core/errors.ts";
import { sizeOf } from "../../core/shape.ts";
import type { TensorType } from "../../graph/node.ts";
import type { States } from "../backend.ts";
import { allocate } from "./arena.ts";

/** States in memory whose address never changes, shared by executables. */
export class NativeStates implements States {
  readonly #arrays: ReadonlyMap<string, NumberArray>;

  constructor(types: Readonly<Record<string, TensorType>>) {
    this.#arrays = new Map(
      Object.entries(types).map(([name, { dtype, shape }]) => [
        name,
        allocateArray(dtype, sizeOf(shape)),
      ]),
    );
  }

  /** The memory itself, for the executables that compute in it. */
  array(name: string): NumberArray {
    const array = this.#arrays.get(name);
    if (!array) {
      const known = [...this.#arrays.keys()].map((key) => `"${key}"`).join(", ");
      throw new BackendError(
        `Cannot find state "${name}": there ${this.#arrays.size === 1 ? "is" : "are"} ${known || "none"}, needs one of them`,
      );
    }
    return array;
  }

  read(name: string): NumberArray {
    return this.array(name).slice();
  }

  write(name: string, values: ArrayLike<number>): void {
    const array = this.array(name);
    if (values.length !== array.length) {
      throw new BackendError(
        `Cannot write state "${name}": ${values.length} numbers, needs ${array.length}`,
      );
    }
    array.set(values);
  }
}

/** A typed array in aligned memory of its own. */
export function allocateArray(dtype: Dtype, length: number): NumberArray {
  const { buffer, byteOffset } = allocate(length * bytesPerElement[dtype]);
  switch (dtype) {
    case "f32":
      return new Float32Array(buffer, byteOffset, length);
    case "i32":
      return new Int32Array(buffer, byteOffset, length);
    case "u8":
      return new Uint8Array(buffer, byteOffset, length);
    default:
      return dtype satisfies never;
  }
}
