/** Opening a `docker save` or OCI tar of the learner's own: dropped on the page or chosen, read where it lies, never sent anywhere. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Say } from '../kit/say.ts';
import { loadStep } from '../lab/load-step.ts';
import type { Row } from '../lab/output-rows.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { OpenOutcome, type OpenState } from './open-outcome.tsx';

interface OpenImageProps {
  readonly session: SessionModel;
  readonly say: Say;
  /** phones: shows the machine when there is something to see */
  readonly openSheet: () => void;
}

/** `^C`, as a shell has it */
const INTERRUPTED = 130;

export function OpenImage({ session, say, openSheet }: OpenImageProps) {
  const state = useSignal<OpenState>({ kind: 'empty' });
  const isOver = useSignal(false);

  async function open(file: File): Promise<void> {
    if (state.value.kind === 'busy') return;
    const abort = new AbortController();
    const { name } = file;
    state.value = { kind: 'busy', name, progress: { done: 0, total: file.size }, abort };
    const entry = await session.runStep(loadStep(name, file), {
      onProgress(progress) {
        state.value = { kind: 'busy', name, progress, abort };
      },
      signal: abort.signal,
    });
    const status = entry?.state.kind === 'done' ? entry.state.status : undefined;
    if (status === 0) {
      state.value = { kind: 'opened', name, images: loadedNames(entry?.rows ?? []) };
      openSheet();
    } else if (status === INTERRUPTED) state.value = { kind: 'cancelled', name };
    else state.value = { kind: 'refused', name, words: wordsOf(entry?.rows ?? []) };
  }

  useEffect(() => {
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent): void => {
      if (!isFile(event)) return;
      event.preventDefault();
      isOver.value = true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) isOver.value = false;
    };
    const drop = (event: DragEvent): void => {
      if (!isFile(event)) return;
      event.preventDefault();
      isOver.value = false;
      const [file] = event.dataTransfer?.files ?? [];
      if (file !== undefined) void open(file);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);

  const isBusy = state.value.kind === 'busy';
  return (
    <div class={isOver.value ? 'open-image over' : 'open-image'}>
      <label class="drop">
        <span class="button">{say('openImage.choose')}</span>
        <input
          type="file"
          class="said"
          accept=".tar,.gz,.tgz,application/x-tar"
          disabled={isBusy}
          onChange={(event) => {
            const field = event.currentTarget;
            const [file] = field.files ?? [];
            if (file !== undefined) void open(file);
            field.value = '';
          }}
        />
        <small>{say('openImage.drop')}</small>
      </label>
      <div role="status">
        <OpenOutcome state={state.value} say={say} />
      </div>
    </div>
  );
}

/** Docker says `Loaded image: alpine:3.13`, or `Loaded image ID: sha256:…` for one without a name. */
function loadedNames(rows: readonly Row[]): string[] {
  return rows.flatMap(({ text }) => /^Loaded image(?: ID)?: (\S+)/.exec(text)?.[1] ?? []);
}

/** What docker said last. */
function wordsOf(rows: readonly Row[]): string {
  return rows
    .slice(-4)
    .map(({ text }) => text)
    .join('\n');
}
