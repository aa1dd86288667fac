import { InferenceSession, Tensor } from "onnxruntime-node";
import { encodeModel, type OnnxModel } from "../../src/onnx/model.ts";

/** With one thread, for sessions are never let go of, and each would keep its threads. */
const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 };

/** The logits that ONNX Runtime computes from a model's bytes. */
export async function runOnnx(model: OnnxModel, images: Float32Array, shape: readonly number[]) {
  const bytes = Buffer.concat(encodeModel(model).pieces);
  const session = await InferenceSession.create(bytes, options);
  const { logits } = await session.run({ images: new Tensor("float32", images, shape) });
  return { logits: logits!.data, shape: logits!.dims };
}
