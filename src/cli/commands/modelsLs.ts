import { showShape } from "../../core/shape.ts";
import { describeNetwork } from "../../nn/network.ts";
import { makeNetwork, networks } from "../../zoo/index.ts";
import type { Command } from "../command.ts";
import { noMore } from "../noMore.ts";
import { textTable } from "../textTable.ts";

/** Lists the networks. */
export const modelsLs: Command = {
  keys: {},
  async run({ words }) {
    noMore("models ls", words);
    const list = Object.entries(networks).map(([name, { title, choices }]) => {
      const network = makeNetwork(name);
      const { source, inputShape, classes } = network;
      const { trainableCount, layers } = describeNetwork(network);
      const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
      const options = Object.keys(choices);
      return { name, title, source, inputShape, classes, trainableCount, macs, options };
    });
    return { json: list, text: textOf(list) };
  },
};

interface Listed {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly trainableCount: number;
  readonly macs: number;
}

/** A table with a line above all networks of one source. */
function textOf(list: readonly Listed[]): string {
  const columns = ["network", "title", "input", "classes", "trained numbers", "MACs an image"];
  const rows = list.map(({ name, title, inputShape, classes, trainableCount, macs }) => [
    `  ${name}`,
    title,
    showShape(inputShape),
    classes,
    trainableCount,
    macs,
  ]);
  const [head, rule, ...lines] = textTable({ columns, rows }).split("\n");
  const grouped = lines.flatMap((line, index) => {
    const { source } = list[index]!;
    return source === list[index - 1]?.source ? [line] : ["", source, line];
  });
  const hint = "`learnscope models show <network>` lists layers and options, such as width=16.";
  return [head, rule, ...grouped.slice(1), "", hint].join("\n");
}
