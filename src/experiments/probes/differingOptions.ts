/** A probe as it was asked. */
export interface AskedWith {
  readonly id: string;
  readonly options: object;
}

/**
 * Of each of several probes the options that tell it from the same probe asked otherwise: `certain=0.5, count=100`; "" where
 * there is nothing to tell apart.
 */
export function differingOptions(asked: readonly AskedWith[]): readonly string[] {
  const entriesOf = ({ options }: AskedWith) => Object.entries<unknown>({ ...options });
  return asked.map((own) => {
    const others = asked.filter(({ id }) => id === own.id).map((one) => new Map(entriesOf(one)));
    return entriesOf(own)
      .filter(([key, value]) => others.some((one) => String(one.get(key)) !== String(value)))
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(", ");
  });
}
