/** Exit tickets as figures and as a table to take along. */
import type { ExitTicket } from '../../../server/domain/class-event.ts';
import { formatCsv } from '../../../server/domain/csv.ts';
import type { Say } from '../../kit/say.ts';
import { TICKET } from './ticket.data.ts';

export interface FiledTicket extends ExitTicket {
  readonly learner: string;
  readonly name: string;
  /** milliseconds since 1970 */
  readonly at: number;
}

/** Question to how many have it right. */
export function countRight(filed: readonly FiledTicket[]): ReadonlyMap<string, number> {
  return new Map(TICKET.map(({ id, right }) => [id, filed.filter(({ choices }) => choices[id] === right).length]));
}

export function ticketTable(filed: readonly FiledTicket[], say: Say): string {
  const question = (id: string) => say(`ticket.question.${id}`).replaceAll('`', '');
  const rows = filed.map(({ name, at, choices, text }) => [
    name,
    new Date(at).toISOString(),
    ...TICKET.map(({ id, right }) => (choices[id] === undefined ? '' : choices[id] === right ? 1 : 0)),
    text,
  ]);
  return formatCsv([['name', 'time', ...TICKET.map(({ id }) => question(id)), say('ticket.surprise')], ...rows], {
    separator: say.locale === 'pt-BR' ? 'semicolon' : 'comma',
    bom: true,
  });
}
