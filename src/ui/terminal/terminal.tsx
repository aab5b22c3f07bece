/**
 * The terminal: a log and an input, and no emulator, so that its text can be selected, searched and read aloud. Digests have the colour
 * of their bytes; whatever is pointed at lights up everywhere (lab/light.ts).
 */
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Say } from '../kit/say.ts';
import type { ShownEntry } from '../lab/entry-list.ts';
import type { Row } from '../lab/output-rows.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { readVisit, rowsBeforePrompt, shownLine, shownTyped } from '../lab/visit.ts';
import { findHashTokens, type KnownHashes, NOTHING_KNOWN } from './hash-tokens.ts';
import { Prompt } from './prompt.tsx';
import { EMPTY_ROW, rowClass, tokenClass } from './row-look.ts';

interface TerminalProps {
  readonly session: SessionModel;
  /** what was run to make the start */
  readonly prepared: readonly string[];
  readonly draft: string;
  readonly say: Say;
}

export function Terminal({ session, prepared, draft, say }: TerminalProps) {
  const box = useRef<HTMLElement>(null);
  const entries = session.entries.value;
  const rows = entries.reduce((sum, entry) => sum + entry.rows.length + 1, 0);
  useLayoutEffect(() => {
    if (box.current !== null) scrollToNow(box.current);
  }, [rows, session.id, session.busy.value, session.at.value]);
  useEffect(() => watchPrompt(box.current), [session.id]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the empty part goes to the prompt, which the keyboard reaches anyway
    <section
      class="terminal"
      aria-label={say('terminal.label')}
      ref={box}
      onClick={(event) => {
        if (event.target === box.current) event.currentTarget.querySelector('textarea')?.focus();
      }}
    >
      <Log session={session} prepared={prepared} say={say} />
      <Prompt key={session.id} session={session} draft={draft} say={say} />
    </section>
  );
}

/** Chips, a list of candidates, a keyboard on the screen and a phone that is turned leave less room: whoever types sees where. */
function watchPrompt(box: HTMLElement | null): (() => void) | undefined {
  const form = box?.querySelector('.terminal-prompt');
  if (box === null || form === null || form === undefined || typeof ResizeObserver !== 'function') return undefined;
  const observer = new ResizeObserver(() => {
    if (!box.contains(document.activeElement)) return;
    scrollToNow(box);
    if (form.getBoundingClientRect().bottom > innerHeight) form.scrollIntoView({ block: 'nearest' });
  });
  for (const part of [box, form]) observer.observe(part);
  return () => observer.disconnect();
}

/** To the end, or to the end of what had happened where the learner looks back. */
function scrollToNow(box: HTMLElement): void {
  const ahead = box.querySelector('.entry.ahead');
  if (ahead === null) box.scrollTop = box.scrollHeight;
  else box.scrollTop += ahead.getBoundingClientRect().top - box.getBoundingClientRect().bottom + AHEAD_PX;
}
/** of what came later, so that it shows that there is more */
const AHEAD_PX = 24;

/** What was run and what it printed; up to where the session stands, what came later is paler. */
export function Log({ session, prepared, say }: Omit<TerminalProps, 'draft'>) {
  const { view, names, isInside = false } = session.snapshot.value;
  const known: KnownHashes = { names, containerIds: view.containers.map(({ id }) => id) };
  const entries = session.entries.value;
  const shown = entries.filter(({ isCleared }) => !isCleared);
  return (
    <div
      class="terminal-log"
      role="log"
      aria-label={say('terminal.log')}
      aria-live={session.busy.value === 'opening' ? 'off' : 'polite'}
    >
      {prepared.length > 0 && shown.length === entries.length && (
        <div class="prepared">
          <div class="row comment"># {say('terminal.prepared')}</div>
          {prepared.map((line) => (
            <Command key={line} line={line} known={known} />
          ))}
        </div>
      )}
      {shown.map((entry) => (
        <EntryRows
          key={entry.id}
          entry={entry}
          isOpen={(isInside && entry.step === session.at.value) || entry.typing !== undefined}
          known={known}
          say={say}
        />
      ))}
    </div>
  );
}

export function Command({ line, known = NOTHING_KNOWN }: { readonly line: string; readonly known?: KnownHashes }) {
  return (
    <div class="row command">
      <span class="prompt" aria-hidden="true">
        ${' '}
      </span>
      <Tokens text={line} known={known} />
    </div>
  );
}

interface EntryRowsProps {
  readonly entry: ShownEntry;
  /** the learner is inside of it: its last row is the prompt at the field */
  readonly isOpen: boolean;
  readonly known: KnownHashes;
  readonly say: Say;
}

function EntryRows({ entry, isOpen, known, say }: EntryRowsProps) {
  const { state, typing } = entry;
  return (
    <div class={`entry${entry.isAhead ? ' ahead' : ''}`}>
      <Command line={shownLine(entry.line)} known={known} />
      <OutputRows rows={isOpen ? rowsBeforePrompt(entry.rows) : entry.rows} known={known} />
      {typing !== undefined && <div class="row">{readVisit(entry.line, entry.rows).prompt + shownTyped(typing.line)}</div>}
      {typing?.lost !== undefined && <div class="row remark">{say(`terminal.lost.${typing.lost}`)}</div>}
      {state.kind === 'lost' && <div class="row remark">{say(`terminal.lost.${state.why}`)}</div>}
      {state.kind === 'done' && state.status !== 0 && (
        <div class="row remark">{say('terminal.status', { status: String(state.status) })}</div>
      )}
    </div>
  );
}

export function OutputRows({ rows, known }: { readonly rows: readonly Row[]; readonly known: KnownHashes }) {
  return (
    <>
      {rows.map((row, index) => (
        <div key={index} class={rowClass(row)}>
          {row.text === '' ? EMPTY_ROW : <Tokens text={row.text} known={known} />}
        </div>
      ))}
    </>
  );
}

export function Tokens({ text, known }: { readonly text: string; readonly known: KnownHashes }) {
  const tokens = useMemo(() => findHashTokens(text, known), [text, known.names, known.containerIds.join()]);
  return (
    <>
      {tokens.map((token, index) => {
        const look = tokenClass(token);
        if (look === undefined) return token.text;
        return (
          <span key={index} class={look} data-hash={token.kind === 'rest' ? undefined : token.key}>
            {token.text}
          </span>
        );
      })}
    </>
  );
}
