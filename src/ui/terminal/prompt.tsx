/**
 * Where a command is typed. Enter runs it, the arrows bring back earlier ones, Tab completes as in bash and the second Tab lists; Escape and
 * then Tab leaves the field, and so does Tab where nothing is typed: no keyboard is caught here. Ctrl+R searches what was run; `edit` opens a
 * file in the page's editor.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Chips, wantsChips } from '../assist/chips.tsx';
import { Icon } from '../kit/icon.tsx';
import { Lazy } from '../kit/lazy.tsx';
import type { Say } from '../kit/say.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { END_OF_INPUT, shownLine } from '../lab/visit.ts';
import { readEditCommand, withEdit } from './edit-command.ts';
import { type HistorySearch, NO_SEARCH, searchHistory, searchOlder } from './history-search.ts';
import { completeText, createPromptModel } from './terminal.model.ts';

const loadFileEdit = () => import('./file-edit.tsx').then(({ FileEdit }) => FileEdit);

interface PromptProps {
  readonly session: SessionModel;
  readonly draft: string;
  readonly say: Say;
}

interface OpenedFile {
  readonly path: string;
  readonly isInside: boolean;
  readonly before: string | undefined;
}

/** More would push what was printed out of sight. */
const MAX_LISTED = 30;

function listed(all: readonly string[], say: Say): string {
  const shown = all.slice(0, MAX_LISTED).join('  ');
  return all.length <= MAX_LISTED ? shown : say('terminal.prompt.more', { shown, count: all.length - MAX_LISTED });
}

