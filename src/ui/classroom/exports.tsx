/** Everything that can be taken along, as files. They are fetched with the key in the header: no address holds it. */
import { useSignal } from '@preact/signals';
import type { Say } from '../kit/say.ts';
import { saveFile } from './save-file.ts';

export interface FetchedFile {
  readonly name: string;
  readonly blob: Blob;
}

interface ExportsProps {
  /** @param path after the class's: `/csv?shape=plain` */
  readonly fetchFile: (path: string) => Promise<FetchedFile>;
  /** answers from files are a table: who is who there is nobody's to say but the files' */
  readonly kinds: 'tables' | 'all' | 'all-and-archive';
  readonly say: Say;
}

const SHAPES = ['table', 'moodle', 'canvas', 'plain'] as const;
const SEPARATORS = ['comma', 'semicolon', 'tab'] as const;

export function Exports({ fetchFile, kinds, say }: ExportsProps) {
  const shape = useSignal<string>('table');
  /** what a spreadsheet of the language expects */
  const separator = useSignal<string>(say.locale === 'pt-BR' ? 'semicolon' : 'comma');
  const hasBom = useSignal(true);
  const hasNames = useSignal(true);
  const said = useSignal('');

  async function save(path: string): Promise<void> {
    said.value = say('class.export.asked');
    try {
      const { name, blob } = await fetchFile(path);
      saveFile(name, blob.type, blob);
      said.value = say('class.export.saved', { file: name });
    } catch {
      said.value = say('class.export.failed');
    }
  }
  const saveTable = () => save(`/csv?shape=${shape.value}&separator=${separator.value}&bom=${hasBom.value ? 'yes' : 'no'}`);

  return (
    <section class="lead-card exports">
      <h3>{say('class.export.title')}</h3>
      <Choice id="export-shape" name="shape" options={SHAPES} value={shape} say={say} />
      <Choice id="export-separator" name="separator" options={SEPARATORS} value={separator} say={say} />
      <Tick id="export-bom" value={hasBom} word={say('class.export.bom')} />
      <p class="entrance-buttons">
        <button type="button" class="button primary" onClick={() => void saveTable()}>
          {say('grade.csv')}
        </button>
        {kinds !== 'tables' && (
          <>
            <button type="button" class="button" onClick={() => void save('/xapi')}>
              {say('class.export.xapi')}
            </button>
            <button type="button" class="button" onClick={() => void save('/scores')}>
              {say('class.export.scores')}
            </button>
          </>
        )}
        {kinds === 'all-and-archive' && (
          <button type="button" class="button" onClick={() => void save(hasNames.value ? '/archive?names=yes' : '/archive')}>
            {say('class.export.archive')}
          </button>
        )}
      </p>
      {kinds === 'all-and-archive' && <Tick id="export-names" value={hasNames} word={say('class.export.names')} />}
      <p role="status">{said.value}</p>
    </section>
  );
}

interface TickProps {
  readonly id: string;
  readonly value: { value: boolean };
  readonly word: string;
}

function Tick({ id, value, word }: TickProps) {
  return (
    <p class="export-bom">
      <input
        id={id}
        type="checkbox"
        checked={value.value}
        onChange={(event) => {
          value.value = event.currentTarget.checked;
        }}
      />
      <label for={id}>{word}</label>
    </p>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly name: 'shape' | 'separator';
  readonly options: readonly string[];
  readonly value: { value: string };
  readonly say: Say;
}

function Choice({ id, name, options, value, say }: ChoiceProps) {
  return (
    <>
      <label for={id}>{say(`class.export.${name}.label`)}</label>
      <select
        id={id}
        value={value.value}
        onChange={(event) => {
          value.value = event.currentTarget.value;
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {say(`class.export.${name}.${option}`)}
          </option>
        ))}
      </select>
    </>
  );
}
