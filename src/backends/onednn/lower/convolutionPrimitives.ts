import type { Shape } from "../../../core/shape.ts";
import type { PostOp } from "../attributes.ts";
import { algorithm, propagation, structBytes } from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import type { Bytes } from "../ffi.ts";
import {
  type Convolution,
  type Direction,
  hasFewChannels,
  isFast,
  isPointwise,
  liesChannelsLast,
  weightShape,
  windowArguments,
} from "./convolutionShapes.ts";

/* oneDNN's three directions of a convolution, or null where it has none for these shapes. */

/** The direction from x to y, and what is done to y before it is written. */
export function forwardConvolution(
  engine: Engine,
  own: Convolution,
  postOps: readonly PostOp[] = [],
): Primitive | null {
  return fastOrDirect(own, "forward", (kind) => forwardBy(kind, engine, { own, postOps }));
}

/** The direction from dy to dx. */
export function inputGradConvolution(engine: Engine, own: Convolution): Primitive | null {
  const { convolutionBackwardData } = engine.functions;
  return fastOrDirect(own, "inputGrad", (kind) =>
    backward(kind, engine, {
      own,
      describe: (descriptor) =>
        convolutionBackwardData(
          descriptor,
          kind,
          imageLayout(engine, own, own.x),
          engine.any(weightShape(own), own.dtype),
          imageLayout(engine, own, own.y),
          ...windowArguments(own),
        ),
    }),
  );
}

/** The direction from x and dy to the weight's gradient, and to the bias' if `own.hasBias`. */
export function parameterGradConvolution(engine: Engine, own: Convolution): Primitive | null {
  const { convolutionBackwardWeights } = engine.functions;
  return fastOrDirect(own, "parameterGrad", (kind) =>
    backward(kind, engine, {
      own,
      describe: (descriptor) =>
        convolutionBackwardWeights(
          descriptor,
          kind,
          imageLayout(engine, own, own.x),
          engine.any(weightShape(own)),
          own.hasBias ? biasLayout(engine, own).descriptor : null,
          imageLayout(engine, own, own.y),
          ...windowArguments(own),
        ),
    }),
  );
}

/** The primitive by Winograd's algorithm where that pays and exists, else the direct one. */
function fastOrDirect(
  own: Convolution,
  direction: Direction,
  make: (kind: number) => Primitive | null,
): Primitive | null {
  const fast = isFast(own, direction) ? make(algorithm.convolutionWinograd) : null;
  return fast ?? make(algorithm.convolutionDirect);
}

function forwardBy(
  kind: number,
  engine: Engine,
  { own, postOps = [] }: { readonly own: Convolution; readonly postOps?: readonly PostOp[] },
): Primitive | null {
  const { convolutionForward } = engine.functions;
  return engine.primitive(
    structBytes.convolution,
    (descriptor) =>
      convolutionForward(
        descriptor,
        propagation.training,
        kind,
        imageLayout(engine, own, own.x),
        engine.any(weightShape(own), own.dtype),
        own.hasBias ? biasLayout(engine, own).descriptor : null,
        imageLayout(engine, own, own.y),
        ...windowArguments(own),
      ),
    { postOps, avoid: avoidedBy(own) },
  );
}

function backward(
  kind: number,
  engine: Engine,
  {
    own,
    describe,
  }: { readonly own: Convolution; readonly describe: (descriptor: Bytes) => unknown },
): Primitive | null {
  const hint = forwardBy(kind, engine, { own });
  if (!hint) return null;
  return engine.primitive(structBytes.convolution, describe, {
    hint: hint.descriptor,
    avoid: avoidedBy(own),
  });
}

/** One number an output channel. */
export function biasLayout(engine: Engine, { weight }: Convolution): Layout {
  return engine.plain([weight[0]!]);
}

function imageLayout(engine: Engine, own: Convolution, shape: Shape): Uint8Array {
  const { dtype } = own;
  return liesChannelsLast(own)
    ? engine.channelsLast(shape, dtype).descriptor
    : engine.any(shape, dtype);
}

/** Channels last the implementation offered first is the slower one, but for 1×1 on many channels. */
function avoidedBy(own: Convolution): RegExp | undefined {
  const isSlower = liesChannelsLast(own) && (hasFewChannels(own) || !isPointwise(own));
  return isSlower ? /^br(gconv|dgmm)/ : undefined;
}
