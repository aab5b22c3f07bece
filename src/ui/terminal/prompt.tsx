/**
 * Where a command is typed. Enter runs it, the arrows bring back earlier ones, Tab completes as in bash and the second Tab lists; Escape and
 * then Tab leaves the field, and so does Tab where nothing is typed: no keyboard is caught here. Ctrl+R searches what was run, bash's keys
 * edit the line; `edit` opens a file in the page's editor.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Chips, wantsChips } from '../assist/chips.tsx';
import { Icon } from '../kit/icon.tsx';
import { Lazy } from '../kit/lazy.tsx';
import type { Say } from '../kit/say.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { END_OF_INPUT, INTERRUPT, isReading, shownLine } from '../lab/visit.ts';
import { askToEdit, type OpenedFile } from './ask-to-edit.ts';
import { Candidates } from './candidates.tsx';
import { withEdit } from './edit-command.ts';
import { replaceIn } from './edit-field.ts';
import { createHistorySearchModel } from './history-search.model.ts';
import { readLineKey } from './line-keys.ts';
import { withoutPrompts } from './pasted-text.ts';
import { type PromptKey, readPromptKey } from './prompt-keys.ts';
import { takePaste } from './take-paste.ts';
import { completeText, createPromptModel } from './terminal.model.ts';
import { createTypedQueue } from './typed-queue.ts';

const loadFileEdit = () => import('./file-edit.tsx').then(({ FileEdit }) => FileEdit);

interface PromptProps {
  readonly session: SessionModel;
  readonly draft: string;
  readonly say: Say;
}

/** Higher, the field scrolls. */
const MAX_ROWS = 12;
/** With Ctrl, what the browser would do with them is far from what bash does: the page's source, a bookmark, the address. */
const KEPT_KEYS = ['u', 'e', 'w', 'd'];

function joined(before: string, after: string): string {
  return after === '' ? before : `${before}\n${after}`;
}

