/** Files of a layer, of a container, or of the learner's own computer: a folder at a time, with what was added, changed or deleted. */
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { hueClass, shortDigest } from '../kit/hue.ts';
import { Icon, type IconName } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { FileRow, FileSource, FileText } from '../lab/files.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { shortCreatedBy } from '../layers/short-created-by.ts';
import { OpenFile } from './open-file.tsx';

interface FilesPanelProps {
  readonly session: SessionModel;
  readonly source: Signal<FileSource>;
  readonly say: Say;
}

const keyOf = (source: FileSource): string =>
  source.kind === 'host' ? 'host' : source.kind === 'layer' ? `layer ${source.chainId}` : `container ${source.id}`;

function parseKey(key: string): FileSource {
  const [kind, id = ''] = key.split(' ');
  if (kind === 'layer') return { kind, chainId: id };
  return kind === 'container' ? { kind, id } : { kind: 'host' };
}

export function FilesPanel({ session, source, say }: FilesPanelProps) {
  const topOf = (of: FileSource): string => (of.kind === 'host' ? session.snapshot.peek().cwd : '/');
  const path = useSignal(topOf(source.value));
  const rows = useSignal<readonly FileRow[] | undefined>(undefined);
  const opened = useSignal<{ readonly path: string; readonly file: FileText } | undefined>(undefined);
  const showsAll = useSignal(false);

  useSignalEffect(() => {
    const of = source.value;
    const folder = path.value;
    // the machine at another step has other files
    session.snapshot.value;
    let isStale = false;
    void session.listFiles(of, folder).then((list) => {
      if (!isStale) rows.value = list;
    });
    return () => {
      isStale = true;
    };
  });

  const isLayered = source.value.kind !== 'host';
  const visible = (rows.value ?? []).filter((row) => !isLayered || showsAll.value || row.change !== undefined);
  return (
    <div class="files">
      <SourcePicker
        session={session}
        source={source}
        say={say}
        onChange={() => {
          path.value = topOf(source.value);
          opened.value = undefined;
        }}
      />
      {isLayered && (
        <label class="check">
          <input
            type="checkbox"
            checked={showsAll.value}
            onChange={(event) => {
              showsAll.value = event.currentTarget.checked;
            }}
          />
          {say('files.showAll')}
        </label>
      )}
      <Crumbs path={path} say={say} />
      {rows.value === undefined ? (
        <p class="empty">{say('files.loading')}</p>
      ) : (
        <table class="listing">
          <caption class="said">{say('files.caption', { path: path.value })}</caption>
          <thead class="said">
            <tr>
              <th scope="col">{say('files.change')}</th>
              <th scope="col">{say('files.name')}</th>
              <th scope="col">{say('files.mode')}</th>
              <th scope="col">{say('files.owner')}</th>
              <th scope="col">{say('files.size')}</th>
            </tr>
          </thead>
          <tbody>
            {visible.map((row) => (
              <FileLine
                key={row.name}
                row={row}
                say={say}
                onOpen={async () => {
                  const target = `${path.value === '/' ? '' : path.value}/${row.name}`;
                  if (row.kind === 'dir') {
                    opened.value = undefined;
                    path.value = target;
                  } else opened.value = { path: target, file: await session.readFile(source.value, target) };
                }}
              />
            ))}
          </tbody>
        </table>
      )}
      {rows.value !== undefined && visible.length === 0 && <p class="empty">{say('files.nothing')}</p>}
      {opened.value !== undefined && <OpenFile path={opened.value.path} file={opened.value.file} say={say} />}
    </div>
  );
}

interface SourcePickerProps extends FilesPanelProps {
  readonly onChange: () => void;
}

function SourcePicker({ session, source, say, onChange }: SourcePickerProps) {
  const { view } = session.snapshot.value;
  const { value: of } = source;
  const chosen = of.kind === 'layer' ? view.layers.find(({ chainId }) => chainId === of.chainId)?.diffId : undefined;
  return (
    <label class="field">
      <span>{say('files.of')}</span>
      <select
        value={keyOf(source.value)}
        onChange={(event) => {
          source.value = parseKey(event.currentTarget.value);
          onChange();
        }}
      >
        <option value="host">{say('files.host')}</option>
        {view.containers.map(({ id, name }) => (
          <option key={id} value={`container ${id}`}>
            {say('files.container', { name })}
          </option>
        ))}
        {view.layers.map(({ chainId, diffId, createdBy }) => (
          <option key={chainId} value={`layer ${chainId}`}>
            {say('files.layer', { digest: shortDigest(diffId), createdBy: shortCreatedBy(createdBy).slice(0, 40) })}
          </option>
        ))}
      </select>
      {chosen !== undefined && (
        <span class={`hash ${hueClass(chosen)}`} data-hash={shortDigest(chosen)}>
          {shortDigest(chosen)}
        </span>
      )}
    </label>
  );
}

function Crumbs({ path, say }: { readonly path: Signal<string>; readonly say: Say }) {
  const names = path.value.split('/').filter((name) => name !== '');
  const places = [
    { name: '/', path: '/' },
    ...names.map((name, index) => ({ name, path: `/${names.slice(0, index + 1).join('/')}` })),
  ];
  return (
    <nav class="crumbs" aria-label={say('files.folder')}>
      {places.map((place, index) => (
        <button
          key={place.path}
          type="button"
          aria-current={index === places.length - 1 ? 'page' : undefined}
          onClick={() => {
            path.value = place.path;
          }}
        >
          {place.name}
        </button>
      ))}
    </nav>
  );
}

const ICONS: Readonly<Record<string, IconName>> = { dir: 'folder', symlink: 'link' };

function FileLine({ row, say, onOpen }: { readonly row: FileRow; readonly say: Say; readonly onOpen: () => void }) {
  const canOpen = (row.kind === 'dir' || row.kind === 'file') && row.change !== 'D';
  const label = row.target === undefined ? row.name : `${row.name} → ${row.target}`;
  return (
    <tr class={row.change === undefined ? '' : `change-${row.change}`}>
      <td class="letter">
        {row.change !== undefined && (
          <abbr title={say(`files.changed.${row.change === 'A' ? 'added' : row.change === 'C' ? 'changed' : 'deleted'}`)}>
            {row.change}
          </abbr>
        )}
      </td>
      <th scope="row">
        <Icon name={ICONS[row.kind] ?? 'file'} />
        {canOpen ? (
          <button type="button" onClick={onOpen}>
            {label}
          </button>
        ) : (
          <span>{label}</span>
        )}
      </th>
      <td>{row.mode}</td>
      <td>{row.owner}</td>
      <td class="size">{row.size === undefined ? '' : say.bytes(row.size)}</td>
    </tr>
  );
}
