/** Two steps of a machine that was really made, compared, for the lab's page of machines. */
import { openLab } from '../../curriculum/lab.ts';
import * as comparing from '../../ui/lab/compare-machines.ts';
import { openLabSession } from '../../ui/lab/lab-session.ts';
import type { StepsXray } from '../../ui/lab/xray-data.ts';

const LINES = [
  'docker run -d --name velho alpine:3.13 sleep 600',
  'docker exec velho sh -c "echo x >> /etc/motd; touch /new; rm /etc/alpine-release"',
  'docker commit velho mine',
  'docker tag mine alpine:3.13; echo words > note.txt',
  'docker stop velho; docker run --name outro alpine:3.13 true',
];

/** The whole way, the way back of its end, and one step that changes nothing. */
export const COMPARED = { whole: [1, 5], back: [5, 4], nothing: [2, 2] } as const;

export async function compareSteps(): Promise<{
  readonly lines: readonly string[];
  readonly compared: ReadonlyMap<string, StepsXray>;
}> {
  const start = { files: {}, commands: [], movedTags: [] };
  const session = await openLabSession(await openLab(), { start, steps: LINES.map((line) => ({ line })) });
  const compared = new Map<string, StepsXray>();
  for (const [name, [from, to]] of Object.entries(COMPARED)) {
    const { xray } = await session.compare(comparing, { from, to });
    if (xray?.kind === 'steps') compared.set(name, xray);
  }
  return { lines: LINES, compared };
}
