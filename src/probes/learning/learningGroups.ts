import type { Concept } from "../../data/dataset.ts";
import type { ProbePoint } from "../../probing/measurement.ts";

/** What the arrays of a checkpoint stand for, as it keeps it. */
export interface LearningDetails {
  readonly classes: readonly string[];
  readonly concepts: readonly Concept[];
}

/** Examples whose learning is told apart from that of others. */
export interface LearningGroup {
  /** All examples; those of a class; with a true or false label; all, judged by a concept; those of one of its values. */
  readonly kind: "all" | "class" | "label" | "concept" | "value";
  readonly name: string;
  /** What answers have to be right about; the label where nothing is said. */
  readonly concept?: string;
  /** 1 for those that belong to it. Shape: [N] */
  readonly members: Uint8Array;
}

/**
 * The groups of the examples that a checkpoint kept: all, by class, by whether their labels are false, and by concept and
 * its values, where an answer only has to be right about the concept.
 *
 * @source own design
 */
export function learningGroups({ arrays = {}, details }: ProbePoint): LearningGroup[] {
  const { classes, concepts } = details as LearningDetails;
  const labels = arrays.labels!.data;
  const those = (values: ArrayLike<number>, wanted: number) =>
    Uint8Array.from(values, (value) => Number(value === wanted));
  const everyone = new Uint8Array(labels.length).fill(1);
  const noisy = arrays.noisy?.data;
  return [
    { kind: "all", name: "all examples", members: everyone },
    ...classes.map((name, label) => ({
      kind: "class" as const,
      name,
      members: those(labels, label),
    })),
    ...(noisy?.some((own) => own === 1) ? ["true labels", "false labels"] : []).map(
      (name, isNoisy) => ({
        kind: "label" as const,
        name,
        members: those(noisy!, isNoisy),
      }),
    ),
    ...concepts.flatMap(({ name: concept, values }) => {
      const shown = arrays[`concept/${concept}`]?.data;
      if (!arrays[`right/${concept}`] || !shown) return [];
      return [
        { kind: "concept" as const, name: concept, concept, members: everyone },
        ...values.map((name, value) => ({
          kind: "value" as const,
          name: `${concept} ${name}`,
          concept,
          members: those(shown, value),
        })),
      ];
    }),
  ];
}
