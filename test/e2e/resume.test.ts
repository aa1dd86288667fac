import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeStream } from "../../src/core/random.ts";
import {
  folderIn,
  killed,
  leftoversOf,
  type Moment,
  type Phase,
  phaseOf,
  printsOf,
} from "./killedRun.ts";
import { jsonOf, learnscope, makeFolder, readJson } from "./learnscope.ts";

const isFull = process.env.LEARNSCOPE_FULL === "1";

/** How often each training is killed, and how long it is, so that there is time for that. */
const [kills, epochs] = isFull ? [12, 10] : [2, 3];

/** All checkpoints of whole epochs are kept. */
const common = [
  "data=generated-digits",
  "testCount=100",
  `epochs=${epochs}`,
  "seed=3",
  "ladder=every",
];

const trainings: readonly (readonly [what: string, words: string])[] = [
  [
    "a perceptron with momentum on false labels and a validation set",
    "model=mlp trainCount=6000 checkpointSeconds=0.05 validation=0.2 labelNoise=0.2 momentum=0.9 learningRate=0.02",
  ],
  [
    "LeNet-5 with a schedule",
    "model=lenet5 trainCount=1500 checkpointSeconds=0.05 momentum=0.9 schedule=cosine",
  ],
  [
    "the perceptron behind pooling, a last batch that is smaller",
    "model=pooled-mlp trainCount=9990 checkpointSeconds=0.05 lastPartial=keep optimiser=lars momentum=0.9",
  ],
  [
    "dropout with RMSprop",
    "model=cnn002 trainCount=4000 checkpointSeconds=0.3 optimiser=rmsprop learningRate=0.001",
  ],
  [
    "batch norm, augmentation in a thread of its own, Adam and averaged weights",
    "model=mcnn width=4 trainCount=400 checkpointSeconds=0.05 optimiser=adam learningRate=0.002 averageDecay=0.9 augment=crop:2,flip workers=1",
  ],
  [
    "bf16",
    "model=lenet5 trainCount=2000 checkpointSeconds=0.3 optimiser=adamw learningRate=0.002 precision=bf16",
  ],
];

const phases = new Map<Phase, number>();
let kind = 0;

test.each(trainings)(
  "resume takes a killed run to the same bits: %s",
  async (what, words) => {
    const asked = ["train", ...common, ...words.split(" ")];
    const [whole] = jsonOf(learnscope([...asked, `runs=${makeFolder()}`, "--json"])).runs;
    const stream = makeStream(0, `kills/${what}`);
    let attempt = 0;
    for (let kill = 0; kill < kills; ) {
      const runs = makeFolder();
      const folder = () => folderIn(runs);
      for (;;) {
        const path = folder();
        const words = path === undefined ? [...asked, `runs=${runs}`] : ["resume", path];
        if (kill === kills) {
          expect(learnscope(words)).toMatchObject({ exitCode: 0 });
          break;
        }
        const moment = momentOf(kind, (most) => stream.integers(0, attempt, most));
        attempt++;
        const { process, exitCode, signal, stderr } = await killed(words, { folder, moment });
        if (signal === null) {
          // It came to its end before the blow fell.
          expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining("Cannot")]);
          break;
        }
        kill++;
        kind++;
        const phase = phaseOf(folder(), process);
        phases.set(phase, (phases.get(phase) ?? 0) + 1);
      }
      const path = folder()!;
      expect(readJson(path, "status.json").state).toBe("done");
      expect(printsOf(path)).toEqual(printsOf(whole.folder));
      expect(leftoversOf(path)).toEqual([]);
      expect(linesOf(path, "timings.jsonl")).toBe(epochs + 1);
    }
  },
  600_000,
);

test("resume was tested on runs that were killed in every phase", () => {
  const counts = [...phases].map(([phase, count]) => `${count} ${phase}`);
  process.stdout.write(`kills: ${counts.join(", ")}\n`);
  const all = [...phases.values()].reduce((sum, count) => sum + count, 0);
  expect(all).toBe(kills * trainings.length);
  expect(all - (phases.get("starting") ?? 0)).toBeGreaterThan(all / 2);
});

/** One kind of moment after the other, at random within each. */
function momentOf(kind: number, draw: (most: number) => number): Moment {
  switch (kind % 6) {
    case 0:
      return { file: /\.safetensors\.new-/, within: "checkpoints", times: 1 + draw(4) };
    case 1:
      return { file: /^metrics\.jsonl$/, within: ".", times: 2 + draw(2) };
    case 2:
      return { file: /\.json\.new-/, within: "checkpoints", times: 1 + draw(4) };
    case 3:
      return { after: draw(1500) };
    case 4:
      return { file: /^timings\.jsonl$/, within: ".", times: 2 + draw(2) };
    default:
      return { after: 700 + draw(800) };
  }
}

function linesOf(folder: string, name: string): number {
  return readFileSync(join(folder, name), "utf8").trimEnd().split("\n").length;
}
