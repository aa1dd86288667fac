import koffi from "koffi";
import { BackendError } from "../../core/errors.ts";
import type { SharedLibrary } from "../../core/sharedLibrary.ts";
import { statusText } from "./constants.ts";

/** A handle of the library: an engine, a primitive, a memory. */
export type Handle = bigint;

/** A structure filled in by the library, or an array handed to it. */
export type Bytes = Uint8Array | BigInt64Array | Float32Array;

/** The functions of oneDNN 2.x that the backend calls, as the C header declares them. */
const declarations = {
  isa: "int dnnl_get_effective_cpu_isa()",
  engine: "int dnnl_engine_create(_Out_ uint64_t *engine, int kind, size_t index)",
  stream: "int dnnl_stream_create(_Out_ uint64_t *stream, uint64_t engine, uint32_t flags)",
  layoutByTag: "int dnnl_memory_desc_init_by_tag(void *md, int n, void *dims, int type, int tag)",
  layoutByStrides:
    "int dnnl_memory_desc_init_by_strides(void *md, int n, void *dims, int type, void *strides)",
  layoutOfBox:
    "int dnnl_memory_desc_init_submemory(void *md, void *whole, void *dims, void *start)",
  layoutReshaped: "int dnnl_memory_desc_reshape(void *out, void *in, int n, void *dims)",
  layoutBytes: "size_t dnnl_memory_desc_get_size(void *md)",
  layoutsEqual: "int dnnl_memory_desc_equal(void *a, void *b)",
  attributes: "int dnnl_primitive_attr_create(_Out_ uint64_t *attr)",
  attributesDestroy: "int dnnl_primitive_attr_destroy(uint64_t attr)",
  attributesScratchpad: "int dnnl_primitive_attr_set_scratchpad_mode(uint64_t attr, int mode)",
  attributesScales:
    "int dnnl_primitive_attr_set_output_scales(uint64_t attr, int64_t count, int mask, void *scales)",
  attributesOperandScale:
    "int dnnl_primitive_attr_set_scales(uint64_t attr, int argument, int64_t count, int mask, void *scales)",
  attributesPostOps: "int dnnl_primitive_attr_set_post_ops(uint64_t attr, uint64_t ops)",
  postOps: "int dnnl_post_ops_create(_Out_ uint64_t *ops)",
  postOpsDestroy: "int dnnl_post_ops_destroy(uint64_t ops)",
  postOpsSum: "int dnnl_post_ops_append_sum(uint64_t ops, float scale)",
  postOpsEltwise:
    "int dnnl_post_ops_append_eltwise(uint64_t ops, float scale, int alg, float alpha, float beta)",
  postOpsBinary: "int dnnl_post_ops_append_binary(uint64_t ops, int alg, void *md)",
  convolutionForward:
    "int dnnl_dilated_convolution_forward_desc_init(void *d, int prop, int alg, void *src, void *weights, void *bias, void *dst, void *strides, void *dilates, void *left, void *right)",
  convolutionBackwardData:
    "int dnnl_dilated_convolution_backward_data_desc_init(void *d, int alg, void *src, void *weights, void *dst, void *strides, void *dilates, void *left, void *right)",
  convolutionBackwardWeights:
    "int dnnl_dilated_convolution_backward_weights_desc_init(void *d, int alg, void *src, void *weights, void *bias, void *dst, void *strides, void *dilates, void *left, void *right)",
  matmul: "int dnnl_matmul_desc_init(void *d, void *src, void *weights, void *bias, void *dst)",
  poolingForward:
    "int dnnl_pooling_v2_forward_desc_init(void *d, int prop, int alg, void *src, void *dst, void *strides, void *kernel, void *dilation, void *left, void *right)",
  poolingBackward:
    "int dnnl_pooling_v2_backward_desc_init(void *d, int alg, void *src, void *dst, void *strides, void *kernel, void *dilation, void *left, void *right)",
  eltwiseForward:
    "int dnnl_eltwise_forward_desc_init(void *d, int prop, int alg, void *data, float alpha, float beta)",
  eltwiseBackward:
    "int dnnl_eltwise_backward_desc_init(void *d, int alg, void *diff, void *data, float alpha, float beta)",
  binary: "int dnnl_binary_desc_init(void *d, int alg, void *a, void *b, void *dst)",
  softmaxForward:
    "int dnnl_softmax_v2_forward_desc_init(void *d, int prop, int alg, void *src, void *dst, int axis)",
  softmaxBackward:
    "int dnnl_softmax_v2_backward_desc_init(void *d, int alg, void *diffSrc, void *diffDst, void *dst, int axis)",
  resamplingForward:
    "int dnnl_resampling_forward_desc_init(void *d, int prop, int alg, void *factors, void *src, void *dst)",
  resamplingBackward:
    "int dnnl_resampling_backward_desc_init(void *d, int alg, void *factors, void *src, void *dst)",
  reduction:
    "int dnnl_reduction_desc_init(void *d, int alg, void *src, void *dst, float p, float eps)",
  batchNormForward:
    "int dnnl_batch_normalization_forward_desc_init(void *d, int prop, void *x, float eps, uint32_t flags)",
  batchNormBackward:
    "int dnnl_batch_normalization_backward_desc_init(void *d, int prop, void *dx, void *x, float eps, uint32_t flags)",
  layerNormForward:
    "int dnnl_layer_normalization_forward_desc_init(void *d, int prop, void *x, void *mean, float eps, uint32_t flags)",
  layerNormBackward:
    "int dnnl_layer_normalization_backward_desc_init(void *d, int prop, void *dx, void *x, void *mean, float eps, uint32_t flags)",
  iterator:
    "int dnnl_primitive_desc_iterator_create(_Out_ uint64_t *it, void *d, uint64_t attr, uint64_t engine, uint64_t hint)",
  iteratorNext: "int dnnl_primitive_desc_iterator_next(uint64_t it)",
  iteratorFetch: "uint64_t dnnl_primitive_desc_iterator_fetch(uint64_t it)",
  iteratorDestroy: "int dnnl_primitive_desc_iterator_destroy(uint64_t it)",
  primitiveDescriptorDestroy: "int dnnl_primitive_desc_destroy(uint64_t pd)",
  reorderDescriptor:
    "int dnnl_reorder_primitive_desc_create(_Out_ uint64_t *pd, void *src, uint64_t srcEngine, void *dst, uint64_t dstEngine, uint64_t attr)",
  queryLayout: "void *dnnl_primitive_desc_query_md(uint64_t pd, int what, int index)",
  implementation:
    "int dnnl_primitive_desc_query(uint64_t pd, int what, int index, _Out_ const char **result)",
  primitive: "int dnnl_primitive_create(_Out_ uint64_t *p, uint64_t pd)",
  primitiveDestroy: "int dnnl_primitive_destroy(uint64_t p)",
  memory: "int dnnl_memory_create(_Out_ uint64_t *m, void *md, uint64_t engine, void *data)",
  memoryDestroy: "int dnnl_memory_destroy(uint64_t m)",
  execute: "int dnnl_primitive_execute(uint64_t p, uint64_t stream, int n, void *args)",
  wait: "int dnnl_stream_wait(uint64_t stream)",
} as const;

