import type { Setting } from "../../core/settings.ts";
import { transforms } from "../../data/transforms/index.ts";
import type { Command } from "../command.ts";
import { noMore } from "../noMore.ts";

/** Lists the transforms of images and their options. */
export const dataTransforms: Command = {
  keys: {},
  async run({ words }) {
    noMore("data transforms", words);
    const list = transforms.map(({ name, summary, main, settings }) => ({
      name,
      summary,
      main: main ?? null,
      options: Object.entries<Setting<unknown>>({ ...settings }).map(
        ([key, { default: value, description, needs }]) => ({
          key,
          default: value,
          description,
          needs,
        }),
      ),
    }));
    const width = Math.max(...list.flatMap(({ options }) => options.map(optionText)).map(lengthOf));
    const lines = list.flatMap(({ name, summary, main, options }) => [
      `${name}: ${summary}`,
      ...options.map((option) => {
        const alone =
          option.key === main ? `; may stand alone, ${name}:${shown(option.default)}` : "";
        return `    ${optionText(option).padEnd(width)}  ${option.description}${alone}`;
      }),
    ]);
    return {
      json: list,
      text: [
        ...lines,
        "",
        "Together with commas, options with colons: augment=crop:4,flip,affine:degrees=15:scale=0.9..1.1",
        "`learnscope data show mnist transform=elastic` draws before and after.",
      ].join("\n"),
    };
  },
};

function optionText(option: { readonly key: string; readonly default: unknown }): string {
  return `${option.key}=${shown(option.default)}`;
}

function lengthOf(text: string): number {
  return text.length;
}

function shown(value: unknown): string {
  const numbers = Array.isArray(value) ? value : [value];
  return numbers
    .map((part) => (typeof part === "number" ? Number(part.toFixed(3)) : part))
    .join("..");
}
