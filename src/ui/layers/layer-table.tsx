/** The picture in words: the same layers, images and containers as tables. */

import type { MachineView } from '../../engine/index.ts';
import { hueClass, shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import { shortCreatedBy } from './short-created-by.ts';

interface LayerTableProps {
  readonly view: MachineView;
  readonly say: Say;
}

export function LayerTables({ view, say }: LayerTableProps) {
  return (
    <>
      <LayerTable view={view} say={say} />
      {view.containers.length > 0 && <ContainerTable view={view} say={say} />}
    </>
  );
}

function LayerTable({ view, say }: LayerTableProps) {
  const nameOf = new Map<string, string>([
    ...view.images.map(({ id, tags }): [string, string] => [id, tags.join(', ') || shortDigest(id)]),
    ...view.containers.map(({ id, name }): [string, string] => [id, name]),
  ]);
  const diffOf = new Map<string, string>(view.layers.map(({ chainId, diffId }) => [chainId, diffId]));
  const namesOf = (ids: readonly string[]) => ids.map((id) => nameOf.get(id) ?? shortDigest(id)).join(', ') || say('layers.nobody');
  return (
    <table class="twin">
      <caption>{say('layers.table.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('layers.table.layer')}</th>
          <th scope="col">{say('layers.table.on')}</th>
          <th scope="col">{say('layers.table.createdBy')}</th>
          <th scope="col">{say('layers.table.size')}</th>
          <th scope="col">{say('layers.table.heldBy')}</th>
        </tr>
      </thead>
      <tbody>
        {view.layers.map((layer) => (
          <tr key={layer.chainId}>
            <th scope="row">
              <Hash digest={layer.diffId} />
            </th>
            <td>
              {layer.parent === undefined ? say('layers.ground') : <Hash digest={diffOf.get(layer.parent) ?? layer.parent} />}
            </td>
            <td>{shortCreatedBy(layer.createdBy) || say('layers.unknown')}</td>
            <td>{say.bytes(layer.size)}</td>
            <td>{namesOf([...layer.imageIds, ...layer.containerIds])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ContainerTable({ view, say }: LayerTableProps) {
  return (
    <table class="twin">
      <caption>{say('layers.table.containers')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('layers.table.name')}</th>
          <th scope="col">{say('layers.table.status')}</th>
          <th scope="col">{say('layers.table.image')}</th>
          <th scope="col">{say('layers.table.changes')}</th>
        </tr>
      </thead>
      <tbody>
        {view.containers.map((container) => (
          <tr key={container.id}>
            <th scope="row">{container.name}</th>
            <td>{say(`layers.status.${container.status}`)}</td>
            <td>{container.imageName}</td>
            <td>{container.changes.map(({ kind, path }) => `${kind} ${path}`).join(', ') || say('layers.table.none')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Hash({ digest }: { readonly digest: string }) {
  return (
    <span class={`hash ${hueClass(digest)}`} data-hash={shortDigest(digest)}>
      {shortDigest(digest)}
    </span>
  );
}
