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
  readonly canArchive: boolean;
  readonly say: Say;
}

const SHAPES = ['table', 'moodle', 'canvas', 'plain'] as const;
const SEPARATORS = ['comma', 'semicolon', 'tab'] as const;

export function Exports({ fetchFile, canArchive, say }: ExportsProps) {
  const shape = useSignal<string>('table');
  /** what a spreadsheet of the language expects */
  const separator = useSignal<string>(say.locale === 'pt-BR' ? 'semicolon' : 'comma');
  const hasBom = useSignal(true);
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
      <p class="export-bom">
        <input
          id="export-bom"
          type="checkbox"
          checked={hasBom.value}
          onChange={(event) => {
            hasBom.value = event.currentTarget.checked;
          }}
        />
        <label for="export-bom">{say('class.export.bom')}</label>
      </p>
      <p class="entrance-buttons">
        <button type="button" class="button primary" onClick={() => void saveTable()}>
          {say('grade.csv')}
        </button>
        <button type="button" class="button" onClick={() => void save('/xapi')}>
          {say('class.export.xapi')}
        </button>
        <button type="button" class="button" onClick={() => void save('/scores')}>
          {say('class.export.scores')}
        </button>
        {canArchive && (
          <button type="button" class="button" onClick={() => void save('/archive')}>
            {say('class.export.archive')}
          </button>
        )}
      </p>
      <p role="status">{said.value}</p>
    </section>
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
