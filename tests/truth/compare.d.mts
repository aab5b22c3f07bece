export function loadKnown(file?: string): string[];
export function normalise(text: string, known: readonly string[]): string[];
export function diff(expected: readonly string[], actual: readonly string[]): [mark: string, line: string][];
