import { showShape, sizeOf } from "../../core/shape.ts";
import { describeNetwork, type NetworkDescription } from "../../nn/network.ts";
import { resolveSettings } from "../../studies/settings.ts";
import { makeNetwork } from "../../zoo/index.ts";
import type { Command } from "../command.ts";
import { namedNetwork, optionKeys } from "../namedNetwork.ts";
import { textTable } from "../textTable.ts";

/** Shows what a network consists of. */
export const modelsShow: Command = {
  keys: {},
  async run({ target, given }) {
    const entry = namedNetwork("models show", target);
    const name = String(target);
    const chosen = resolveSettings(name, optionKeys(entry), { given });
    const network = makeNetwork(name, chosen);
    const { parameterCount, trainableCount, ...description } = describeNetwork(network);
    const layers = layersOf(description);
    const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
    const { title, source, inputShape, classes, options } = network;
    const { choices } = entry;
    const json = { name, title, source, inputShape, classes, options, choices };
    const columns = ["layer", "output", "parameters", "MACs"];
    const rows = layers.map(({ name, shape, parameters, macs }) => [
      name,
      showShape(shape),
      parameters,
      macs,
    ]);
    const optionRows = Object.entries(options).map(([key, value]) => [
      key,
      value,
      choices[key]!.join(", "),
    ]);
    return {
      json: { ...json, layers, parameterCount, trainableCount, macs },
      text: [
        `${title}: ${showShape(inputShape)} -> ${classes} classes`,
        `Source: ${source}`,
        "",
        textTable({ columns, rows }),
        "",
        `${trainableCount.toLocaleString("en-US")} trained numbers${maskText(parameterCount - trainableCount)}, ${macs.toLocaleString("en-US")} multiply-adds an image`,
        ...(optionRows.length === 0
          ? []
          : ["", textTable({ columns: ["option", "value", "choices"], rows: optionRows })]),
      ].join("\n"),
    };
  },
};

function maskText(masked: number): string {
  return masked === 0
    ? ""
    : ` (and ${masked.toLocaleString("en-US")} stored that a mask holds at 0)`;
}

/** Layers with the number of parameters stored for them; what no other layer's name begins belongs to the last one. */
function layersOf({ layers, parameters }: Pick<NetworkDescription, "layers" | "parameters">) {
  const ownerOf = (parameter: string) =>
    layers.find(({ name }) => parameter.startsWith(`${name}.`)) ?? layers.at(-1);
  return layers.map((layer) => {
    const own = parameters.filter(({ name }) => ownerOf(name) === layer);
    return { ...layer, parameters: own.reduce((sum, { shape }) => sum + sizeOf(shape), 0) };
  });
}
