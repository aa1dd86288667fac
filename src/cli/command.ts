import type { GivenSettings, Setting } from "../core/settings.ts";

/** What was typed after a command's name, and how it may talk to the person who typed it. */
export interface Call {
  /** The name of what the command is about, such as a study's. */
  readonly target: string | undefined;
  /** All names, where a command can be about several things. */
  readonly targets: readonly string[];
  /** The `key=value` words. */
  readonly given: GivenSettings;
  /** All words after the command's name, as typed. */
  readonly words: readonly string[];
  readonly dryRun: boolean;
  readonly profile: boolean;
  readonly memory: boolean;
  /** What was said behind `--format`. */
  readonly format: string | undefined;
  /** What was said behind `--only`. */
  readonly only: string | undefined;
  /** Whether the person is sure, where several runs would be deleted. */
  readonly yes: boolean;
  /** Writes a line for people, to stderr. */
  note(line: string): void;
}

/** What a command has to say: as a value for programs, as text for people. */
export interface Outcome {
  readonly json: unknown;
  readonly text: string;
  /** 0 by default; 3 when a claim was missed. */
  readonly exitCode?: 0 | 1 | 3;
}

/** The keys that a command takes. */
export type Keys = Readonly<Record<string, Setting<unknown>>>;

/** A command's code, loaded when it is called. */
export interface Command {
  /** For `--help`; what the target adds is known only once it is named. */
  readonly keys: Keys;
  run(call: Call): Promise<Outcome>;
}
