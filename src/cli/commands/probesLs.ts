import { probes } from "../../probes/index.ts";
import type { AnyProbe } from "../../probing/probe.ts";
import type { Command } from "../command.ts";
import { noMore } from "../noMore.ts";
import { withRest } from "../runsTable.ts";

/** Lists the probes. */
export const probesLs: Command = {
  keys: {},
  async run({ words }) {
    noMore("probes ls", words);
    const all = Object.values(probes);
    const columns = ["probe", "images", "asked after"];
    const rows = all.map((probe) => [probe.id, imagesText(probe), cadenceTexts[probe.cadence]]);
    const { columns: width = Number.POSITIVE_INFINITY } = process.stdout;
    const texts = all.map(({ question }) => question);
    return {
      json: all.map(({ id, title, question, source, images, fitCount, cadence }) => ({
        id,
        title,
        question,
        source,
        images: images ?? null,
        fitCount: fitCount ?? null,
        cadence,
      })),
      text: [
        withRest({ columns, rows }, { name: "asks", texts, width }),
        "",
        "`learnscope probes show <probe>` lists options; `learnscope train … probes=accuracy,cka` asks while a network",
        "learns, `learnscope probe <probe> <run>` asks a run that is there.",
      ].join("\n"),
    };
  },
};

/** When a training asks a probe, in words. */
export const cadenceTexts: { readonly [C in AnyProbe["cadence"]]: string } = {
  every: "every epoch",
  log2: "0, 1, 2, 4, 8…, last",
  end: "the last",
};

/** What a probe looks at where nothing else is said: `500 test`; with those that it is fitted to first. */
export function imagesText({ images, fitCount }: AnyProbe): string {
  if (!images) return "none";
  const number = (count: number) => (count === 0 ? "all" : count.toLocaleString("en-US"));
  const fitted = fitCount === undefined ? "" : `, fitted to ${number(fitCount)} train`;
  return `${number(images.count)} ${images.part}${fitted}`;
}
