/**
 * The X-ray beside the machine: the terminal stays at hand, and what a command changes is marked as it happens. On a narrow screen it
 * is a sheet over everything. Escape closes it from wherever the focus is, and the focus goes back to where it was opened from.
 */
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { FileSource } from '../lab/files.ts';
import type { SessionModel } from '../lab/session.model.ts';
import type { StepsXray, Xray, XrayFile, XraySubject } from '../lab/xray-data.ts';
import { StepPicker } from './step-picker.tsx';
import { StepsView } from './steps-view.tsx';
import { titleOf, XrayView } from './xray-view.tsx';

export interface XrayDialogProps {
  readonly session: SessionModel;
  readonly subject: Signal<XraySubject | undefined>;
  readonly say: Say;
}

type XrayOfOne = Exclude<Xray, StepsXray>;
type ShownXray = { readonly kind: 'loading' | 'gone' | 'failed' } | { readonly kind: 'xray'; readonly xray: Xray };

const NARROW = '(max-width: 1023px)';

export function XrayDialog({ session, subject, say }: XrayDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = useSignal<ShownXray>({ kind: 'loading' });
  /** those that were looked at before, the last one last */
  const past = useSignal<readonly XraySubject[]>([]);

  useSignalEffect(() => {
    const of = subject.value;
    // the machine at another step has other files
    session.snapshot.value;
    if (of === undefined) return;
    let isStale = false;
    session.examine(of).then(
      (xray) => {
        if (!isStale) shown.value = xray === undefined ? { kind: 'gone' } : { kind: 'xray', xray };
      },
      () => {
        if (!isStale) shown.value = { kind: 'failed' };
      },
    );
    return () => {
      isStale = true;
    };
  });

  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    if (matchMedia(NARROW).matches) element?.showModal();
    else element?.show();
    element?.querySelector<HTMLElement>('h2')?.focus();
    return () => {
      // as long as it is open and modal, nothing else can have the focus
      element?.close();
      if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
    };
  }, []);

  function close(): void {
    subject.value = undefined;
  }
  /** Beside the machine it is not modal, so Escape reaches it only by way of the page; what uses the key itself has it first. */
  useLayoutEffect(() => {
    const onEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && document.querySelector('dialog:modal') === null) close();
    };
    addEventListener('keydown', onEscape);
    return () => removeEventListener('keydown', onEscape);
  }, []);
  function open(of: XraySubject): void {
    if (subject.value !== undefined) past.value = [...past.value, subject.value];
    subject.value = of;
    dialog.current?.querySelector<HTMLElement>('h2')?.focus();
  }
  function back(): void {
    const last = past.value.at(-1);
    past.value = past.value.slice(0, -1);
    if (last !== undefined) subject.value = last;
    dialog.current?.querySelector<HTMLElement>('h2')?.focus();
  }
  const { value } = shown;
  const title = value.kind === 'xray' ? titleOf(value.xray, say) : say('xray.label');
  return (
    <dialog
      ref={dialog}
      class="xray"
      aria-labelledby="xray-title"
      aria-busy={value.kind === 'loading'}
      onCancel={close}
      onClose={close}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <header>
        {past.value.length > 0 && (
          <button type="button" class="icon-button" aria-label={say('xray.back')} onClick={back}>
            <Icon name="back" />
          </button>
        )}
        <h2 id="xray-title" tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="icon-button" aria-label={say('xray.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {subject.value?.kind === 'steps' && (
        <StepPicker
          lines={session.entries.value.filter(({ step }) => step !== undefined).map(({ line }) => line)}
          chosen={subject.value}
          onChoose={(of) => {
            subject.value = of;
          }}
          say={say}
        />
      )}
      {value.kind === 'xray' ? (
        <Shown key={keyOf(subject.value)} session={session} xray={value.xray} say={say} onOpen={open} />
      ) : (
        <p class="empty" role="status">
          {say(`xray.${value.kind}`)}
        </p>
      )}
    </dialog>
  );
}

interface ShownProps extends Pick<XrayDialogProps, 'session' | 'say'> {
  readonly xray: Xray;
  readonly onOpen: (of: XraySubject) => void;
}

function Shown({ session, xray, say, onOpen }: ShownProps) {
  if (xray.kind !== 'steps')
    return <XrayView xray={xray} say={say} onOpen={onOpen} readFile={(file) => readFile(session, xray, file)} />;
  return <StepsView xray={xray} view={session.snapshot.value.view} say={say} onOpen={onOpen} readFile={session.readFile} />;
}

/** What is looked at stays where it is while other steps are chosen: they are one and the same. */
function keyOf(subject: XraySubject | undefined): string {
  if (subject === undefined || subject.kind === 'steps') return subject?.kind ?? '';
  return subject.kind === 'layer' ? subject.chainId : subject.id;
}

/** What is gone is read where it still lies: in the layer below. */
function readFile(session: SessionModel, xray: XrayOfOne, file: XrayFile) {
  const source = sourceOf(xray, file);
  return source === undefined ? Promise.resolve({ size: 0, cut: false }) : session.readFile(source, file.path);
}

function sourceOf(xray: XrayOfOne, { change }: XrayFile): FileSource | undefined {
  const layer = (chainId: string | undefined): FileSource | undefined =>
    chainId === undefined ? undefined : { kind: 'layer', chainId };
  if (xray.kind === 'image') return layer(xray.layers.at(-1)?.chainId);
  if (xray.kind === 'container') return change === 'D' ? layer(xray.base) : { kind: 'container', id: xray.id };
  return layer(change === 'D' ? xray.parent : xray.chainId);
}