export function Prompt({ session, draft, say }: PromptProps) {
  const prompt = useMemo(() => createPromptModel(draft), []);
  const queue = useMemo(() => createTypedQueue(session, giveBack), []);
  const candidates = useSignal<readonly string[]>([]);
  /** what is said to whoever typed something that is no command */
  const note = useSignal('');
  const opened = useSignal<OpenedFile | undefined>(undefined);
  const hasChips = useSignal(false);
  const field = useRef<HTMLTextAreaElement>(null);
  /** Escape was the last key: the next Tab is the browser's */
  const isLeaving = useRef(false);
  /** what was cut last, for Ctrl+Y */
  const killed = useRef('');
  /** the line that Tab was pressed on last */
  const tabbed = useRef<string | undefined>(undefined);
  const isBusy = session.busy.value !== 'idle';
  const visit = session.visit.value;
  const history = () => {
    const typed = session.visit.peek()?.typed.filter((line) => line !== END_OF_INPUT && line !== INTERRUPT);
    const lines = typed ?? session.entries.peek().map(({ line }) => shownLine(line));
    return lines.filter((line, index) => line !== lines[index - 1]);
  };
  const historySearch = useMemo(() => createHistorySearchModel(prompt, history), []);
  const search = historySearch.search.value;
  useEffect(() => {
    hasChips.value = wantsChips();
  }, []);

  const ask = async (text: string, caret: number) => {
    const found = await session.complete({ text, language: 'shellscript', from: 'now' }, caret);
    return found && withEdit(found, text);
  };

  /** Before what has been typed since. */
  function giveBack(text: string): void {
    prompt.draft.value = text + prompt.draft.peek();
  }

  async function submit(): Promise<void> {
    const text = prompt.draft.value;
    candidates.value = [];
    note.value = '';
    if (await edit(text)) return;
    if (session.visit.peek() === undefined && text.trim() === '') return;
    prompt.take();
    await queue.send(withoutPrompts(text).text);
  }

  /** Ctrl+C: what runs ends, and what waited for it comes back. */
  function stop(): void {
    const back = queue.takeBack();
    session.stop();
    if (back === '') return;
    prompt.draft.value = joined(back, prompt.draft.peek());
    note.value = say('terminal.prompt.givenBack');
  }

  /** The button goes when the program does; whoever pressed it goes on in the field. */
  function interrupt(): void {
    field.current?.focus();
    void queue.send(INTERRUPT);
  }

  function onPaste(event: ClipboardEvent): void {
    const said = field.current === null ? undefined : takePaste(event, field.current, say);
    if (said !== undefined) note.value = said;
  }

  /** @returns whether the key edits the line as in bash */
  function lineKey(event: KeyboardEvent): boolean {
    const element = field.current;
    if (element === null) return false;
    const { value, selectionStart } = element;
    const edit = readLineKey(event, value, selectionStart, killed.current);
    if (edit === undefined) return event.ctrlKey && !event.shiftKey && !event.altKey && KEPT_KEYS.includes(event.key.toLowerCase());
    if (edit.isKill) killed.current = value.slice(edit.from, edit.to);
    replaceIn(element, edit.from, edit.to, edit.put);
    return true;
  }

  /** Whether it was for an editor, not for the shell. */
  async function edit(text: string): Promise<boolean> {
    const asked = await askToEdit(text, session, say);
    if (asked === undefined) return false;
    if (asked.note !== undefined) note.value = asked.note;
    if (asked.instead !== undefined) prompt.draft.value = asked.instead;
    if (asked.file !== undefined) {
      if (prompt.draft.peek() === text) prompt.take();
      opened.value = asked.file;
    }
    return true;
  }

  async function complete(): Promise<void> {
    const text = prompt.draft.value;
    const caret = field.current?.selectionStart ?? text.length;
    const isSecond = tabbed.current === text;
    tabbed.current = text;
    const found = await ask(text, caret);
    // whoever has typed on meanwhile wants none of it
    if (found === undefined || prompt.draft.value !== text) return;
    const completed = completeText(text, found);
    if (completed.text === text) {
      candidates.value = isSecond ? completed.candidates : [];
      return;
    }
    candidates.value = [];
    tabbed.current = completed.text;
    prompt.draft.value = completed.text;
    if (field.current === null) return;
    field.current.value = completed.text;
    field.current.setSelectionRange(completed.caret, completed.caret);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const text = prompt.draft.value;
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    const searched = !event.isComposing && historySearch.takeKey(event);
    if (searched !== false) {
      event.preventDefault();
      if (searched === 'run') void submit();
      return;
    }
    const wasLeaving = isLeaving.current;
    isLeaving.current = event.key === 'Escape';
    const key = readPromptKey(event, { text, from: selectionStart, to: selectionEnd }, wasLeaving);
    if (key === undefined) {
      if (!event.isComposing && lineKey(event)) event.preventDefault();
      return;
    }
    // the first Escape only frees Tab; what lies around the terminal gets the next
    if (key !== 'free' || (text !== '' && !wasLeaving)) event.preventDefault();
    act(key);
  }

  function act(key: PromptKey): void {
    if (key === 'submit') void submit();
    else if (key === 'complete') void complete();
    else if (key === 'free') candidates.value = [];
    else if (key === 'older') prompt.older(history());
    else if (key === 'newer') prompt.newer(history());
    else if (key === 'end-of-input') {
      note.value = visit === undefined ? say('terminal.prompt.nothingToLeave') : '';
      if (visit !== undefined) void queue.send(END_OF_INPUT);
    } else if (key === 'clear') session.clear();
    else interruptOrEmpty();
  }

  /** Ctrl+C: ends what runs, interrupts what reads, and otherwise empties the field. */
  function interruptOrEmpty(): void {
    const text = prompt.draft.value;
    candidates.value = [];
    note.value = '';
    if (isBusy) stop();
    else if (text === '' && visit !== undefined && isReading(visit)) void queue.send(INTERRUPT);
    else if (field.current !== null) {
      replaceIn(field.current, 0, text.length, '');
      prompt.take();
    }
  }

  const found = search && (history()[search.at] ?? (search.query && say('terminal.search.nothing')));
  const file = opened.value;
  if (file !== undefined) {
    const onClose = (): void => {
      opened.value = undefined;
      requestAnimationFrame(() => field.current?.focus());
    };
    return <Lazy load={loadFileEdit} props={{ ...file, session, onClose, say }} failed={say('machine.panelFailed')} />;
  }
  const waiting = queue.waiting.value.join('\n').split('\n');
  const hintId = `prompt-hint-${session.id}`;
  return (
    <form
      class="terminal-prompt needs-js"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p class="candidates" role="status">
        {found ?? (note.value || <Candidates all={candidates.value} say={say} />)}
      </p>
      {isBusy && queue.waiting.value.length > 0 && (
        <p class="candidates">{say('terminal.waiting', { count: waiting.length, line: waiting[0] ?? '' })}</p>
      )}
      {hasChips.value && <Chips field={field} text={prompt.draft} complete={ask} say={say} />}
      <label>
        <span class="said">{say(visit === undefined ? 'terminal.prompt.label' : 'terminal.prompt.inside')}</span>
        <span class="prompt" aria-hidden="true">
          {search === undefined ? (visit?.prompt.trimEnd() ?? '$') : say('terminal.search.sign')}
        </span>
        <textarea
          ref={field}
          name="command"
          rows={Math.min(MAX_ROWS, prompt.draft.value.split('\n').length)}
          value={prompt.draft.value}
          placeholder={visit === undefined ? say('terminal.prompt.placeholder') : ''}
          aria-describedby={hintId}
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          spellcheck={false}
          enterkeyhint="go"
          onFocus={() => void session.open()}
          onInput={(event) => {
            prompt.draft.value = event.currentTarget.value;
            note.value = '';
            historySearch.look();
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </label>
      {isBusy ? (
        <button type="button" class="term-button" onClick={stop}>
          <Icon name="stop" />
          {say('terminal.stop')}
        </button>
      ) : (
        <span class="prompt-buttons">
          {visit !== undefined && isReading(visit) && (
            <button type="button" class="term-button" onClick={interrupt}>
              Ctrl+C
            </button>
          )}
          <button type="submit" class="term-button">
            <span class="said">{say('terminal.run')}</span>
            <Icon name="play" />
          </button>
        </span>
      )}
      <span class="prompt-hint" id={hintId}>
        {say(visit === undefined ? 'terminal.prompt.hint' : isReading(visit) ? 'terminal.prompt.reading' : 'terminal.prompt.leave')}
      </span>
    </form>
  );
}
