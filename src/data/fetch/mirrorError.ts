/** What is known of a mirror's failure. */
interface MirrorErrorOptions extends ErrorOptions {
  /** Whether asking it again is of no use. */
  readonly hopeless: boolean;
  /** When it wants to be asked again. Units: seconds from now */
  readonly retryAfter?: number | undefined;
}

/** A mirror did not send what was asked for. The message goes on after the name of the mirror. */
export class MirrorError extends Error {
  override readonly name = "MirrorError";
  /** Whether asking it again is of no use. */
  readonly hopeless: boolean;
  /** When it wants to be asked again. Units: seconds from now */
  readonly retryAfter: number | undefined;

  constructor(message: string, { hopeless, retryAfter, ...options }: MirrorErrorOptions) {
    super(message, options);
    this.hopeless = hopeless;
    this.retryAfter = retryAfter;
  }
}

/** Answers by which a mirror says that it may do better later; RFC 9110, section 15, and RFC 6585, section 4. */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/** What a mirror's refusal means. */
export function refusalOf({ status, headers }: Pick<Response, "status" | "headers">): MirrorError {
  return new MirrorError(`answered ${status}`, {
    hopeless: !passing.has(status),
    retryAfter: secondsOf(headers.get("retry-after"), headers.get("date")),
  });
}

/** The header is a number of seconds, or a date, by the mirror's own clock: RFC 9110, section 10.2.3. */
function secondsOf(header: string | null, now: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const seconds = (Date.parse(header) - Date.parse(now ?? "")) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
