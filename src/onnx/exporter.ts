import type { NumberArray } from "../core/dtype.ts";
import type { OnnxBuilder, ValueName } from "./builder.ts";
import type { Extent } from "./extents.ts";

/** A value that a node reads. */
export interface Operand {
  readonly name: ValueName;
  readonly shape: readonly Extent[];
  /** Its elements, where they are known. */
  readonly data?: NumberArray | undefined;
}

/** A node that is to be exported. */
export interface ExportCall<Attrs> {
  readonly inputs: readonly Operand[];
  /** Of the first output. */
  readonly shape: readonly Extent[];
  readonly attrs: Attrs;
  /** What the node of the larger batch has. */
  readonly attrsOfLarger: Attrs;
  /** Ends the export with a reason, and what is needed instead. */
  refuse(reason: string): never;
}

/** Adds the ONNX nodes that compute an operation's first output, and returns its name. */
export type Exporter<Attrs> = (builder: OnnxBuilder, call: ExportCall<Attrs>) => ValueName;

/** Why an operation cannot be exported. */
export interface NotExported {
  readonly none: string;
}
