import type { Normalisation } from "../core/normalisation.ts";
import type { SettingsSchema } from "../core/settings.ts";
import type { Dataset } from "./dataset.ts";

/** Which examples to load, or to make. */
export interface LoadOptions {
  /** Only the first so many training examples; default all, or as many as the generator makes unasked. */
  readonly trainCount?: number;
  /** Only the first so many test examples. */
  readonly testCount?: number;
  /** Of a data set that has options: those that are not to be as usual. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * What its publishers, or others who have it, say of a file.
 *
 * Units: bytes
 */
export interface Published {
  readonly size?: number;
  /** The algorithm, a colon, and hexadecimal digits. */
  readonly hash?: `${"sha256" | "md5"}:${string}`;
}

/** One file of a data set. */
export interface DataFile {
  /** Its usual name, unpacked where `isGzip`. */
  readonly name: string;
  /** Further names under which people have the same file. */
  readonly otherNames?: readonly string[];
  /** Whether people also have it packed by gzip, as `<name>.gz`; that is then what is fetched. */
  readonly isGzip?: boolean;
  /** Known of what it holds, unpacked where `isGzip`: packers differ, contents do not. */
  readonly contents?: Published;
  /** Known of `<name>.gz` as it was published. */
  readonly packed?: Published;
}

/** Files that together are a whole data set: the same set may be there in one of several forms. */
export interface DataForm {
  /** What a sentence calls it, such as "the folder cifar-10-batches-bin". */
  readonly title: string;
  /** Folders, inside each data folder, in one of which people keep all these files; they are fetched into the first. */
  readonly folders: readonly string[];
  readonly files: readonly DataFile[];
  /** Addresses that end in a slash, at which each file is looked for in turn; none where people made these files themselves. */
  readonly mirrors?: readonly string[];
}

/** Where the files of a form lie. */
export interface FoundFiles<Form extends DataForm = DataForm> {
  readonly form: Form;
  readonly folder: string;
  /** The path of each of the form's files, in their order; undefined where it is missing. */
  readonly paths: readonly (string | undefined)[];
}

/** Files that images are read from. */
export interface ReadableForm extends DataForm {
  /**
   * Reads the data set from files of which none is missing.
   *
   * @throws {DataError} when they are damaged or not what they should be
   */
  load(found: FoundFiles): Promise<Dataset>;
}

interface Described {
  readonly title: string;
  readonly licence: string;
  /** Where it comes from: an address to read, or a phrase. */
  readonly origin: string;
}

/** A data set that lies in files which others published. */
export interface FileSource extends Described {
  readonly kind: "files";
  /** The forms in which people have it; where several are there, the first of them is read. */
  readonly forms: readonly [ReadableForm, ...ReadableForm[]];
}

/** An archive of single images, or of what is known of them. */
export interface ArchiveFile extends DataFile {
  /** Files and folders that are there once it is unpacked; where they are, it need not be. Default unknown. */
  readonly holds?: readonly string[];
}

/** Archives that together hold all single images of a data set. */
export interface ArchiveForm extends DataForm {
  readonly files: readonly ArchiveFile[];
}

/** A data set of single image files in folders, which are packed before anything is trained on them. */
export interface FolderSource extends Described {
  readonly kind: "folder";
  /** What lies where the images are: the first files or folders by which the layout is known. */
  readonly images: DataForm;
  /** The archives that the images come in. */
  readonly archives: ArchiveForm;
  /** The published constants that networks on these images are given them with. */
  readonly normalisation?: Normalisation;
  /** Of images that are not simply there for all: who gets them, and how they are then to lie in their folder. */
  readonly access?: { readonly who: string; readonly layout: string };
}

/** What a generator is asked for. */
export interface MakeRequest<Options> {
  readonly options: Options;
  readonly trainCount: number | undefined;
  readonly testCount: number | undefined;
  /** Loads another data set by its name, to make this one of. */
  readonly load: (name: string, asked?: LoadOptions) => Promise<Dataset>;
}

/** A data set that the program makes itself, or makes of another. */
export interface GeneratedSource<Options extends object = object> extends Described {
  readonly kind: "generated";
  /** The most examples it makes of a kind. */
  readonly most: number;
  /** What can be chosen of it, under the names and with the texts that the command line has. */
  readonly settings: SettingsSchema<Options>;
  make(request: MakeRequest<Options>): Promise<Dataset>;
}

/** Where a data set's images come from: files that have to be there, or the program itself. */
export type DataSource = FileSource | FolderSource | GeneratedSource;
