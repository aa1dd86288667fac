import type { Setting } from "../../core/settings.ts";
import type { dataSets } from "../../data/catalogue.ts";
import type { GeneratedSource } from "../../data/dataSource.ts";
import type { NetworkName, networks } from "../../zoo/index.ts";
import type { TrainSettings, trainCommonKeys } from "../trainKeys.ts";

/** What every file of settings may say beside its settings. */
export interface ConfigFile {
  /** Version of what the keys mean. */
  readonly schema?: number;
  /** Files beside this one whose keys come first; this file's keys win over theirs, a later file's over an earlier one's. */
  readonly extends?: string | readonly string[];
}

/** What a file may say of a training: every key of `learnscope train`, and every option of every network and data set. */
export interface RunFile
  extends ConfigFile,
    FileValues<TrainSettings>,
    FileValues<CommonSettings>,
    OptionsOfNetworks,
    OptionsOfDataSets {
  /** Another name of `seeds`. */
  readonly seed?: FileValue<TrainSettings["seeds"]>;
}

type CommonSettings = {
  readonly [Key in keyof typeof trainCommonKeys]: (typeof trainCommonKeys)[Key] extends Setting<
    infer Value
  >
    ? Value
    : never;
};

/** None has to be said, and all may be said as they are typed where they are no plain words or numbers. */
type FileValues<Settings> = { readonly [Key in keyof Settings]?: FileValue<Settings[Key]> };

type FileValue<Value> = Value extends readonly number[]
  ? number | string | readonly number[]
  : Value extends readonly unknown[]
    ? string | readonly string[]
    : Value;

/** Of a network without options the type knows no keys, and admits all. */
type KnownKeys<Choices> = string extends keyof Choices ? never : keyof Choices;

type NetworkOption = {
  [Name in NetworkName]: KnownKeys<(typeof networks)[Name]["choices"]>;
}[NetworkName];

type OptionsOfNetworks = {
  readonly [Key in Exclude<NetworkOption, keyof TrainSettings>]?: string | number;
};

type OptionsOf<Source> = Source extends GeneratedSource<infer Options> ? keyof Options : never;

type OptionsOfDataSets = {
  readonly [Key in Exclude<
    OptionsOf<(typeof dataSets)[keyof typeof dataSets]>,
    keyof TrainSettings
  >]?: string | number | boolean;
};
