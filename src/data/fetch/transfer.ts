import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../core/codeOf.ts";
import { DataError } from "../core/errors.ts";
import { onDisk } from "./disk.ts";

/** A mirror did not send what was asked for. The message goes on after the name of the mirror. */
export class MirrorError extends Error {
  override readonly name = "MirrorError";
  /** Whether asking it again at once is of no use. */
  readonly hopeless: boolean;

  constructor(message: string, hopeless: boolean, options?: ErrorOptions) {
    super(message, options);
    this.hopeless = hopeless;
  }
}

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
 * Appends to `path` what a mirror sends after the first `start` bytes; replaces it where the mirror can only send all.
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
    const hopeless = response === undefined;
    if (watch.signal.aborted) {
      throw new MirrorError(`was silent for ${options.patience / 1000} s`, hopeless);
    }
    const cause = error instanceof Error ? error.cause : undefined;
    throw new MirrorError(
      hopeless ? `cannot be reached (${codeOf(cause) || "no answer"})` : "broke off",
      hopeless,
      { cause: error },
    );
  } finally {
    watch.stop();
    await response?.body?.cancel().catch(() => undefined);
  }
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
  const range = response.headers.get("content-range") ?? "";
  if (response.status !== 200 && !(continued && range.startsWith(`bytes ${start}-`))) {
    throw new MirrorError(`answered ${response.status}`, true);
  }
  let received = continued ? start : 0;
  const length = response.headers.get("content-length");
  const total = length === null ? undefined : received + Number(length);
  await onDisk(path, () => mkdir(dirname(path), { recursive: true }));
  const file = await onDisk(path, () => open(path, continued ? "a" : "w"));
  try {
    for await (const bytes of response.body ?? []) {
      heard();
      received += bytes.length;
      if (received > most) {
        throw new MirrorError(`sends more than ${most} bytes`, true);
      }
      await onDisk(path, () => file.writeFile(bytes));
      report(received, total);
    }
    await onDisk(path, () => file.sync());
  } finally {
    await file.close();
  }
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
