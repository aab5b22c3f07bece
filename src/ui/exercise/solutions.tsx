/** After passing: one solution in full, and the other ways when asked for. */
import { Listing } from '../kit/listing.tsx';
import type { Say } from '../kit/say.ts';
import type { Solution, SolutionsModel } from './solutions.model.ts';

export function Solutions({ model, say }: { readonly model: SolutionsModel; readonly say: Say }) {
  const state = model.state.value;
  if (state.kind === 'locked') return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: what is read, not fields; and a section would be one landmark more of the same name
    <div role="group" class="solutions" aria-label={say('exercise.solutions.title')}>
      <h4>{say('exercise.solutions.title')}</h4>
      {state.kind === 'loading' && <p>{say('exercise.solutions.loading')}</p>}
      {state.kind === 'failed' && (
        <p>
          {say('exercise.solutions.failed')}{' '}
          <button type="button" class="button" onClick={() => void model.load()}>
            {say('exercise.solutions.retry')}
          </button>
        </p>
      )}
      {state.kind === 'here' &&
        state.solutions.map((solution, index) => (
          <details key={index} class="solution" open={index === 0}>
            <summary>{say(index === 0 ? 'exercise.solutions.first' : 'exercise.solutions.further')}</summary>
            <SolutionText solution={solution} say={say} />
          </details>
        ))}
    </div>
  );
}

function SolutionText({ solution: { lines = [], files = {} }, say }: { readonly solution: Solution; readonly say: Say }) {
  return (
    <>
      {Object.entries(files).map(([path, text]) => (
        <figure key={path}>
          <figcaption>
            <code>{path}</code>
          </figcaption>
          <Listing label={say('editor.file', { path })} text={text} />
        </figure>
      ))}
      {lines.length > 0 && <Listing label={say('editor.commands')} text={lines.join('\n')} />}
    </>
  );
}
