/** One number that a probe found. */
export interface Reading {
  /** What it is, in words of the field, such as `participation ratio`. */
  readonly quantity: string;
  /** Of which layer; nothing where it is of the whole network. */
  readonly layer?: string | undefined;
  /** Of what else: a class, a concept, a shift. */
  readonly of?: string | undefined;
  /** Null where there is none. */
  readonly value: number | null;
  /** Why there is none. */
  readonly reason?: string | undefined;
  /** Ends of its own 95 % interval, where it is an estimate. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** What it would be if there were nothing to find, such as with permuted labels: the middle 95 %, or one number twice. */
  readonly chance?: readonly [low: number, high: number] | undefined;
}
