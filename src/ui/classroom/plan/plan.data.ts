/** A class of 90 minutes over lessons 1 to 7, block by block. The words are interface texts, `plan.block.*` and `plan.vote.*`. */
export interface PlanBlock {
  readonly id: string;
  readonly minutes: number;
  /** where the class goes, the first one first; by id */
  readonly exercises: readonly string[];
  /** the exit ticket is opened */
  readonly ticket?: true;
}

export const PLAN: readonly PlanBlock[] = [
  { id: 'arrival', minutes: 5, exercises: [] },
  { id: 'things', minutes: 9, exercises: ['one-image-three-containers', 'pull-without-creating'] },
  { id: 'download', minutes: 9, exercises: ['what-will-node-download'] },
  { id: 'surprise', minutes: 7, exercises: ['demo-that-broke'] },
  { id: 'sum', minutes: 8, exercises: ['misleading-sum'] },
  { id: 'shrink', minutes: 9, exercises: ['does-deleting-shrink'] },
  { id: 'pause', minutes: 5, exercises: ['three-versions'] },
  { id: 'live', minutes: 12, exercises: ['note-that-survives'] },
  { id: 'removals', minutes: 11, exercises: ['which-removals-pass', 'force-and-carry-on'] },
  { id: 'graded', minutes: 9, exercises: ['remove-without-forcing', 'clean-up-that-fails'] },
  { id: 'exit', minutes: 6, exercises: [], ticket: true },
];

/** Those with a sentence for the debriefing and a twin question, `plan.vote.ID.*`. */
export const PLAN_VOTES: ReadonlyMap<string, string> = new Map([
  ['one-image-three-containers', 'things'],
  ['what-will-node-download', 'download'],
  ['misleading-sum', 'sum'],
  ['does-deleting-shrink', 'shrink'],
  ['which-removals-pass', 'removals'],
  ['force-and-carry-on', 'force'],
]);
