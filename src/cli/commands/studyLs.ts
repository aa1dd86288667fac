import { resolveSettings } from "../../core/settings.ts";
import { studies } from "../../studies/index.ts";
import type { Command } from "../command.ts";
import { noMore } from "../noMore.ts";
import { textTable } from "../textTable.ts";

/** Lists the studies. */
export const studyLs: Command = {
  keys: {},
  async run({ words }) {
    noMore("study ls", words);
    const list = Object.values(studies).map(({ id, title, source, ...study }) => {
      const settings = resolveSettings(id, study.settings, { given: {} });
      return { id, title, source, trainings: study.cells(settings).length };
    });
    const columns = ["study", "trainings", "question"];
    const rows = list.map(({ id, trainings, title }) => [id, trainings, title]);
    return { json: list, text: textTable({ columns, rows }) };
  },
};
