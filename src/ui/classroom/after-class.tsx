/** After class: how each exercise did, everything to take along, and what can be deleted. */
import { useSignal } from '@preact/signals';
import type { ExerciseReport } from '../../server/domain/report.ts';
import type { Say } from '../kit/say.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import type { ClassClient } from './class-client.ts';
import type { ClassData } from './class-data.ts';
import { Erasing } from './erasing.tsx';
import { Exports } from './exports.tsx';
import { ReportTable } from './report-table.tsx';
import type { Room, RoomView } from './room.ts';

interface AfterClassProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly client: ClassClient;
  readonly classId: string;
  readonly data: ClassData;
  readonly say: Say;
}

type Report =
  | { readonly kind: 'none' | 'asked' | 'failed' }
  | { readonly kind: 'there'; readonly exercises: readonly ExerciseReport[] };

export function AfterClass({ room, view, client, classId, data, say }: AfterClassProps) {
  const report = useSignal<Report>({ kind: 'none' });
  async function fetchReport(): Promise<void> {
    report.value = { kind: 'asked' };
    try {
      const { exercises } = await client.call<{ exercises: readonly ExerciseReport[] }>('GET', `/api/classes/${classId}/report`);
      report.value = { kind: 'there', exercises };
    } catch {
      report.value = { kind: 'failed' };
    }
  }
  const { value } = report;
  return (
    <section class="after-class" aria-labelledby="after-class">
      <h2 id="after-class">{say('class.after')}</h2>
      <p>
        <button type="button" class="button" aria-disabled={value.kind === 'asked'} onClick={() => void fetchReport()}>
          {say(value.kind === 'there' ? 'class.reportAgain' : 'class.report')}
        </button>
      </p>
      {value.kind === 'failed' && <p role="alert">{say('class.reportFailed')}</p>}
      {value.kind === 'there' && (
        <ScrollRegion label={say('class.report')}>
          <ReportTable reports={value.exercises} data={data} say={say} />
        </ScrollRegion>
      )}
      <div class="lead-tools">
        <Exports
          fetchFile={(path) => client.fetchFile(`/api/classes/${classId}${path}`)}
          kinds={view.role === 'instructor' ? 'all-and-archive' : 'all'}
          say={say}
        />
        {view.role === 'instructor' && <Erasing room={room} view={view} say={say} />}
      </div>
    </section>
  );
}
