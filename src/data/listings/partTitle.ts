/** The title of a data set, with the number of its classes where they are not all there. */
export function partTitle(
  title: string,
  { classes, of }: { readonly classes: number; readonly of: number },
): string {
  return classes === of ? title : `${title} (${classes} of ${of} classes)`;
}
