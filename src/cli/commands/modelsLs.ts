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
      const { trainableCount, layers } = describeNetwork(makeNetwork(name));
      const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
      return { name, title, trainableCount, macs, options: Object.keys(choices) };
    });
    const rows = list.map(({ name, title, trainableCount, macs, options }) => [
      name,
      title,
      trainableCount,
      macs,
      options.join(", "),
    ]);
    const columns = ["network", "title", "trained numbers", "MACs an image", "options"];
    return { json: list, text: textTable({ columns, rows }) };
  },
};
