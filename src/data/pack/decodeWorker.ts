import { DataError } from "../../core/errors.ts";
import { messageOf } from "../../core/messageOf.ts";
import { type DecodedFiles, type DecodeRequest, decodeFiles } from "./decodeFiles.ts";

/** What a process that decodes sends back. */
export type DecodeReply =
  | { readonly decoded: DecodedFiles }
  | { readonly problem: string; readonly isDataError: boolean };

async function replyTo(request: DecodeRequest): Promise<DecodeReply> {
  try {
    return { decoded: await decodeFiles(request) };
  } catch (error) {
    const problem = messageOf(error);
    return { problem, isDataError: error instanceof DataError };
  }
}

process.on("message", async (request: DecodeRequest) => {
  process.send?.(await replyTo(request));
});
// Ctrl-C reaches all processes of a terminal; this one ends when the one that started it does.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
