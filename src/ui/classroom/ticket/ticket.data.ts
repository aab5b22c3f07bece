/** The exit ticket's questions, on what is most often taken home wrong. The words are interface texts, `ticket.*`. */
export interface TicketQuestion {
  readonly id: string;
  readonly options: readonly string[];
  readonly right: string;
}

export const TICKET: readonly TicketQuestion[] = [
  // misconception M12; true by exercise misleading-sum
  { id: 'sum', options: ['column', 'once', 'largest'], right: 'once' },
  // M24; note-that-survives
  { id: 'stop', options: ['lost', 'kept', 'image'], right: 'kept' },
  // M31; force-and-carry-on
  { id: 'force', options: ['download', 'refused', 'starts'], right: 'starts' },
];

export const MAX_TICKET_TEXT = 500;
