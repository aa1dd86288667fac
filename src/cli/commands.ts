import type { Command } from "./command.ts";

/** A command as help knows it; its code is loaded when it is called, so that help comes at once. */
export interface CommandEntry {
  /** As typed, such as `study run`. */
  readonly name: string;
  readonly summary: string;
  /** What follows the name, such as `<study> [key=value…]`. */
  readonly usage: string;
  readonly flags?: readonly Flag[];
  /** Whether several names may be given. */
  readonly many?: boolean;
  readonly examples: readonly string[];
  load(): Promise<Command>;
}

/** Flags that some commands have; `--json`, `--debug` and `--help` belong to all. */
export type Flag = "dry-run" | "profile" | "memory" | "format" | "only" | "yes";

/** The first words of commands that have two. */
export const groups: Readonly<Record<string, string>> = {
  study: "questions, and what was found",
  runs: "trainings, and what was logged of them",
  probes: "what can be asked of a network",
  data: "data sets",
  models: "networks",
};

/** All commands, in the order of their help. */
export const commands: readonly CommandEntry[] = [
  {
    name: "study ls",
    summary: "list the studies",
    usage: "",
    examples: ["study ls"],
    load: async () => (await import("./commands/studyLs.ts")).studyLs,
  },
  {
    name: "study show",
    summary: "show a study's question, keys and claims",
    usage: "<study>",
    examples: ["study show translation"],
    load: async () => (await import("./commands/studyShow.ts")).studyShow,
  },
  {
    name: "study run",
    summary: "train, measure, and write the report; `study show` lists the keys",
    usage: "<study> [key=value…]",
    flags: ["dry-run"],
    examples: [
      "study run translation size=demo",
      "study run translation data=mnist seeds=0..4",
      "study run translation shift=10 mode=circular --dry-run",
      "study run ./my-study.ts seeds=0..9",
    ],
    load: async () => (await import("./commands/studyRun.ts")).studyRun,
  },
  {
    name: "study report",
    summary: "write the report and the figures again",
    usage: "<study> [key=value…]",
    examples: [
      "study report translation",
      "study report translation run=runs/translation/<folder>",
    ],
    load: async () => (await import("./commands/studyReport.ts")).studyReport,
  },
  {
    name: "verify",
    summary: "set a study's or a sweep's claims beside the results; exit code 3 on a miss",
    usage: "<study or sweep> [key=value…]",
    examples: ["verify translation", "verify translation --json", "verify runs/widths"],
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  {
    name: "train",
    summary: "train one network, once for every seed",
    usage: "[file of settings] [key=value…]",
    flags: ["dry-run"],
    examples: [
      "train model=lenet5 data=mnist seed=3",
      "train my-run.yaml seeds=0..4",
      "train model=lenet5 c3=full activation=relu seeds=0..4 epochs=5 learningRate=0.1",
      "train model=mlp trainCount=1000 augment=translate:by=2 --dry-run",
      "train optimiser=adamw learningRate=0.001 weightDecay=0.05 schedule=cosine epochs=10",
      "train model=lenet5 data=coloured-digits colourVariance=1000 labelNoise=0.2",
      "train model=resnet18 width=16 data=shapes-textures augment=crop:4,flip normalise=computed optimiser=adam learningRate=0.001",
      "train model=resnet18 weights=resnet18.safetensors head=replace strict=false --dry-run",
    ],
    load: async () => (await import("./commands/train.ts")).train,
  },
  {
    name: "resume",
    summary: "go on with runs that were interrupted, killed, or not begun",
    usage: "<run…>",
    many: true,
    examples: ["resume runs/train/<folder>", "resume newest"],
    load: async () => (await import("./commands/resume.ts")).resume,
  },
  {
    name: "fork",
    summary: "branch off from a run's checkpoint with other settings, and draw how far it leaves",
    usage: "<run>[@<epoch>] [key=value…]",
    flags: ["dry-run"],
    examples: [
      "fork runs/train/<folder>@4 learningRate=0.01",
      "fork newest@8 augment=none --dry-run",
      "fork newest@best epochs=20 optimiser=adam learningRate=0.001",
    ],
    load: async () => (await import("./commands/fork.ts")).fork,
  },
  {
    name: "divergence",
    summary: "draw how far a fork has left its parent, also while it goes on",
    usage: "<fork>",
    examples: ["divergence runs/train/<folder>", "divergence newest"],
    load: async () => (await import("./commands/divergence.ts")).divergence,
  },
  {
    name: "sweep",
    summary: "train every point of a grid with every seed; what is done is never done again",
    usage: "<file> [key=value…]",
    flags: ["dry-run", "only"],
    examples: [
      "sweep widths.yaml",
      "sweep widths.yaml epochs=20 jobs=4 --dry-run",
      "sweep widths.yaml --only failed,stale",
    ],
    load: async () => (await import("./commands/sweep.ts")).sweep,
  },
  {
    name: "probes ls",
    summary: "list the probes: what can be asked of a network at any epoch",
    usage: "",
    examples: ["probes ls"],
    load: async () => (await import("./commands/probesLs.ts")).probesLs,
  },
  {
    name: "probes show",
    summary: "show what a probe asks, what its numbers assume, and its options",
    usage: "<probe>",
    examples: ["probes show cka", "probes show ./my-probe.ts"],
    load: async () => (await import("./commands/probesShow.ts")).probesShow,
  },
  {
    name: "probe",
    summary:
      "ask runs that are there, over all their checkpoints; what is known is not measured again",
    usage: "<probe> <run>[@<epoch>]… [key=value…]",
    many: true,
    examples: [
      "probe activations newest",
      "probe two-nn runs/train/<folder>@8 count=1000",
      "probe cka lenet5 layers=c* to=asked --json",
      "probe ./my-probe.ts newest",
    ],
    load: async () => (await import("./commands/probe.ts")).probe,
  },
  {
    name: "runs ls",
    summary: "list the runs and how far they are",
    usage: "[part of a name…] [key=value…]",
    many: true,
    examples: [
      "runs ls",
      "runs ls pilot state=stale,failed",
      "runs ls lenet5 sort=accuracy",
      "runs ls by=hash",
    ],
    load: async () => (await import("./commands/runsLs.ts")).runsLs,
  },
  {
    name: "runs show",
    summary: "tell what a run is, how it went, and what is left of it",
    usage: "<run> [key=value…]",
    examples: ["runs show newest", "runs show lenet5-0a1b2c-s0 to=curves"],
    load: async () => (await import("./commands/runsShow.ts")).runsShow,
  },
  {
    name: "runs report",
    summary: "write a run's report: its curves, what probes found, what they cost",
    usage: "<run>",
    examples: ["runs report newest", "runs report lenet5-0a1b2c-s0"],
    load: async () => (await import("./commands/runsReport.ts")).runsReport,
  },
  {
    name: "runs rm",
    summary: "delete runs",
    usage: "<run…> [key=value…]",
    flags: ["yes"],
    many: true,
    examples: ["runs rm runs/train/<folder>", "runs rm pilot --yes"],
    load: async () => (await import("./commands/runsRm.ts")).runsRm,
  },
  {
    name: "runs diff",
    summary: "compare two groups of runs, at equal epochs and at equal training losses",
    usage: "<run or hash> <run or hash> [key=value…]",
    many: true,
    examples: [
      "runs diff runs/train/<folder> runs/train/<other folder>",
      "runs diff lenet5-0a1b2c lenet5-3d4e5f interval=bootstrap to=compared",
      "runs diff lenet5-0a1b2c mlp metric=test/accuracy,train/loss --json",
    ],
    load: async () => (await import("./commands/runsDiff.ts")).runsDiff,
  },
  {
    name: "runs export",
    summary: "write the metrics of runs for other programs: csv, tensorboard",
    usage: "<run…> [key=value…]",
    flags: ["format"],
    many: true,
    examples: [
      "runs export runs/train/<folder> --format csv",
      "runs export lenet5 mlp --format csv,tensorboard to=exported",
    ],
    load: async () => (await import("./commands/runsExport.ts")).runsExport,
  },
  {
    name: "data ls",
    summary: "list the data sets and where they are",
    usage: "",
    examples: ["data ls"],
    load: async () => (await import("./commands/dataLs.ts")).dataLs,
  },
  {
    name: "data get",
    summary: "fetch a data set",
    usage: "<data set>",
    examples: ["data get mnist"],
    load: async () => (await import("./commands/dataGet.ts")).dataGet,
  },
  {
    name: "data pack",
    summary: "make one file of images of one size of a folder of images",
    usage: "<folder or data set> [key=value…]",
    examples: [
      "data pack pictures size=32",
      "data pack tiny-imagenet size=64",
      "data pack pictures size=224 fit=pad channels=1 name=grey-pictures workers=16",
    ],
    load: async () => (await import("./commands/dataPack.ts")).dataPack,
  },
  {
    name: "data show",
    summary: "draw examples of a data set, count and measure it",
    usage: "<data set> [key=value…]",
    examples: [
      "data show generated-digits",
      "data show mnist transform=affine:degrees=15:scale=0.9..1.1",
      "data show mnist imbalance=100 labelNoise=0.2 to=pictures",
    ],
    load: async () => (await import("./commands/dataShow.ts")).dataShow,
  },
  {
    name: "data check",
    summary: "check the files of a data set",
    usage: "<data set>",
    examples: ["data check mnist", "data check pictures-32"],
    load: async () => (await import("./commands/dataCheck.ts")).dataCheck,
  },
  {
    name: "data transforms",
    summary: "list what can be done to images",
    usage: "",
    examples: ["data transforms"],
    load: async () => (await import("./commands/dataTransforms.ts")).dataTransforms,
  },
  {
    name: "models ls",
    summary: "list the networks",
    usage: "",
    examples: ["models ls"],
    load: async () => (await import("./commands/modelsLs.ts")).modelsLs,
  },
  {
    name: "models show",
    summary: "show a network's layers, parameters and options",
    usage: "<network> [key=value…]",
    flags: ["memory"],
    examples: [
      "models show lenet5",
      "models show lenet5 subsampling=trainable output=rbf",
      "models show resnet50 batch=32 --memory",
      "models show resnet50 classes=10 weights=resnet50.safetensors head=replace",
    ],
    load: async () => (await import("./commands/modelsShow.ts")).modelsShow,
  },
  {
    name: "export",
    summary: "write a run's network for other programs: safetensors, onnx",
    usage: "<run>[@epoch] [key=value…]",
    flags: ["format"],
    examples: [
      "export runs/train/<folder>",
      "export newest@best",
      "export runs/train/<folder> --format onnx to=models",
    ],
    load: async () => (await import("./commands/export.ts")).exportRun,
  },
  {
    name: "schema",
    summary: "print what a file of settings may hold, as a JSON Schema for editors",
    usage: "<train|sweep>",
    examples: ["schema train > train.schema.json", "schema sweep > sweep.schema.json"],
    load: async () => (await import("./commands/schema.ts")).schema,
  },
  {
    name: "bench",
    summary: "time training steps on this machine",
    usage: "[network] [key=value…]",
    flags: ["dry-run", "profile"],
    examples: ["bench lenet5 batch=64", "bench mlp threads=1 steps=500 --json", "bench --profile"],
    load: async () => (await import("./commands/bench.ts")).bench,
  },
  {
    name: "doctor",
    summary: "tell what was found on this machine, and what to do about what was not",
    usage: "",
    examples: ["doctor"],
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
];
