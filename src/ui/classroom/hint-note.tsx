/** One hint as its reader has it: words, or a way to a machine. */
import type { HintView } from '../../server/domain/class-view.ts';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { ClassData } from './class-data.ts';
import { hintText, machinePath } from './hint-text.ts';

interface HintNoteProps {
  readonly hint: HintView;
  readonly data: ClassData;
  readonly say: Say;
}

export function HintNote({ hint, data, say }: HintNoteProps) {
  const path = machinePath(data, hint);
  if (path !== undefined) return <a href={path}>{say('class.machine.open')}</a>;
  return <InlineText text={hintText(data, hint) ?? ''} />;
}

/** Whether there is anything of it to show here. */
export function canShow(hint: HintView, data: ClassData): boolean {
  return hintText(data, hint) !== undefined || machinePath(data, hint) !== undefined;
}
