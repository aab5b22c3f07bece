/** One change between two steps in words, for the list and for its table. */
import { shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import type { StepChange } from '../lab/xray-data.ts';
import { shortCreatedBy } from '../layers/short-created-by.ts';

/** last part of the key `xray.steps.…` */
export const WHAT_HAPPENED = { A: 'came', C: 'changed', D: 'went' } as const;

export interface ChangeWords {
  readonly name: string;
  /** what is other than it was */
  readonly note: string;
  readonly size: string;
}

export function describeChange(change: StepChange, say: Say): ChangeWords {
  switch (change.kind) {
    case 'image':
      return {
        name: say('xray.title.image', { name: change.tags.join(', ') || say('xray.untagged') }),
        note: '',
        size: say.bytes(change.size),
      };
    case 'tag': {
      const { name, id, was } = change;
      const note = was === undefined ? '' : say('xray.note.was', { was: shortDigest(was), now: shortDigest(id) });
      return { name: say('xray.steps.tag', { name }), note, size: '' };
    }
    case 'layer':
      return { name: shortCreatedBy(change.createdBy) || say('layers.unknown'), note: '', size: say.bytes(change.size) };
    case 'container': {
      const { name, status, size, was } = change;
      const notes = [
        was !== undefined && was.name !== name && say('xray.note.was', { was: was.name, now: name }),
        was === undefined || was.status === status
          ? say(`layers.status.${status}`)
          : say('xray.note.was', { was: say(`layers.status.${was.status}`), now: say(`layers.status.${status}`) }),
        was !== undefined && was.size !== size && say('xray.note.was', { was: say.bytes(was.size), now: say.bytes(size) }),
      ];
      return { name, note: notes.filter((note) => note !== false).join(' · '), size: say.bytes(size) };
    }
  }
}
