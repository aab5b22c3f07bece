/** The files that lie in the learner's folder at the start and are not edited in the card: to be read before anything is run. */
import type { Exercise, StartFile } from '../../exercise/index.ts';
import { Listing } from '../kit/listing.tsx';
import type { Say } from '../kit/say.ts';

export function StartFiles({ exercise, say }: { readonly exercise: Exercise; readonly say: Say }) {
  const editable = 'editable' in exercise ? exercise.editable : [];
  const files = Object.entries(exercise.start.files).filter(([path]) => !editable.includes(path));
  if (files.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: what is read, not fields; and a section would be one landmark more of the same name
    <div role="group" class="start-files" aria-label={say('exercise.files.title')}>
      <h4>{say('exercise.files.title')}</h4>
      {files.map(([path, file]) => (
        <StartFileBox key={path} path={path} file={file} say={say} />
      ))}
    </div>
  );
}

function StartFileBox({ path, file, say }: { readonly path: string; readonly file: StartFile; readonly say: Say }) {
  if (typeof file !== 'string') {
    return (
      <p class="start-file">
        <code>{path}</code> {say('exercise.files.zeros', { size: say.bytes(file.zeros) })}
      </p>
    );
  }
  return (
    <details class="start-file">
      <summary>
        <code>{path}</code>
      </summary>
      <Listing label={say('editor.file', { path })} text={file} />
    </details>
  );
}
