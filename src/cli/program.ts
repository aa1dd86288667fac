import { Command as Parser } from "commander";
import type { Setting } from "../core/settings.ts";
import type { Keys } from "./command.ts";
import { type CommandEntry, commands, type Flag, groups } from "./commands.ts";

/** The flags of a call. */
export interface Flags {
  readonly json?: boolean;
  readonly debug?: boolean;
  readonly dryRun?: boolean;
  readonly profile?: boolean;
  readonly memory?: boolean;
  readonly format?: string;
  readonly only?: string;
  readonly yes?: boolean;
}

export interface ProgramOptions {
  readonly version: string;
  /** The keys of the command whose help is asked for. */
  readonly keys?: Keys | undefined;
  readonly onCall: (entry: CommandEntry, words: readonly string[], flags: Flags) => Promise<void>;
}

/** Each flag as it is typed, and what it does. */
const flagTexts: { readonly [F in Flag]: readonly [typed: string, text: string] } = {
  "dry-run": ["--dry-run", "print the resolved configuration and do nothing"],
  profile: ["--profile", "show the time of every step of the compiled graph"],
  memory: ["--memory", "show what a training step keeps in memory"],
  yes: ["--yes", "delete several runs at once"],
  format: ["--format <names>", "formats, with commas between them; all that there are by default"],
  only: ["--only <states>", "cells in these states: pending, stale, interrupted, failed"],
};

const overview = `
Settings are given as key=value: \`learnscope study run translation size=demo seeds=0..4\`.
Every command has --help with its keys and examples, and --json for programs.

Exit codes: 0 done, 1 failed, 2 not understood, 3 a claim was missed, 130 interrupted.`;

/** The parser of the command line: words and flags in, a call out. */
export function makeProgram({ version, keys, onCall }: ProgramOptions): Parser {
  const program = new Parser("learnscope")
    .description("A laboratory for seeing what, when and how convolutional networks learn.")
    .version(version)
    .helpCommand(false)
    .configureHelp({ subcommandTerm })
    .configureOutput({ outputError: () => {} })
    .addHelpText("after", overview)
    .exitOverride();
  const parents = new Map<string, Parser>();
  for (const entry of commands) {
    const [first, second] = entry.name.split(" ");
    if (second !== undefined && !parents.has(first!)) {
      const group = program.command(first!).description(groups[first!]!).helpCommand(false);
      parents.set(first!, group.configureHelp({ subcommandTerm }));
    }
    const parser = (second === undefined ? program : parents.get(first!)!).command(
      second ?? first!,
    );
    describe(parser, entry, keys).action((words: string[], flags: Flags) =>
      onCall(entry, words, flags),
    );
  }
  return program;
}

/** A command with what follows it; a group with its commands. */
function subcommandTerm(parser: Parser): string {
  const inside = parser.commands.map((command) => command.name()).join("|");
  return `${parser.name()} ${inside === "" ? parser.usage().replace("[options]", "") : inside}`;
}

function describe(parser: Parser, entry: CommandEntry, keys: Keys = {}): Parser {
  parser
    .summary(entry.summary)
    .description(`${entry.summary[0]!.toUpperCase()}${entry.summary.slice(1)}.`)
    .usage(`${entry.usage} [options]`.trimStart())
    .argument("[words...]")
    .configureHelp({ visibleArguments: () => [] })
    .option("--json", "print one JSON value to stdout")
    .option("--debug", "show where an error comes from");
  for (const flag of entry.flags ?? []) parser.option(...flagTexts[flag]);
  return parser.addHelpText("after", `${keysText(keys)}\nExamples:\n${examplesText(entry)}`);
}

function examplesText({ examples }: CommandEntry): string {
  return examples.map((example) => `  $ learnscope ${example}`).join("\n");
}

function keysText(keys: Keys): string {
  const entries = Object.entries(keys);
  if (entries.length === 0) return "";
  const width = Math.max(...entries.map(([key]) => key.length)) + 1;
  const lines = entries.map(
    ([key, { description, default: value }]) =>
      `  ${`${key}=`.padEnd(width)}  ${description}${defaultText(value)}`,
  );
  return `\nKeys:\n${lines.join("\n")}\n`;
}

function defaultText(value: Setting<unknown>["default"]): string {
  return value === undefined || String(value) === "" ? "" : ` (default: ${String(value)})`;
}