export function Prompt({ session, draft, say }: PromptProps) {
  const prompt = useMemo(() => createPromptModel(draft), []);
  const candidates = useSignal<readonly string[]>([]);
  /** what is said to whoever typed something that is no command */
  const note = useSignal('');
  const opened = useSignal<OpenedFile | undefined>(undefined);
  const search = useSignal<HistorySearch | undefined>(undefined);
  const hasChips = useSignal(false);
  const field = useRef<HTMLTextAreaElement>(null);
  /** Escape was the last key: the next Tab is the browser's */
  const isLeaving = useRef(false);
  /** the line that Tab was pressed on last */
  const tabbed = useRef<string | undefined>(undefined);
  const isBusy = session.busy.value !== 'idle';
  const visit = session.visit.value;
  const history = () => session.visit.peek()?.typed ?? session.entries.peek().map(({ line }) => shownLine(line));
  useEffect(() => {
    hasChips.value = wantsChips();
  }, []);

  const ask = async (text: string, caret: number) => {
    const found = await session.complete({ text, language: 'shellscript', from: 'now' }, caret);
    return found && withEdit(found, text);
  };

  async function submit(): Promise<void> {
    const text = prompt.draft.value;
    candidates.value = [];
    note.value = '';
    if (await edit(text)) return;
    if (session.visit.peek() !== undefined) {
      prompt.take();
      await typeAll(text.split('\n'));
      return;
    }
    if (text.trim() === '') return;
    const { lines, isComplete } = await session.split(text);
    if (!isComplete) {
      prompt.draft.value = `${text}\n`;
      return;
    }
    prompt.take();
    await typeAll(lines);
  }

  /** Whether it was for an editor, not for the shell. */
  async function edit(text: string): Promise<boolean> {
    const command = readEditCommand(text);
    if (command === undefined) return false;
    const { path } = command;
    if (command.kind === 'elsewhere') {
      prompt.draft.value = `edit ${path}`;
      note.value = say('terminal.edit.elsewhere', { program: command.program });
    } else if (path === '') note.value = say('terminal.edit.noPath');
    else {
      const isInside = session.visit.peek() !== undefined;
      const file = await session.readHere(path);
      if (file === undefined) note.value = say('terminal.edit.noFile', { path });
      else if (file !== 'missing' && (file.text === undefined || file.cut)) note.value = say('terminal.edit.noText', { path });
      else {
        prompt.take();
        opened.value = { path, isInside, before: file === 'missing' ? undefined : file.text };
      }
    }
    return true;
  }

  /** The line that was found stays in the field; nothing found leaves what was looked for. */
  function endSearch(): void {
    const found = search.value;
    search.value = undefined;
    const line = found && history()[found.at];
    if (line !== undefined) prompt.draft.value = line;
  }

  /** @returns whether the key was for the search */
  function searchKey(event: KeyboardEvent): boolean {
    const isControl = event.ctrlKey && !event.altKey && !event.metaKey;
    const key = event.key.toLowerCase();
    if (isControl && key === 'r') {
      if (search.value === undefined) {
        search.value = prompt.draft.value === '' ? NO_SEARCH : searchHistory(history(), prompt.draft.value);
      } else search.value = searchOlder(history(), search.value);
    } else if (search.value === undefined) return false;
    else if (isControl && (key === 'c' || key === 'g')) {
      search.value = undefined;
      prompt.take();
    } else if (['Enter', 'Tab', 'Escape', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown'].includes(event.key)) {
      endSearch();
      if (event.key === 'Enter') void submit();
    } else return false;
    event.preventDefault();
    return true;
  }

  /** As whoever pastes them: what a terminal in a container does not take goes to the shell outside. */
  async function typeAll(lines: readonly string[]): Promise<void> {
    for (const line of lines) await (session.visit.peek() === undefined ? session.run(line) : session.type(line));
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
    const isOneLine = !text.includes('\n');
    const hasSelection = field.current !== null && field.current.selectionStart !== field.current.selectionEnd;
    if (!event.isComposing && searchKey(event)) return;
    const plain = !event.shiftKey && !event.altKey && !event.metaKey && !event.isComposing;
    const wasLeaving = isLeaving.current;
    isLeaving.current = event.key === 'Escape';
    if (event.key === 'Enter' && plain) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Tab' && plain && !event.ctrlKey) {
      if (text.trim() === '' || wasLeaving) return;
      event.preventDefault();
      void complete();
    } else if (event.key === 'Escape') {
      // the first one only frees Tab; what lies around the terminal gets the next
      if (text !== '' && !wasLeaving) event.preventDefault();
      candidates.value = [];
    } else if (event.key === 'ArrowUp' && plain && isOneLine) {
      event.preventDefault();
      prompt.older(history());
    } else if (event.key === 'ArrowDown' && plain && isOneLine) {
      event.preventDefault();
      prompt.newer(history());
    } else if (event.ctrlKey && event.key.toLowerCase() === 'd' && text === '' && visit !== undefined) {
      event.preventDefault();
      void session.type(END_OF_INPUT);
    } else if (event.ctrlKey && event.key.toLowerCase() === 'l') {
      event.preventDefault();
      session.clear();
    } else if (event.ctrlKey && event.key.toLowerCase() === 'c' && !hasSelection) {
      event.preventDefault();
      if (isBusy) session.stop();
      else prompt.take();
    }
  }

  const found = search.value && (history()[search.value.at] ?? (search.value.query && say('terminal.search.nothing')));
  const file = opened.value;
  if (file !== undefined) {
    const onClose = (): void => {
      opened.value = undefined;
      requestAnimationFrame(() => field.current?.focus());
    };
    return <Lazy load={loadFileEdit} props={{ ...file, session, onClose, say }} failed={say('machine.panelFailed')} />;
  }
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
        {found ?? (note.value || listed(candidates.value, say))}
      </p>
      {hasChips.value && <Chips field={field} text={prompt.draft} complete={ask} say={say} />}
      <label>
        <span class="said">{say(visit === undefined ? 'terminal.prompt.label' : 'terminal.prompt.inside')}</span>
        <span class="prompt" aria-hidden="true">
          {search.value === undefined ? (visit?.prompt.trimEnd() ?? '$') : say('terminal.search.sign')}
        </span>
        <textarea
          ref={field}
          name="command"
          rows={prompt.draft.value.split('\n').length}
          value={prompt.draft.value}
          placeholder={visit === undefined ? say('terminal.prompt.placeholder') : ''}
          aria-describedby={hintId}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="go"
          onFocus={() => void session.open()}
          onInput={(event) => {
            prompt.draft.value = event.currentTarget.value;
            note.value = '';
            if (search.value !== undefined) search.value = searchHistory(history(), prompt.draft.value);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      {isBusy ? (
        <button type="button" class="term-button" onClick={() => session.stop()}>
          <Icon name="stop" />
          {say('terminal.stop')}
        </button>
      ) : (
        <button type="submit" class="term-button">
          <span class="said">{say('terminal.run')}</span>
          <Icon name="play" />
        </button>
      )}
      <span class="prompt-hint" id={hintId}>
        {say(visit === undefined ? 'terminal.prompt.hint' : 'terminal.prompt.leave')}
      </span>
    </form>
  );
}
