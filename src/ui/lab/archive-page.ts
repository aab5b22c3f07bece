/** The lab's page of one machine without a picture: an archive is opened on it, commands are run, and what they say stands below. */
import { EMPTY_START } from '../../exercise/index.ts';
import { allowOwnScripts } from '../kit/trusted-types.ts';
import { createLabClient } from './lab-client.ts';
import { loadStep } from './load-step.ts';
import { applyRowsChange, type Row } from './output-rows.ts';
import type { StepInput } from './protocol.ts';

const SESSION = 'free';

/** @param place holds a form with fields `archive` and `command`, a button `cancel`, a progress bar and an output */
export function attachArchivePage(place: HTMLElement): void {
  // this page's script stands before the one that all pages have
  allowOwnScripts();
  const find = <E extends Element>(selector: string): E => {
    const found = place.querySelector<E>(selector);
    if (found === null) throw new TypeError(`no ${selector}`);
    return found;
  };
  const archive = find<HTMLInputElement>('[name=archive]');
  const command = find<HTMLInputElement>('[name=command]');
  const cancel = find<HTMLButtonElement>('[name=cancel]');
  const bar = find<HTMLProgressElement>('progress');
  const output = find<HTMLOutputElement>('output');

  const client = createLabClient({
    spawn: () => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
  });
  const opened = client.request<'open'>({ kind: 'open', session: SESSION, start: EMPTY_START, steps: [], at: 0 });
  void opened
    .then(() => client.request<'expect-archive'>({ kind: 'expect-archive' }))
    .then(() => {
      place.dataset['state'] = 'ready';
    });

  async function run(step: StepInput): Promise<void> {
    await opened;
    place.dataset['state'] = 'busy';
    const begun = performance.now();
    const abort = new AbortController();
    cancel.onclick = () => abort.abort();
    cancel.disabled = false;
    let rows: readonly Row[] = [];
    const { status } = await client.request<'run'>(
      { kind: 'run', session: SESSION, step },
      (change) => {
        rows = applyRowsChange(rows, change);
        output.textContent = rows.map(({ text }) => text).join('\n');
      },
      {
        onProgress({ done, total }) {
          bar.max = total;
          bar.value = done;
          place.dispatchEvent(new Event('archive-progress'));
        },
        signal: abort.signal,
      },
    );
    cancel.disabled = true;
    place.dataset['milliseconds'] = String(Math.round(performance.now() - begun));
    place.dataset['status'] = String(status);
    place.dataset['state'] = 'ready';
  }

  function showFailure(error: unknown): void {
    output.textContent = String(error);
    place.dataset['status'] = 'failed';
    place.dataset['state'] = 'ready';
  }

  archive.onchange = () => {
    const [file] = archive.files ?? [];
    if (file !== undefined) void run(loadStep(file.name, file)).catch(showFailure);
  };
  find<HTMLFormElement>('form').onsubmit = (event) => {
    event.preventDefault();
    void run({ line: command.value }).catch(showFailure);
  };
}
