import type { Figure } from "../../figures/figure.ts";

/** Figures of a section, and what is said of many of them alike. */
export interface FiguresAndShared {
  readonly figures: readonly Figure[];
  readonly shared: readonly string[];
}

/** In so many captions a sentence is read once too often. */
const often = 3;

/** Takes sentences that stand in the captions of many figures out of them, to be said once; the files keep theirs. */
export function sharedSentences(figures: readonly Figure[]): FiguresAndShared {
  const captions = figures.map(({ caption }) => sentencesOf(caption));
  const countOf = (sentence: string) => captions.filter((own) => own.includes(sentence)).length;
  const shared = [...new Set(captions.flat())].filter((sentence) => countOf(sentence) >= often);
  return {
    figures: figures.map((figure, at) => ({
      ...figure,
      caption: captions[at]!.filter((sentence) => !shared.includes(sentence)).join(" "),
    })),
    shared,
  };
}

/** A new sentence begins with a capital behind a full stop. */
function sentencesOf(caption: string): string[] {
  return caption.split(/(?<=\.) (?=\p{Lu})/u);
}
