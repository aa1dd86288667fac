/**
 * What a figure is, beside its picture, in a page that may run scripts. Without them and on paper it is not to be seen.
 */
export interface FigureView {
  /** Markup without any script that is run. */
  readonly html: string;
  readonly style: string;
  /** Put once into a page however many of its figures have it; the page's policy lets nothing else run. */
  readonly script: string;
}
