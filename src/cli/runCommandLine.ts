import { inspect } from "node:util";
import { CommanderError } from "commander";
import { UsageError } from "../core/errors.ts";
import { messageOf } from "../core/messageOf.ts";
import { programVersion } from "../runs/programVersion.ts";
import type { Outcome } from "./command.ts";
import type { CommandEntry } from "./commands.ts";
import { findCommand } from "./findCommand.ts";
import { Interruption } from "./interruptible.ts";
import { parseWords } from "./parseWords.ts";
import { type Flags, makeProgram } from "./program.ts";

/** Exit codes besides 0; 3 comes with an outcome. */
const failure = 1;
const usage = 2;
const interrupted = 130;

/** Does what the words after `learnscope` ask for, and tells the exit code. */
export async function runCommandLine(typed: readonly string[]): Promise<number> {
  const args = (typed[0] === "help" ? [...typed.slice(1), "--help"] : typed).map(settingOf);
  let exitCode = 0;
  try {
    const entry = findCommand(args);
    const asksHelp = args.includes("--help") || args.includes("-h");
    const keys = entry && asksHelp ? (await entry.load()).keys : undefined;
    const onCall = async (called: CommandEntry, words: readonly string[], flags: Flags) => {
      const outcome = await call(called, words, flags);
      print(outcome, flags);
      exitCode = outcome.exitCode ?? 0;
    };
    await makeProgram({ version: programVersion(), keys, onCall }).parseAsync(args, {
      from: "user",
    });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return reportUsage(error, args);
    reportError(error, args.includes("--debug"));
    if (error instanceof Interruption) return interrupted;
    return error instanceof UsageError ? usage : failure;
  }
}

/** A setting that was typed like a flag: `--strict=false` is `strict=false`. The flags with a value stay. */
function settingOf(word: string): string {
  return /^--(?!(?:format|only)=)[a-zA-Z]\w*=/.test(word) ? word.slice(2) : word;
}

async function call(entry: CommandEntry, words: readonly string[], flags: Flags): Promise<Outcome> {
  const { targets, given } = parseWords(entry.name, words, entry);
  const command = await entry.load();
  return command.run({
    target: targets[0],
    targets,
    given,
    words,
    dryRun: flags.dryRun ?? false,
    profile: flags.profile ?? false,
    memory: flags.memory ?? false,
    format: flags.format,
    only: flags.only,
    yes: flags.yes ?? false,
    note,
  });
}

function print({ json, text }: Outcome, { json: asJson }: Flags): void {
  process.stdout.write(asJson ? `${JSON.stringify(json)}\n` : `${text.trimEnd()}\n`);
}

/** Help and version come as errors with exit code 0. */
function reportUsage({ code, exitCode, message }: CommanderError, args: readonly string[]): number {
  if (exitCode === 0) return 0;
  if (code !== "commander.help") {
    const words = message.replace(/^error: /, "").replaceAll("\n", " ");
    note(`Cannot run "${args.join(" ")}": ${words}`);
  }
  return usage;
}

function reportError(error: unknown, debug: boolean): void {
  const message = messageOf(error);
  note(debug ? inspect(error) : message);
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}
