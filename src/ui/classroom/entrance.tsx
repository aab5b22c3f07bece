/** Before one is in a class: joining one with a code, coming back to it, or making one. */
import { useSignal } from '@preact/signals';
import { MAX_NAME_LENGTH } from '../../server/domain/nickname.ts';
import type { Say } from '../kit/say.ts';
import { type ClassClient, ClassRefused, ClassUnreachable } from './class-client.ts';
import type { Membership } from './membership.ts';

interface EntranceProps {
  readonly client: ClassClient;
  readonly say: Say;
  /** from a link or a QR code */
  readonly code: string;
  /** @param isBack they were in the class before, on another device or on this one */
  readonly onJoin: (membership: Membership, isBack: boolean) => void;
  readonly onMake: (classId: string, secret: string) => void;
}

interface Joined {
  readonly class: string;
  readonly learner: string;
  readonly name: string;
  readonly secret: string;
  readonly returnCode?: string;
}

export function Entrance({ client, say, code: given, onJoin, onMake }: EntranceProps) {
  const code = useSignal(given);
  const name = useSignal('');
  const returnCode = useSignal('');
  const isBack = useSignal(false);
  const title = useSignal('');
  const problem = useSignal('');
  const isBusy = useSignal(false);

  async function ask(action: () => Promise<void>): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    problem.value = '';
    try {
      await action();
    } catch (error) {
      if (error instanceof ClassRefused) problem.value = say(error.messageKey);
      else if (error instanceof ClassUnreachable) problem.value = say('class.unreached');
      else throw error;
    } finally {
      isBusy.value = false;
    }
  }
  const join = () =>
    ask(async () => {
      const joined = isBack.value
        ? await client.call<Joined>('POST', '/api/return', { code: code.value, returnCode: returnCode.value })
        : await client.call<Joined>('POST', '/api/join', { code: code.value, name: name.value, locale: say.locale });
      const kept = isBack.value ? { returnCode: returnCode.value.trim().toUpperCase() } : {};
      onJoin({ version: 1, ...kept, ...joined, code: code.value.trim().toUpperCase() }, isBack.value);
    });
  const make = () =>
    ask(async () => {
      const made = await client.call<{ class: string; secrets: { instructor: string } }>('POST', '/api/classes', {
        title: title.value,
      });
      onMake(made.class, made.secrets.instructor);
    });

  return (
    <>
      <p class="problem" role="alert">
        {problem.value}
      </p>
      <form
        class="entrance"
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <h2>{say('class.join')}</h2>
        <Field id="class-code" label={say('class.code')} value={code} autocomplete="off" max={12} />
        {isBack.value ? (
          <Field id="class-return" label={say('class.returnCode')} value={returnCode} autocomplete="off" max={16} />
        ) : (
          <Field id="class-name" label={say('class.name')} value={name} autocomplete="nickname" max={MAX_NAME_LENGTH} />
        )}
        <p class="entrance-buttons">
          <button type="submit" class="button primary" disabled={isBusy.value}>
            {say('class.enter')}
          </button>
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              isBack.value = !isBack.value;
            }}
          >
            {say(isBack.value ? 'class.isNew' : 'class.isBack')}
          </button>
        </p>
      </form>
      <form
        class="entrance"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <h2>{say('class.make')}</h2>
        <p>{say('class.makeAbout')}</p>
        <Field id="class-title" label={say('class.title')} value={title} autocomplete="off" max={120} />
        <p class="entrance-buttons">
          <button type="submit" class="button" disabled={isBusy.value}>
            {say('class.makeButton')}
          </button>
        </p>
      </form>
    </>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: { value: string };
  readonly autocomplete: string;
  readonly max: number;
}

function Field({ id, label, value, autocomplete, max }: FieldProps) {
  return (
    <p>
      <label for={id}>{label}</label>
      <input
        id={id}
        required
        autocomplete={autocomplete}
        maxLength={max}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
    </p>
  );
}
