import type { Marker } from '../editor/editor.ts';
import type { ShownEntry } from '../lab/entry-list.ts';

/**
 * Lines of a Dockerfile that a failed build names, with docker's own words. None where the file has been changed since: BuildKit writes
 * `Dockerfile:3`, then the lines around it, and the error last.
 *
 * @param text of the file in the editor
 */
export function buildFailures(path: string, text: string, entries: readonly ShownEntry[]): readonly Marker[] {
  const saved = entries.map(({ files }) => files?.[path]).filter((file) => file !== undefined);
  if (saved.at(-1) !== undefined && saved.at(-1) !== text) return [];
  const markers = new Map<number, Marker>();
  for (const { state, rows } of entries) {
    if (state.kind !== 'done' || state.status === 0) continue;
    const place = rows.find((row) => row.text.startsWith(`${path}:`))?.text.slice(path.length + 1) ?? '';
    const message = rows.findLast((row) => row.text.startsWith('ERROR: '))?.text.slice('ERROR: '.length);
    const line = /^\d+$/.test(place) ? Number(place) : 0;
    if (message !== undefined && line > 0 && line <= text.split('\n').length) markers.set(line, { line, message });
  }
  return [...markers.values()].sort((a, b) => a.line - b.line);
}
