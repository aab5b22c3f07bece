/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): JSON has no line break, so one `data` line is enough. */
import type { ClassEvent } from '../domain/class-event.ts';

export function formatLogged(seq: number, at: number, event: ClassEvent): string {
  return `id: ${seq}\nevent: log\ndata: ${JSON.stringify({ seq, at, event })}\n\n`;
}

/** In no log: cannot be resumed, is not missed. */
export function formatPassing(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Keeps the connection and tells how far the reader is, so that whoever resumes need not look at what was not for them. */
export function formatPing(seq: number): string {
  return `id: ${seq}\nevent: ping\ndata: {}\n\n`;
}
