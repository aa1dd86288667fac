/** Numbers of oneDNN's C interface, version 2.x (oneapi/dnnl/dnnl_types.h of 2.6.3). */

export const dataType = { bf16: 2, f32: 3, i32: 4, u8: 6 } as const;

/** Leaves the layout to the primitive. */
export const formatTagAny = 1;
/** [N, C, H, W] with channels fastest in memory. */
export const formatTagChannelsLast = 20;

/** Layouts of images that primitives choose: channels last, channels in blocks of 16 and of 8. */
export const blockedTags = [formatTagChannelsLast, 69, 93] as const;

/** What a forward primitive is for: training ones keep what their backward ones need. */
export const propagation = { training: 64, inference: 96, backward: 128 } as const;

/** What a normalisation reads, computes and applies; added up. */
export const normalisation = { givenStatistics: 1, relu: 4, scale: 8, shift: 16 } as const;

/** What primitives compute. */
export const algorithm = {
  convolutionDirect: 1,
  convolutionWinograd: 2,
  clip: 16,
  relu: 31,
  pow: 32,
  tanh: 47,
  gelu: 48,
  elu: 63,
  abs: 95,
  sqrt: 111,
  hardSwish: 112,
  linear: 127,
  softplus: 159,
  sigmoid: 175,
  exp: 191,
  silu: 223,
  log: 239,
  reluFromOutput: 256,
  tanhFromOutput: 257,
  eluFromOutput: 258,
  sigmoidFromOutput: 260,
  clipFromOutput: 262,
  poolingMax: 511,
  poolingAverageWithPadding: 767,
  poolingAverageWithoutPadding: 1023,
  add: 131056,
  mul: 131057,
  maximum: 131058,
  minimum: 131059,
  div: 131060,
  sub: 131061,
  lessEqual: 131064,
  less: 131065,
  equal: 131066,
  resamplingNearest: 196592,
  resamplingLinear: 196593,
  reductionMax: 196594,
  reductionSum: 196596,
  softmax: 196608,
  logSoftmax: 196609,
} as const;

/** What a primitive's descriptor can be asked for. */
export const query = {
  src: 129,
  diffSrc: 130,
  weights: 131,
  diffWeights: 132,
  dst: 133,
  diffDst: 134,
  workspace: 135,
  scratchpad: 136,
} as const;

/** The names of a primitive's operands. */
export const argument = {
  src: 1,
  src1: 2,
  dst: 17,
  weights: 33,
  bias: 41,
  mean: 49,
  variance: 50,
  scale: 51,
  shift: 52,
  workspace: 64,
  scratchpad: 80,
  diffSrc: 129,
  diffDst: 145,
  diffWeights: 161,
  diffBias: 169,
  diffScale: 255,
  diffShift: 256,
  /** Second operand of post-op `index` when that is a binary. */
  postOperand: (index: number): number => (16384 * (index + 1)) | 2,
} as const;

/** Bytes of the structures that the caller allocates. */
export const structBytes = {
  memoryDescriptor: 696,
  convolution: 5976,
  matmul: 2800,
  pooling: 3288,
  eltwise: 1416,
  binary: 2096,
  softmax: 2800,
  reduction: 1408,
  resampling: 2848,
  normalisation: 3496,
  executionArgument: 16,
} as const;

/** What a status number means. */
export const statusText: Readonly<Record<number, string>> = {
  1: "out of memory",
  2: "invalid arguments",
  3: "unimplemented",
  4: "iterator ends",
  5: "runtime error",
  6: "not required",
};

/** The bit of the instruction sets that compute with bf16. */
export const bf16Instructions = 128;

/** The instruction sets that the library reports, by their bits (dnnl_cpu_isa_t). */
export const instructionSets: Readonly<Record<number, string>> = {
  1: "SSE4.1",
  3: "AVX",
  7: "AVX2",
  39: "AVX-512",
  103: "AVX-512 VNNI",
  231: "AVX-512 bf16",
  999: "AMX",
  1031: "AVX2-VNNI",
};
