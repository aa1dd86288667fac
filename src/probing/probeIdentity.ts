import { createHash } from "node:crypto";
import { canonicalJson } from "../core/canonicalJson.ts";
import type { DatasetFingerprint } from "../data/fingerprint.ts";
import type { AnyProbe } from "./probe.ts";
import type { ProbeSettings } from "./probeOptions.ts";

/** What tells one way of asking from all others; the network that is asked comes on top. */
export interface ProbeIdentity {
  readonly probe: string;
  /** The probe's version and, of one from a file, digits of the file's hash. */
  readonly version: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** SHA-256 of the parts of the data that it looks at. */
  readonly data: Readonly<Partial<DatasetFingerprint>>;
}

/** The identity of a probe with its options on certain data. */
export function probeIdentity(
  probe: AnyProbe,
  options: ProbeSettings<object>,
  { version, fingerprint }: { readonly version: string; readonly fingerprint: DatasetFingerprint },
): ProbeIdentity {
  const { part } = options;
  return {
    probe: probe.id,
    version,
    options: { ...options },
    data: {
      ...(probe.images ? { [part]: fingerprint[part] } : {}),
      ...(probe.fitCount === undefined ? {} : { train: fingerprint.train }),
    },
  };
}

/** Eight hexadecimal digits of an identity: the name of its folder. */
export function identityHash(identity: ProbeIdentity): string {
  return createHash("sha256").update(canonicalJson(identity)).digest("hex").slice(0, 8);
}
