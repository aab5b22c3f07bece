/** A file of everything out, and one in, with what it would change before anything is changed. */
import type { ImportPlan } from '../keep/exchange.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import type { MyDataProps } from './my-data.model.ts';

export function Transfer({ model, titles, say }: MyDataProps) {
  const state = model.imported.value;
  return (
    <section aria-labelledby="transfer">
      <h2 id="transfer">{say('myData.file.title')}</h2>
      <p>{say('myData.file.about')}</p>
      <p class="row">
        <button type="button" class="button primary" onClick={() => download(model.exportFile())}>
          {say('myData.file.export')}
        </button>
        <label class="button file-button">
          {say('myData.file.import')}
          <input
            type="file"
            accept=".json,application/json"
            class="said"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = '';
              if (file !== undefined) void model.readFile(file);
            }}
          />
        </label>
      </p>
      <div role="status">
        {state.kind === 'refused' && <p class="refused">{say(`myData.file.refused.${state.why}`)}</p>}
        {state.kind === 'done' && <p data-imported>{say('myData.file.done')}</p>}
        {state.kind === 'planned' && state.plan.rows.length === 0 && <p>{say('myData.file.nothing')}</p>}
        {(state.kind === 'planned' || state.kind === 'done') && state.unreadable > 0 && (
          <p class="refused">{say('myData.file.unreadable', { count: state.unreadable })}</p>
        )}
      </div>
      {state.kind === 'planned' && state.plan.rows.length > 0 && (
        <>
          <p>{say('myData.file.rule')}</p>
          <Plan plan={state.plan} titles={titles} say={say} />
          <p class="row">
            <button type="button" class="button primary" data-do-import onClick={() => void model.doImport()}>
              {say('myData.file.doImport')}
            </button>
            <button type="button" class="button quiet" onClick={() => model.dropImport()}>
              {say('myData.file.drop')}
            </button>
          </p>
        </>
      )}
    </section>
  );
}

interface PlanProps extends Pick<MyDataProps, 'titles' | 'say'> {
  readonly plan: ImportPlan;
}
function Plan({ plan, titles, say }: PlanProps) {
  return (
    <ScrollRegion label={say('myData.file.plan')}>
      <table class="plan">
        <thead>
          <tr>
            <th scope="col">{say('myData.file.exercise')}</th>
            <th scope="col">{say('myData.file.change')}</th>
          </tr>
        </thead>
        <tbody>
          {plan.rows.map(({ exercise, effects }) => (
            <tr key={exercise}>
              <th scope="row">{titles[exercise] ?? exercise}</th>
              <td>
                <ul>
                  {effects.map((effect) => (
                    <li key={effect}>{say(`myData.file.effect.${effect}`)}</li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), {
    href: url,
    download: `camadas-${new Date().toISOString().slice(0, 10)}.json`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
