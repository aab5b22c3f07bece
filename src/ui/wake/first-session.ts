/** What a page hands to its first console, as JSON in the page (`#first-session`): little, for the first command waits for it. */
import type { Beginning } from '../lab/begin-session.ts';
import type { LessonData } from './lesson-data.ts';

export interface FirstSession extends Beginning {
  readonly words: {
    /** `terminal.status`, with its placeholder */
    readonly status: string;
  };
}

/** Of the machine that the page shows before anybody chooses another. */
export function describeFirst({ exercises: [first], free, lesson, messages }: LessonData): FirstSession | undefined {
  const words = { status: messages['terminal.status'] ?? '' };
  if (first !== undefined) {
    const { exercise, outline } = first;
    return { session: exercise.id, start: exercise.start, exercise, ...(outline === undefined ? {} : { outline }), words };
  }
  if (free === undefined) return undefined;
  const { start, outline } = free;
  return { session: freeId(lesson), start, ...(outline === undefined ? {} : { outline }), words };
}

/** Of a page's machine that belongs to no exercise. */
export function freeId(page: string): string {
  return `${page}.free`;
}
