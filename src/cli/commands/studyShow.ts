import { resolveSettings } from "../../core/settings.ts";
import { expectationText } from "../../studies/claimText.ts";
import type { Command } from "../command.ts";
import { keysTable } from "../keysTable.ts";
import { namedStudy } from "../namedStudy.ts";
import { noMore } from "../noMore.ts";
import { textTable } from "../textTable.ts";

/** Shows what a study asks, what may be set, and what its source claims. */
export const studyShow: Command = {
  keys: {},
  async run({ target, given }) {
    const study = await namedStudy("study show", target);
    noMore("study show", Object.keys(given));
    const { id, title, question, source, demo, claims } = study;
    const cells = study.cells(resolveSettings(id, study.settings, { given: {} }));
    const keys = Object.entries(study.settings).map(([key, { default: value, description }]) => ({
      key,
      default: value,
      description,
    }));
    const claimRows = claims.map(({ statement, where, quantity, expected, seeds = 1 }) => [
      statement,
      expectationText(expected, quantity),
      seeds,
      where,
    ]);
    return {
      json: { id, title, question, source, trainings: cells.length, keys, demo, claims },
      text: [
        title,
        question,
        `Source: ${source}`,
        `Trainings: ${cells.length}`,
        "",
        keysTable(study.settings, { ...demo }),
        "",
        textTable({ columns: ["claim", "value", "seeds", "where"], rows: claimRows }),
      ].join("\n"),
    };
  },
};
