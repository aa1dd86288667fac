import type { WriteStream } from "node:tty";

/** Whether moving lines may be drawn: on a terminal, unless no colours and movement are wanted. */
export function isLively(
  stream: Pick<WriteStream, "isTTY">,
  { NO_COLOR, CI, TERM }: NodeJS.ProcessEnv = process.env,
): boolean {
  return stream.isTTY && NO_COLOR === undefined && CI === undefined && TERM !== "dumb";
}
