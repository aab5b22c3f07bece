/** A learner's exit ticket: three questions and a line of one's own; once it is handed in, what is right and why. */
import { useSignal } from '@preact/signals';
import type { ExitTicket } from '../../../server/domain/class-event.ts';
import type { TicketView } from '../../../server/domain/class-view.ts';
import { Icon } from '../../kit/icon.tsx';
import { InlineText } from '../../kit/inline-text.tsx';
import type { Say } from '../../kit/say.ts';
import type { Room } from '../room.ts';
import { MAX_TICKET_TEXT, TICKET } from './ticket.data.ts';

interface TicketFormProps {
  readonly ticket: TicketView;
  readonly room: Room;
  readonly say: Say;
}

export function TicketForm({ ticket: { open, mine }, room, say }: TicketFormProps) {
  const isChanging = useSignal(false);
  const isMissing = useSignal(false);
  if (mine === undefined && !open) return null;
  async function send(form: HTMLFormElement): Promise<void> {
    const typed = new FormData(form);
    const choices = Object.fromEntries(
      TICKET.flatMap(({ id }) => {
        const choice = typed.get(`ticket-${id}`);
        return typeof choice === 'string' ? [[id, choice]] : [];
      }),
    );
    isMissing.value = Object.keys(choices).length < TICKET.length;
    if (isMissing.value) return;
    const done = await room.act('PUT', '/ticket/mine', { choices, text: String(typed.get('ticket-text') ?? '') });
    if (done !== undefined) isChanging.value = false;
  }
  return (
    <section class="ballot ticket" aria-labelledby="ticket">
      <h2 id="ticket">{say('ticket.title')}</h2>
      {mine !== undefined && !isChanging.value ? (
        <>
          <Filed mine={mine} say={say} />
          {open && (
            <button
              type="button"
              class="button"
              onClick={() => {
                isChanging.value = true;
              }}
            >
              {say('ticket.change')}
            </button>
          )}
        </>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send(event.currentTarget);
          }}
        >
          {TICKET.map(({ id, options }) => (
            <fieldset key={id} class="prediction">
              <legend>
                <InlineText text={say(`ticket.question.${id}`)} />
              </legend>
              {options.map((option) => (
                <label key={option} class="check">
                  <input type="radio" name={`ticket-${id}`} value={option} defaultChecked={mine?.choices[id] === option} />
                  <span>
                    <InlineText text={say(`ticket.option.${id}.${option}`)} />
                  </span>
                </label>
              ))}
            </fieldset>
          ))}
          <label for="ticket-text">{say('ticket.surprise')}</label>
          <textarea id="ticket-text" name="ticket-text" rows={3} maxLength={MAX_TICKET_TEXT} defaultValue={mine?.text ?? ''} />
          <p class="note">{say('ticket.whoReads')}</p>
          <p class="problem" role="alert">
            {isMissing.value ? say('ticket.missing') : ''}
          </p>
          <button type="submit" class="button primary">
            {say('ticket.send')}
          </button>
        </form>
      )}
    </section>
  );
}

function Filed({ mine, say }: { readonly mine: ExitTicket; readonly say: Say }) {
  return (
    <>
      <p role="status">{say('ticket.filed')}</p>
      <ul class="ticket-filed">
        {TICKET.map(({ id, right }) => {
          const isRight = mine.choices[id] === right;
          return (
            <li key={id} class={isRight ? 'met' : 'unmet'}>
              <Icon name={isRight ? 'met' : 'unmet'} />
              <span>
                <strong>{say(isRight ? 'ticket.right' : 'ticket.notRight')}</strong>{' '}
                <InlineText text={say(`ticket.question.${id}`)} /> <InlineText text={say(`ticket.option.${id}.${right}`)} />.{' '}
                <InlineText text={say(`ticket.why.${id}`)} />
              </span>
            </li>
          );
        })}
      </ul>
      {mine.text !== '' && <blockquote>{mine.text}</blockquote>}
    </>
  );
}
