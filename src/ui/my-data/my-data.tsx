import type { Say } from '../kit/say.ts';
import type { MyDataModel, MyDataProps, OfflineView, Summary } from './my-data.model.ts';
import { Transfer } from './transfer.tsx';

export function MyData({ model, titles, say }: MyDataProps) {
  return (
    <>
      {model.trouble.value !== undefined && <p class="refused">{say(`keep.trouble.${model.trouble.value}`)}</p>}
      <SummaryList summary={model.summary.value} say={say} />
      <Transfer model={model} titles={titles} say={say} />
      <section aria-labelledby="offline">
        <h2 id="offline">{say('myData.offline.title')}</h2>
        <Offline view={model.offline.value} onFetch={() => model.fetchCourse()} say={say} />
      </section>
      <section aria-labelledby="deletion">
        <h2 id="deletion">{say('myData.delete.title')}</h2>
        <Deletion model={model} say={say} />
      </section>
    </>
  );
}

function SummaryList({ summary, say }: { readonly summary: Summary; readonly say: Say }) {
  const rows = [
    ['solved', summary.solved],
    ['begun', summary.begun],
    ['commands', summary.commands],
    ['answers', summary.answers],
    ['size', say.bytes(summary.bytes)],
  ] as const;
  return (
    <dl class="kept-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{say(`myData.kept.${name}`)}</dt>
          <dd data-kept={name}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface OfflineProps {
  readonly view: OfflineView;
  readonly onFetch: () => void;
  readonly say: Say;
}
function Offline({ view, onFetch, say }: OfflineProps) {
  if (view === 'impossible') return <p>{say('myData.offline.impossible')}</p>;
  if (view === 'unknown') return <p>{say('myData.offline.unknown')}</p>;
  const { here, total, isFilling } = view;
  const sizes = { here: say.bytes(here), total: say.bytes(total) };
  if (here === total) return <p data-offline="complete">{say('myData.offline.complete', sizes)}</p>;
  return (
    <>
      <p role="status">{say(isFilling ? 'myData.offline.filling' : 'myData.offline.partly', sizes)}</p>
      {isFilling ? (
        <progress value={here} max={total} aria-label={say('myData.offline.title')} />
      ) : (
        <button type="button" class="button primary" data-fetch-course onClick={onFetch}>
          {say('myData.offline.fetch', { size: say.bytes(total - here) })}
        </button>
      )}
    </>
  );
}

function Deletion({ model, say }: { readonly model: MyDataModel; readonly say: Say }) {
  const { deletion } = model;
  if (deletion.value === 'done') return <p role="status">{say('myData.delete.done')}</p>;
  if (deletion.value === 'none') {
    return (
      <>
        <p>{say('myData.delete.about')}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            deletion.value = 'asked';
          }}
        >
          {say('myData.delete.ask')}
        </button>
      </>
    );
  }
  return (
    <div class="confirm" role="alertdialog" aria-labelledby="confirm-delete">
      <p id="confirm-delete">{say('myData.delete.sure')}</p>
      <button type="button" class="button danger" onClick={() => void model.deleteAll()}>
        {say('myData.delete.yes')}
      </button>
      <button
        type="button"
        class="button quiet"
        ref={(button) => button?.focus()}
        onClick={() => {
          deletion.value = 'none';
        }}
      >
        {say('myData.delete.no')}
      </button>
    </div>
  );
}
