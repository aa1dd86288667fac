import type { Shape } from "../../../core/shape.ts";
import type { LinearAttrs, LinearParameterGradAttrs } from "../../../ops/linear.ts";
import { argument, propagation, query, structBytes } from "../constants.ts";
import type { Engine, PostOp, Primitive } from "../engine.ts";
import { outputOf, type PrimitiveStep } from "../lowering.ts";
import { postOps } from "./convolution.ts";
import type { Lower } from "./lower.ts";

export const lowerLinear: Lower<LinearAttrs> = (context, node) => {
  const [x, weight, bias] = node.inputs;
  const shapes = { x: x!.type.shape, weight: weight!.type.shape, hasBias: bias !== undefined };
  const primitive = forward(context.engine, shapes, postOps(node.attrs.activation));
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, context.in(x!, primitive.layout(query.src))],
    [argument.weights, context.in(weight!, primitive.layout(query.weights))],
  ];
  if (bias) tensors.push([argument.bias, context.plain(bias)]);
  tensors.push([argument.dst, context.define(outputOf(node), primitive.layout(query.dst))]);
  context.emit("linear", primitive, tensors);
  return true;
};

export const lowerLinearParameterGrad: Lower<LinearParameterGradAttrs> = (context, node) => {
  const [x, dy] = node.inputs;
  const { engine } = context;
  const { hasBias } = node.attrs;
  const weight = node.outputs[0]!.shape;
  const hint = forward(engine, { x: x!.type.shape, weight, hasBias }, []);
  if (!hint) return false;
  const biasLayout = engine.plain([weight[0]!]);
  const { innerProductBackwardWeights } = engine.functions;
  const primitive = engine.primitive(
    structBytes.innerProduct,
    (descriptor) =>
      innerProductBackwardWeights(
        descriptor,
        engine.any(x!.type.shape),
        engine.any(weight),
        hasBias ? biasLayout.descriptor : null,
        engine.any(dy!.type.shape),
      ),
    { hint: hint.descriptor },
  );
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, context.in(x!, primitive.layout(query.src))],
    [argument.diffDst, context.in(dy!, primitive.layout(query.diffDst))],
    [argument.diffWeights, context.define(outputOf(node), primitive.layout(query.diffWeights))],
  ];
  if (hasBias) tensors.push([argument.diffBias, context.define(outputOf(node, 1), biasLayout)]);
  context.emit("linearParameterGrad", primitive, tensors);
  return true;
};

function forward(
  engine: Engine,
  { x, weight, hasBias }: { readonly x: Shape; readonly weight: Shape; readonly hasBias: boolean },
  ops: readonly PostOp[],
): Primitive | null {
  const { innerProductForward } = engine.functions;
  return engine.primitive(
    structBytes.innerProduct,
    (descriptor) =>
      innerProductForward(
        descriptor,
        propagation.training,
        engine.any(x),
        engine.any(weight),
        hasBias ? engine.plain([weight[0]!]).descriptor : null,
        engine.any([x[0]!, weight[0]!]),
      ),
    { postOps: ops },
  );
}
