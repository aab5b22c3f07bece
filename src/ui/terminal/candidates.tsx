/** What Tab found where several fit, in a row above the prompt. */
import { Fragment } from 'preact';
import type { Say } from '../kit/say.ts';

/** More would push what was printed out of sight. */
const MAX_LISTED = 16;

export function Candidates({ all, say }: { readonly all: readonly string[]; readonly say: Say }) {
  const more = all.length - MAX_LISTED;
  return (
    <>
      {all.slice(0, MAX_LISTED).map((one, index) => (
        <Fragment key={one}>
          {index > 0 && '  '}
          <span>{one}</span>
        </Fragment>
      ))}
      {more > 0 && `  ${say('terminal.prompt.more', { count: more })}`}
    </>
  );
}
