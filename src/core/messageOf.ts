/** What an error says; also of what was thrown that is no error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
