/** One transform with all of its options, as it is written into configurations and sent to other threads. */
export interface TransformStep {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}
