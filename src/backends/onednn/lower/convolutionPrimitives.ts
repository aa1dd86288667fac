import type { Shape } from "../../../core/shape.ts";
import { algorithm, propagation, structBytes } from "../constants.ts";
import type { Engine, Layout, PostOp, Primitive } from "../engine.ts";
import {
  type Convolution,
  hasFewChannels,
  weightShape,
  windowArguments,
} from "./convolutionShapes.ts";

/** oneDNN's three directions of a convolution, or null where it has none for these shapes. */

export function forwardConvolution(
  engine: Engine,
  own: Convolution,
  postOps: readonly PostOp[] = [],
): Primitive | null {
  const { convolutionForward } = engine.functions;
  return engine.primitive(
    structBytes.convolution,
    (descriptor) =>
      convolutionForward(
        descriptor,
        propagation.training,
        algorithm.convolutionDirect,
        imageLayout(engine, own, own.x),
        engine.any(weightShape(own)),
        own.hasBias ? biasLayout(engine, own).descriptor : null,
        imageLayout(engine, own, own.y),
        ...windowArguments(own),
      ),
    { postOps, avoid: avoidedBy(own) },
  );
}

/** The direction from dy to dx. */
export function inputGradConvolution(engine: Engine, own: Convolution): Primitive | null {
  const hint = forwardConvolution(engine, own);
  if (!hint) return null;
  const { convolutionBackwardData } = engine.functions;
  return engine.primitive(
    structBytes.convolution,
    (descriptor) =>
      convolutionBackwardData(
        descriptor,
        algorithm.convolutionDirect,
        imageLayout(engine, own, own.x),
        engine.any(weightShape(own)),
        imageLayout(engine, own, own.y),
        ...windowArguments(own),
      ),
    { hint: hint.descriptor, avoid: avoidedBy(own) },
  );
}

/** Computes the bias' gradient too if `own.hasBias`. */
export function parameterGradConvolution(engine: Engine, own: Convolution): Primitive | null {
  const hint = forwardConvolution(engine, own);
  if (!hint) return null;
  const { convolutionBackwardWeights } = engine.functions;
  return engine.primitive(
    structBytes.convolution,
    (descriptor) =>
      convolutionBackwardWeights(
        descriptor,
        algorithm.convolutionDirect,
        imageLayout(engine, own, own.x),
        engine.any(weightShape(own)),
        own.hasBias ? biasLayout(engine, own).descriptor : null,
        imageLayout(engine, own, own.y),
        ...windowArguments(own),
      ),
    { hint: hint.descriptor, avoid: avoidedBy(own) },
  );
}

/** One number an output channel. */
export function biasLayout(engine: Engine, { weight }: Convolution): Layout {
  return engine.plain([weight[0]!]);
}

function imageLayout(engine: Engine, own: Convolution, shape: Shape): Uint8Array {
  return hasFewChannels(own) ? engine.channelsLast(shape).descriptor : engine.any(shape);
}

/** On few channels the implementation offered first is the slower one. */
function avoidedBy(own: Convolution): RegExp | undefined {
  return hasFewChannels(own) ? /^brgconv/ : undefined;
}