/** Arguments and results as koffi passes them: numbers, handles, byte arrays and their addresses. */
type Argument = number | bigint | string | null | Bytes | unknown[];
type NativeFunction = (...values: Argument[]) => unknown;

/** The library's functions, ready to be called. */
export type Functions = { readonly [Name in keyof typeof declarations]: NativeFunction };

/** Looks every function up in the library. */
export function bindFunctions(library: SharedLibrary): Functions {
  const bound = Object.entries(declarations).map(([name, text]) => [name, library.func(text)]);
  return Object.fromEntries(bound) as Functions;
}

/**
 * Turns the library's status numbers into errors.
 *
 * @throws {BackendError} when the library reports anything but success
 */
export function check(action: string, status: unknown): void {
  if (status !== 0) {
    throw new BackendError(
      `Cannot ${action}: oneDNN answers "${statusText[Number(status)] ?? status}", needs success`,
    );
  }
}

/** Calls a function that hands out a handle. */
export function create(action: string, make: NativeFunction, ...values: Argument[]): Handle {
  const out: unknown[] = [null];
  check(action, make(out, ...values));
  return BigInt(out[0] as number | bigint);
}

/** A copy of `count` bytes at a native pointer. */
export function copyFrom(pointer: unknown, count: number): Uint8Array {
  return new Uint8Array(koffi.view(pointer, count)).slice();
}

/** The native address of an array's first byte. */
export function addressOf(bytes: Uint8Array): bigint {
  return koffi.address(bytes);
}

/** Whole numbers as the library takes them. */
export function int64s(values: readonly number[]): BigInt64Array {
  return BigInt64Array.from(values, BigInt);
}

/**
 * Major, minor and patch number of the library.
 *
 * @throws {BackendError} when it is another library, or not of version 2, whose C interface this is
 */
export function versionOf(library: SharedLibrary, path: string): string {
  const pointer = versionPointer(library, path);
  const [major, minor, patch] = new Int32Array(koffi.view(pointer, 12));
  if (major !== 2) {
    throw new BackendError(
      `Cannot use oneDNN ${major}.${minor}.${patch} ("${path}"): needs version 2`,
    );
  }
  return `${major}.${minor}.${patch}`;
}

function versionPointer(library: SharedLibrary, path: string): unknown {
  try {
    return library.func("const void *dnnl_version()")();
  } catch (cause) {
    throw new BackendError(`Cannot use "${path}" as oneDNN: it is another library, needs libdnnl`, {
      cause,
    });
  }
}
