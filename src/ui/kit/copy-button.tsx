/** Copies a text, and says that it did. Works on plain http too, where there is no clipboard API. */
import { useSignal } from '@preact/signals';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  /** undefined where there is nothing to copy */
  readonly text: string | (() => string | Promise<string | undefined>);
  /** what a screen reader hears: "Copy the digest" */
  readonly label: string;
  /** said and shown when it is done */
  readonly done: string;
  /** shown beside the sign; absent for a button that is only a sign */
  readonly words?: string;
}

const SHOWN_MS = 2000;

export function CopyButton({ text, label, done, words }: CopyButtonProps) {
  const isDone = useSignal(false);
  async function copy(): Promise<void> {
    const value = typeof text === 'string' ? text : await text();
    isDone.value = value !== undefined && (await copyText(value));
    setTimeout(() => {
      isDone.value = false;
    }, SHOWN_MS);
  }
  return (
    <button
      type="button"
      class={words === undefined ? 'copy' : 'button copy-wide'}
      aria-label={words === undefined ? label : undefined}
      title={label}
      onClick={() => void copy()}
    >
      <Icon name={isDone.value ? 'met' : 'copy'} />
      {words !== undefined && <span>{isDone.value ? done : words}</span>}
      <span class="said" role="status">
        {isDone.value && words === undefined ? done : ''}
      </span>
    </button>
  );
}

/** @returns whether it is on the clipboard */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'said';
  // an open dialog makes everything around it inert
  (before?.closest('dialog') ?? document.body).append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return isDone;
}
