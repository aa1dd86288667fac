import { listDataSets } from "../../data/list.ts";
import type { Command } from "../command.ts";
import { noMore } from "../noMore.ts";
import { textTable } from "../textTable.ts";

/** Lists the data sets and where they are. */
export const dataLs: Command = {
  keys: {},
  async run({ words }) {
    noMore("data ls", words);
    const list = await listDataSets();
    const rows = list.map(({ name, title, state, size, folder, licence }) => [
      name,
      title,
      state,
      size === 0 ? "" : `${(size / 2 ** 20).toFixed(1)} MiB`,
      folder ?? "",
      licence,
    ]);
    const columns = ["data set", "title", "state", "size", "folder", "licence"];
    return { json: list, text: textTable({ columns, rows }) };
  },
};
