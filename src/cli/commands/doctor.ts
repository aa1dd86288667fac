import { constants, existsSync, statSync } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Backend } from "../../backends/backend.ts";
import { BackendError, UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { type DataSetListing, listDataSets } from "../../data/list.ts";
import { backendKeys, runsKeys } from "../../experiments/commonKeys.ts";
import { environmentOf } from "../../runs/environment.ts";
import type { Command } from "../command.ts";
import { noMore } from "../noMore.ts";

/** One thing that was looked for. */
interface Finding {
  readonly what: string;
  readonly found: string;
  /** What to do about it; empty where all is well. */
  readonly advice: string;
}

const keys = { ...runsKeys, threads: backendKeys.threads };

/** What `precision=bf16` does here. */
const bf16Findings: { readonly [Kind in Backend["bf16"]]: string } = {
  native: "in instructions of its own",
  emulated: "emulated with instructions for f32, no faster than f32",
  none: "not there, precision=bf16 computes in f32",
};

/** Below this a study's outputs may not fit. Units: GiB */
const littleSpace = 1;

/** Tells what was found on this machine, and what to do about what was not. */
export const doctor: Command = {
  keys,
  async run({ target, given }) {
    noMore("doctor", target === undefined ? [] : [target]);
    const { runs, threads } = resolveSettings("doctor", keys, { given });
    const findings = [
      ...programFindings(),
      ...(await backendFindings("threads" in given ? threads : undefined)),
      await openblasFinding(),
      ...(await dataFindings()),
      await runsFinding(runs),
    ];
    const width = Math.max(...findings.map(({ what }) => what.length));
    const lines = findings.flatMap(({ what, found, advice }) => [
      `${advice === "" ? "✓" : "✗"} ${what.padEnd(width)}  ${found}`,
      ...(advice === "" ? [] : [`  ${" ".repeat(width)}  ${advice}`]),
    ]);
    return { json: findings, text: lines.join("\n") };
  },
};

function programFindings(): Finding[] {
  const environment = environmentOf({ backend: "", precision: "", command: [] });
  const { learnscope, node, platform, processor, threadsAvailable, memoryGiB } = environment;
  return [
    { what: "learnscope", found: learnscope, advice: "" },
    { what: "Node", found: `${node}, ${platform}`, advice: "" },
    {
      what: "machine",
      found: `${processor}, ${threadsAvailable} threads, ${memoryGiB} GiB`,
      advice: "",
    },
  ];
}

async function backendFindings(threads: number | undefined): Promise<Finding[]> {
  const { loadOnednnBackend } = await import("../../backends/onednn/onednn.ts");
  const { loadLibrary } = await import("../../backends/onednn/library.ts");
  try {
    const { description, bf16 } = loadOnednnBackend(threads === undefined ? {} : { threads });
    return [
      { what: "backend", found: description, advice: "" },
      { what: "bf16", found: bf16Findings[bf16], advice: "" },
      { what: "library", found: loadLibrary().path, advice: "" },
    ];
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return [{ what: "backend", found: "reference, plain loops", advice: error.message }];
  }
}

async function openblasFinding(): Promise<Finding> {
  const { loadOpenblas } = await import("../../linalg/openblas.ts");
  const what = "OpenBLAS";
  try {
    const openblas = loadOpenblas();
    if (openblas) return { what, found: `${openblas.path}, kernels: ${openblas.core}`, advice: "" };
    const advice =
      "principal components are found by slower code of our own; install it (Debian, Ubuntu: apt-get install libopenblas0-pthread) or name its library in LEARNSCOPE_OPENBLAS";
    return { what, found: "not there", advice };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { what, found: "not there", advice: error.message };
  }
}

/** The data set that commands use unasked: it is told of though it is missing, as the many others are not. */
const usual = "mnist";

async function dataFindings(): Promise<Finding[]> {
  return (await listDataSets())
    .filter(({ state }) => state !== "built in")
    .filter(({ name, state }) => state !== "missing" || name === usual)
    .map(({ name, title, state, folder }) => ({
      what: `data: ${name}`,
      found: `${title}, ${state}, ${folder}`,
      advice: dataAdvice(name, state),
    }));
}

function dataAdvice(name: string, state: DataSetListing["state"]): string {
  if (state === "found" || state === "packed") return "";
  if (state === "damaged") return "delete it and pack its folder again";
  const verb = state === "not unpacked" ? "unpacks" : "fetches";
  return `\`learnscope data get ${name}\` ${verb} it; LEARNSCOPE_DATA may list folders that have it`;
}

async function runsFinding(runs: string): Promise<Finding> {
  const folder = resolve(runs);
  const nearest = nearestFolder(folder);
  const { bavail, bsize } = await statfs(nearest);
  const freeGiB = (bavail * bsize) / 2 ** 30;
  const state = existsSync(folder) ? "" : ", made by the first run";
  const trouble = !(await isWritableFolder(nearest))
    ? "no files can be made there"
    : freeGiB < littleSpace
      ? "little space is left"
      : "";
  return {
    what: "runs",
    found: `${folder}${state}, ${freeGiB.toFixed(1)} GiB free`,
    advice: trouble && `${trouble}: choose another folder by runs=<folder> or LEARNSCOPE_RUNS`,
  };
}

async function isWritableFolder(path: string): Promise<boolean> {
  if (!statSync(path).isDirectory()) return false;
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}
