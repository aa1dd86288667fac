/** What the tests use of onnxruntime-node: version 1.16.3 comes without its declarations. */
declare module "onnxruntime-node" {
  class Tensor {
    constructor(type: "float32", data: Float32Array, dims: readonly number[]);
    readonly data: Float32Array;
    readonly dims: readonly number[];
  }

  interface InferenceSession {
    run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  }

  interface SessionOptions {
    readonly intraOpNumThreads: number;
    readonly interOpNumThreads: number;
    /** 3 shows errors, and no warnings. */
    readonly logSeverityLevel: number;
  }

  const InferenceSession: {
    create(model: Uint8Array | string, options: SessionOptions): Promise<InferenceSession>;
  };
}
