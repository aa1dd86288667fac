import { createHash } from "node:crypto";
import { basename } from "node:path";
import { encodeHeader } from "../../storage/safetensorsHeader.ts";
import type { ImageListing } from "../listings/imageListing.ts";
import { decoder } from "./decodeImage.ts";
import { columnsOf, keptSplits, placesOf } from "./packLayout.ts";
import type { PackManifest } from "./packManifest.ts";
import { kernel, type PackSettings, packedSize } from "./packSettings.ts";
import { type Survey, surveyImages } from "./surveyImages.ts";

/** What is to be packed. */
export interface PackRequest extends PackSettings {
  readonly folder: string;
  readonly listing: ImageListing;
  /** What the data set is to be called. */
  readonly name: string;
  readonly title: string;
  /** Images that are decoded and written as a whole; by default as many as fill 32 MiB, within bounds. */
  readonly chunk?: number;
}

/** All that can be known of a packed file before an image is decoded. */
export interface PackPlan {
  readonly request: PackRequest;
  readonly survey: Survey;
  /** The manifest as it is when no image is left out, without the tensors' hashes. */
  readonly manifest: PackManifest;
  /** SHA-256 of the manifest: what has the same key becomes the same file. */
  readonly key: string;
  /** Bytes before the first image. */
  readonly headerSize: number;
  /** Images of a chunk, which is decoded and written as a whole. */
  readonly chunk: number;
  /** The most bytes that the file can take. */
  readonly size: number;
}

/** Room in the header for the names of images that could not be read. Units: bytes */
const roomForSkipped = 2 ** 16;

/** The header fills whole pages, so that the images begin at one. Units: bytes */
const page = 4096;

/** Looks at the files, and says what the packed file will be. */
export async function planPack(request: PackRequest): Promise<PackPlan> {
  const survey = await surveyImages(request.folder, request.listing);
  const manifest = manifestOf(request, survey);
  const splits = keptSplits(survey, new Set());
  const imageBytes = survey.images.length * packedSize(request);
  const columns = columnsOf(splits, manifest.concepts, imageBytes);
  const places = placesOf(splits, columns, request);
  const tensors = Object.fromEntries(places.map(({ name }) => [name, "0".repeat(64)]));
  const metadata = { manifest: JSON.stringify({ ...manifest, tensors }) };
  const leastHeader = encodeHeader({ places, metadata }).length + roomForSkipped;
  const headerSize = Math.ceil(leastHeader / page) * page;
  return {
    request,
    survey,
    manifest,
    key: createHash("sha256").update(JSON.stringify(manifest)).digest("hex"),
    headerSize,
    chunk: request.chunk ?? chunkOf(request),
    size: headerSize + (places.at(-1)?.end ?? 0),
  };
}

/** As many images as fill 32 MiB, but enough to keep all threads busy and not so many that ending loses much. */
function chunkOf(settings: PackSettings): number {
  return Math.max(32, Math.min(2048, Math.floor(2 ** 25 / packedSize(settings))));
}

function manifestOf(request: PackRequest, { listed, source }: Survey): PackManifest {
  const { folder, listing, name, title, size, channels, fit } = request;
  const splits = [...listed].map(([split, count]) => [split, { listed: count, count }]);
  return {
    format: "learnscope packed images",
    version: 1,
    name,
    title,
    note: noteOf(request),
    classes: [...listing.classes],
    concepts: (listing.concepts ?? []).map(({ name, values, ofClass }) => ({
      name,
      values: [...values],
      ...(ofClass ? { ofClass: [...ofClass] } : {}),
    })),
    folder: basename(folder),
    size,
    channels,
    fit,
    kernel,
    decoder,
    source,
    splits: Object.fromEntries(splits),
    skipped: { count: 0, first: [] },
    tensors: {},
  };
}

const fitTexts: { readonly [F in PackSettings["fit"]]: string } = {
  crop: "scaled and cut",
  stretch: "stretched",
  pad: "scaled and filled up with black",
};

function noteOf({ listing, fit, size, folder }: PackRequest): string {
  const how = `Images of "${basename(folder)}", ${fitTexts[fit]} to ${size} × ${size} pixels`;
  return listing.note === "" ? how : `${how}; ${listing.note}`;
}
