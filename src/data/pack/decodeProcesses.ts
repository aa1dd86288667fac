import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { DataError } from "../../core/errors.ts";
import { workerUrl } from "../../core/workerUrl.ts";
import type { DecodedFiles, DecodeRequest, Failure } from "./decodeFiles.ts";
import type { DecodeReply } from "./decodeWorker.ts";

/** Decodes as `decodeFiles` does, in several processes. */
export interface DecodeProcesses {
  decode(request: DecodeRequest): Promise<DecodedFiles>;
  /** Ends the processes. */
  close(): void;
}

/**
 * Node has four threads in a process for work such as decoding, so more cores need more processes.
 *
 * @param count - of processes
 */
export function startDecodeProcesses(count: number): DecodeProcesses {
  const path = fileURLToPath(workerUrl("./decodeWorker.js", import.meta.url));
  const children = Array.from({ length: count }, () =>
    fork(path, { serialization: "advanced", stdio: ["ignore", "inherit", "inherit", "ipc"] }),
  );
  return {
    async decode(request) {
      const parts = partsOf(request, count);
      return joined(await Promise.all(parts.map((part, at) => ask(children[at]!, part))), parts);
    },
    close() {
      for (const child of children) child.kill("SIGTERM");
    },
  };
}

function partsOf({ files, inFlight, ...request }: DecodeRequest, count: number): DecodeRequest[] {
  const length = Math.ceil(files.length / count);
  const share = Math.ceil(inFlight / count);
  const starts = Array.from({ length: count }, (_, part) => part * length);
  return starts
    .filter((from) => from < files.length)
    .map((from) => ({ ...request, files: files.slice(from, from + length), inFlight: share }));
}

async function ask(child: ChildProcess, request: DecodeRequest): Promise<DecodedFiles> {
  const ended = new AbortController();
  const answers = once(child, "message", { signal: ended.signal });
  const end = once(child, "exit", { signal: ended.signal });
  try {
    child.send(request);
    const [first, signal] = await Promise.race([answers, end]);
    if (typeof first !== "object" || first === null) throw deadProcess(first ?? signal);
    const reply: DecodeReply = first;
    if ("decoded" in reply) return reply.decoded;
    throw reply.isDataError ? new DataError(reply.problem) : new Error(reply.problem);
  } finally {
    ended.abort();
    await Promise.allSettled([answers, end]);
  }
}

function deadProcess(cause: unknown): DataError {
  return new DataError(
    `Cannot decode images: a process that did so ended with ${cause}, needs memory for several images at once; \`workers=1\` needs least`,
  );
}

function joined(decoded: readonly DecodedFiles[], parts: readonly DecodeRequest[]): DecodedFiles {
  const failures: Failure[] = [];
  let from = 0;
  for (const [at, part] of parts.entries()) {
    for (const [index, reason] of decoded[at]!.failures) failures.push([from + index, reason]);
    from += part.files.length;
  }
  return { images: Buffer.concat(decoded.map(({ images }) => images)), failures };
}
