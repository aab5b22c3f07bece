/** A few words that are sent: an announcement, a hint. */
import { useSignal } from '@preact/signals';

interface MessageFormProps {
  readonly id: string;
  readonly label: string;
  readonly send: string;
  /** it is what its place is there for */
  readonly isMain?: boolean;
  /** Resolves to undefined where it was not sent; what was written stays then. */
  readonly onSend: (text: string) => Promise<unknown>;
}

export function MessageForm({ id, label, send, isMain = false, onSend }: MessageFormProps) {
  const text = useSignal('');
  return (
    <form
      class={isMain ? 'hint-form' : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        void onSend(text.value).then((done) => {
          if (done !== undefined) text.value = '';
        });
      }}
    >
      <label for={id}>{label}</label>
      <textarea
        id={id}
        required
        maxLength={500}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class={isMain ? 'button primary' : 'button'}>
        {send}
      </button>
    </form>
  );
}
