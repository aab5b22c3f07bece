/** Where the X-ray comes up: nothing of it is loaded before it is first opened. */
import { type Signal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { Say } from '../kit/say.ts';
import type { XrayDialog } from '../xray/xray-dialog.tsx';
import type { SessionModel } from './session.model.ts';
import type { XraySubject } from './xray-data.ts';

interface XrayPlaceProps {
  readonly session: SessionModel;
  readonly subject: Signal<XraySubject | undefined>;
  readonly say: Say;
}

type Loaded = { readonly kind: 'none' | 'failed' } | { readonly kind: 'dialog'; readonly Dialog: typeof XrayDialog };

export function XrayPlace({ session, subject, say }: XrayPlaceProps) {
  const loaded = useSignal<Loaded>({ kind: 'none' });
  const isOpen = useComputed(() => subject.value !== undefined);
  useSignalEffect(() => {
    if (!isOpen.value || loaded.peek().kind === 'dialog') return;
    import('../xray/xray-dialog.tsx').then(
      ({ XrayDialog: Dialog }) => {
        loaded.value = { kind: 'dialog', Dialog };
      },
      () => {
        loaded.value = { kind: 'failed' };
        subject.value = undefined;
      },
    );
  });
  const { value } = loaded;
  if (value.kind === 'failed')
    return (
      <p class="empty" role="alert">
        {say('xray.failed')}
      </p>
    );
  if (value.kind !== 'dialog' || !isOpen.value) return null;
  return <value.Dialog session={session} subject={subject} say={say} />;
}
