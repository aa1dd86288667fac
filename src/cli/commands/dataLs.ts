import { sizeText } from "../../core/sizeText.ts";
import { dataFolders } from "../../data/folders.ts";
import { type DataSetListing, listDataSets } from "../../data/list.ts";
import { atMost } from "../atMost.ts";
import type { Command } from "../command.ts";
import { noMore } from "../noMore.ts";
import { textTable } from "../textTable.ts";

/** Lists the data sets and which of them are here. */
export const dataLs: Command = {
  keys: {},
  async run({ words }) {
    noMore("data ls", words);
    const list = await listDataSets();
    const folders = dataFolders().map((folder) => `looked in ${folder}`);
    return { json: list, text: [tableOf(list), "", ...folders].join("\n") };
  },
};

const columns = ["data set", "state", "size", "licence", "source"] as const;

/** Columns of characters that a terminal is taken to have. */
const terminal = 100;

function tableOf(list: readonly DataSetListing[]): string {
  const cells = list.map(({ name, state, size, licence }) => [
    name,
    state,
    size === 0 ? "" : sizeText(size),
    licence,
  ]);
  const widths = columns
    .slice(0, -1)
    .map((column, at) => Math.max(column.length, ...cells.map((row) => row[at]!.length)));
  const left = terminal - widths.reduce((sum, width) => sum + width + 2, 0);
  const rows = cells.map((row, at) => [...row, atMost(left, shortOf(list[at]!.origin))]);
  return textTable({ columns, rows });
}

/** An address without what all addresses have. */
function shortOf(origin: string): string {
  return origin.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
