/** The instructor's side of the exit ticket: open it, read what came in, take it along. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { InlineText } from '../../kit/inline-text.tsx';
import type { Say } from '../../kit/say.ts';
import type { ClassClient } from '../class-client.ts';
import type { Room, RoomView } from '../room.ts';
import { saveFile } from '../save-file.ts';
import { TICKET } from './ticket.data.ts';
import { countRight, type FiledTicket, ticketTable } from './ticket-table.ts';

interface TicketPanelProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly client: ClassClient;
  readonly classId: string;
  readonly say: Say;
}

export function TicketPanel({ room, view, client, classId, say }: TicketPanelProps) {
  const filed = useSignal<readonly FiledTicket[] | undefined>(undefined);
  const isReading = useSignal(false);
  const isFailed = useSignal(false);
  const { open = false, filed: count = 0 } = view.ticket ?? {};

  useEffect(() => {
    if (!isReading.value) return;
    client.call<{ filed: readonly FiledTicket[] }>('GET', `/api/classes/${classId}/ticket`).then(
      (found) => {
        filed.value = found.filed;
        isFailed.value = false;
      },
      () => {
        isFailed.value = true;
      },
    );
  }, [isReading.value, view.seq]);

  return (
    <section class="lead-card ticket-panel">
      <h3>{say('ticket.title')}</h3>
      <p>{say('ticket.about')}</p>
      <p role="status">{say(open ? 'ticket.isOpen' : 'ticket.isClosed', { count })}</p>
      <p class="entrance-buttons">
        <button
          type="button"
          class="button"
          data-ticket="open"
          aria-pressed={open}
          onClick={() => void room.act('PUT', '/ticket', { open: !open })}
        >
          {say(open ? 'ticket.close' : 'ticket.open')}
        </button>
        {count > 0 && (
          <button
            type="button"
            class="button"
            data-ticket="read"
            aria-expanded={isReading.value}
            onClick={() => {
              isReading.value = !isReading.value;
            }}
          >
            {say('ticket.read')}
          </button>
        )}
      </p>
      {isFailed.value && <p role="alert">{say('ticket.failed')}</p>}
      {isReading.value && filed.value !== undefined && <Filed filed={filed.value} say={say} />}
    </section>
  );
}

function Filed({ filed, say }: { readonly filed: readonly FiledTicket[]; readonly say: Say }) {
  const right = countRight(filed);
  return (
    <>
      <ul class="ticket-figures">
        {TICKET.map(({ id }) => (
          <li key={id}>
            <InlineText text={say(`ticket.question.${id}`)} />{' '}
            <strong>{say('ticket.haveRight', { right: right.get(id) ?? 0, count: filed.length })}</strong>
          </li>
        ))}
      </ul>
      <ul class="ticket-texts">
        {filed
          .filter(({ text }) => text !== '')
          .map(({ learner, name, text }) => (
            <li key={learner}>
              <strong>{name}</strong> {text}
            </li>
          ))}
      </ul>
      <button
        type="button"
        class="button"
        onClick={() => saveFile('camadas-exit-ticket.csv', 'text/csv;charset=utf-8', ticketTable(filed, say))}
      >
        {say('ticket.csv')}
      </button>
    </>
  );
}
