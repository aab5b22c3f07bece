/** Buttons that bring back an answer which was put aside. */
import type { FILE_SLOTS, Slot } from '../keep/kept.ts';
import type { Say } from '../kit/say.ts';
import type { VersionsModel } from './versions.model.ts';

type OwnSlot = Exclude<Slot, (typeof FILE_SLOTS)[number]>;

const WORDS = {
  passed: 'exercise.versions.passed',
  'handed-in': 'exercise.versions.handedIn',
  before: 'exercise.versions.before',
  'other-tab': 'exercise.versions.otherTab',
  'other-tab-steps': 'exercise.versions.otherTabSteps',
  outdated: 'exercise.versions.outdated',
} as const satisfies Record<OwnSlot, string>;

function wordOf(slot: Slot): string {
  return slot in WORDS ? WORDS[slot as OwnSlot] : 'exercise.versions.file';
}

export function Versions({ model, say }: { readonly model: VersionsModel; readonly say: Say }) {
  const offered = model.offered.value;
  if (offered.length === 0) return null;
  const dates = new Intl.DateTimeFormat(say.locale, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <fieldset class="versions needs-js">
      <legend>{say('exercise.versions.label')}</legend>
      {offered.map(({ slot, at }) => (
        <button key={slot} type="button" class="button quiet" onClick={() => void model.goBackTo(slot)}>
          {say(wordOf(slot), { when: dates.format(at) })}
        </button>
      ))}
    </fieldset>
  );
}
