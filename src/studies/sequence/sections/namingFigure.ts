import type { Figure } from "../../../figures/figure.ts";
import { type MatrixCell, matrixMap } from "../../../figures/matrixMap.ts";
import { percent } from "../../../figures/text.ts";
import { bestNaming } from "../compare/bestNaming.ts";
import { cnnTitle } from "../compare/cnnName.ts";
import { cnnNamed, seedsIn } from "../compare/sourcePanels.ts";
import type { CnnResult } from "../results.ts";

/**
 * Which output is the largest for which digit: of CNN1 of both models, outputs in the order of their best naming.
 *
 * @source own design
 */
export function namingFigure(cnns: readonly CnnResult[], data: string): Promise<Figure> {
  const [seed] = seedsIn(cnns);
  const own = ([1, 2] as const).map((model) => cnnNamed(cnns, { model, place: 1, seed: seed! }));
  const [alone, within] = own.map(({ answers }) => percent(bestNaming(answers).share));
  return matrixMap(own.flatMap(cellsOf), {
    id: "outputs-naming",
    title: `Named as well as can be, the outputs of model-1's CNN1 tell ${alone} of the digits, those of model-2's ${within} (seed ${seed})`,
    caption:
      "Share of the test digits of each row whose largest output is that of the column; rows add up to 1. Outputs stand in the order of the one-to-one naming by which most digits are named right: on the diagonal are the digits that it names right. A recogniser of digits has a bright diagonal and nothing else.",
    subtitle: `${data}, seed ${seed}`,
    xLabel: "largest output, by its number",
    yLabel: "digit",
    valueLabel: "share of the digit's images",
    domain: [0, 1],
    digits: 2,
  });
}

function cellsOf(cnn: CnnResult): MatrixCell[] {
  const { answers } = cnn;
  const { outputs } = bestNaming(answers);
  return Array.from({ length: 10 }, (_, digit) => {
    const counts = answers.slice(10 * digit, 10 * (digit + 1));
    const all = counts.reduce((sum, count) => sum + count, 0);
    return Array.from(outputs, (output) => ({
      panel: cnnTitle(cnn),
      x: String(output),
      y: String(digit),
      value: all === 0 ? null : counts[output]! / all,
    }));
  }).flat();
}
