import type { StripKind } from "./stripMarks.ts";

/** A group, and where its line stands. */
interface NamedLine {
  readonly group: string;
  readonly kind: StripKind;
  /** Its middle, in pixels from the upper edge of the panels. */
  readonly y: number;
}

/** Where the lines of panels stand that are beside each other. */
export interface StripPlaces {
  readonly lines: readonly NamedLine[];
  /** Between what is compared and the null distributions, where there are any. */
  readonly border: number | undefined;
  /** Of all lines with the panel's heading, in pixels. */
  readonly height: number;
}

/** Room for names before the panels, in pixels. */
export const stripNamesWidth = 214;
/** Of a panel's heading above the first line, in pixels. */
export const stripHeading = 26;
/** Of a line, in pixels. */
export const stripHeight = 34;
/** Above the null distributions, for words of their own. */
const nullsHeading = 22;

/** What is compared stands above, null distributions below it; each in order of first appearance. */
export function stripPlaces(
  strips: readonly { readonly group: string; readonly kind: StripKind }[],
): StripPlaces {
  const groupsOf = (kind: StripKind) => [
    ...new Set(strips.filter((strip) => strip.kind === kind).map(({ group }) => group)),
  ];
  const [compared, nulls] = [groupsOf("compared"), groupsOf("null")];
  const middle = (top: number, index: number) => top + (index + 0.5) * stripHeight;
  const edge = stripHeading + compared.length * stripHeight;
  const first = edge + (nulls.length > 0 ? nullsHeading : 0);
  return {
    lines: [
      ...compared.map((group, index) => {
        return { group, kind: "compared" as const, y: middle(stripHeading, index) };
      }),
      ...nulls.map((group, index) => ({ group, kind: "null" as const, y: middle(first, index) })),
    ],
    border: nulls.length > 0 ? edge : undefined,
    height: first + nulls.length * stripHeight,
  };
}
