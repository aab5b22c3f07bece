/** What went wrong, for the operator: one JSON object a line on stderr. Of people there is nothing in it. */
export function reportError(entry: Readonly<Record<string, unknown>>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}
