import { open } from "node:fs/promises";
import { codeOf } from "../../core/codeOf.ts";
import { DataError } from "../../core/errors.ts";
import { onDisk } from "../disk.ts";
import { MirrorError, refusalOf } from "./mirrorError.ts";

/** What to ask of a mirror. */
export interface TransferOptions {
  /** Bytes that the file already has. */
  readonly start: number;
  readonly most: number;
  /** Longest silence in milliseconds. */
  readonly patience: number;
  readonly report: (received: number, total: number | undefined) => void;
}

/**
 * Appends to `path`, whose folder is there, what a mirror sends after the first `start` bytes; replaces it where the mirror
 * can only send all.
 *
 * @throws {MirrorError} when it refuses, falls silent, breaks off or sends too much; what came stays in the file
 * @throws {DataError} when the file cannot be written
 */
export async function transfer(url: string, path: string, options: TransferOptions): Promise<void> {
  const watch = watchSilence(options.patience);
  let response: Response | undefined;
  try {
    response = await fetch(url, { headers: headersFor(options.start), signal: watch.signal });
    // 416: there is nothing after `start`, so the file is complete, or wrong, which its hash will show.
    if (response.status === 416 && options.start > 0) return;
    await receive(response, path, { ...options, heard: watch.heard });
  } catch (error) {
    if (error instanceof MirrorError || error instanceof DataError) throw error;
    if (watch.signal.aborted) {
      throw new MirrorError(`was silent for ${options.patience / 1000} s`, {
        hopeless: response === undefined,
      });
    }
    throw response === undefined ? unreachable(error) : brokenOff(error);
  } finally {
    watch.stop();
    await response?.body?.cancel().catch(() => undefined);
  }
}

function unreachable(error: unknown): MirrorError {
  const cause = error instanceof Error ? error.cause : undefined;
  const isLoop = cause instanceof Error && cause.message === "redirect count exceeded";
  const what = isLoop
    ? "redirects again and again"
    : `cannot be reached (${codeOf(cause) || "no answer"})`;
  return new MirrorError(what, { hopeless: true, cause: error });
}

function brokenOff(error: unknown): MirrorError {
  return new MirrorError("broke off", { hopeless: false, cause: error });
}

/** A packed reply to a request for part of a packed file would be ambiguous: `identity` rules it out. */
function headersFor(start: number): Record<string, string> {
  const all = { "accept-encoding": "identity" };
  return start > 0 ? { ...all, range: `bytes=${start}-` } : all;
}

async function receive(
  response: Response,
  path: string,
  options: TransferOptions & { readonly heard: () => void },
): Promise<void> {
  const { start, most, report, heard } = options;
  const continued = response.status === 206;
  if (response.status !== 200 && !continued) throw refusalOf(response);
  if (continued && !response.headers.get("content-range")?.startsWith(`bytes ${start}-`)) {
    throw new MirrorError("sent another part than asked for", { hopeless: true });
  }
  let received = continued ? start : 0;
  const length = response.headers.get("content-length");
  const total = length === null ? undefined : received + Number(length);
  if (total !== undefined && total > most) throw tooLarge(most);
  const file = await onDisk(path, () => open(path, continued ? "a" : "w"));
  try {
    for await (const bytes of response.body ?? []) {
      heard();
      received += bytes.length;
      if (received > most) throw tooLarge(most);
      await onDisk(path, () => file.writeFile(bytes));
      report(received, total);
    }
    await onDisk(path, () => file.sync());
  } finally {
    await file.close();
  }
}

function tooLarge(most: number): MirrorError {
  return new MirrorError(`sends more than ${most} bytes`, { hopeless: true });
}

/** A signal that goes off when nothing is heard for `patience` milliseconds. */
function watchSilence(patience: number) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  return {
    signal: controller.signal,
    heard: () => void timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}
