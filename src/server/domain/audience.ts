/** Who is told what of a class's log. */
import type { ClassEvent, LearnerId } from './class-event.ts';

export type Role = 'instructor' | 'assistant' | 'learner';

export interface Member {
  readonly classId: string;
  readonly role: Role;
  /** of a learner */
  readonly learner?: LearnerId;
}

export function leads({ role }: Member): boolean {
  return role !== 'learner';
}

/** The event as this member may see it; undefined where it is not for them. Learners never hear of one another. */
export function visibleTo(member: Member, event: ClassEvent): ClassEvent | undefined {
  if (leads(member)) return event;
  switch (event.kind) {
    case 'class.created':
    case 'class.changed':
    case 'pace.set':
    case 'window.set':
    case 'announcement.made':
    case 'announcement.withdrawn':
    case 'vote.opened':
    case 'vote.closed':
    case 'vote.published':
    case 'vote.hidden':
    case 'ticket.set':
    case 'show.changed':
    case 'show.ended':
    case 'pause.set':
      return event;
    case 'plan.set':
      return undefined;
    case 'hint.sent':
      if (event.to.kind === 'all') return event;
      if (member.learner === undefined || !event.to.learners.includes(member.learner)) return undefined;
      return { ...event, to: { kind: 'learners', learners: [member.learner] } };
    default:
      return event.learner === member.learner ? event : undefined;
  }
}
