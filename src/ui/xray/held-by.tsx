/** Who made a layer and who holds it, and the three hashes it goes by. */
import { shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import type { LayerXray, XraySubject } from '../lab/xray-data.ts';
import { DigestRow } from './xray-facts.tsx';

interface HeldByProps {
  readonly xray: LayerXray;
  readonly say: Say;
  readonly onOpen: (of: XraySubject) => void;
}

export function HeldBy({ xray, say, onOpen }: HeldByProps) {
  const { heldBy, parent, maker } = xray;
  const isHeld = heldBy.images.length + heldBy.containers.length + heldBy.cacheRecords + heldBy.layers.length > 0;
  return (
    <>
      <h3>{say('xray.held.title')}</h3>
      {!isHeld && <p class="empty">{say('layers.nobody')}</p>}
      <ul class="holders">
        {heldBy.images.map(({ id, tags }) => (
          <li key={id}>
            <OpenButton
              label={say('xray.title.image', { name: tags.join(', ') || shortDigest(id) })}
              onClick={() => onOpen({ kind: 'image', id })}
            />
            {maker?.image === id && <small>{say('xray.held.maker')}</small>}
          </li>
        ))}
        {heldBy.containers.map(({ id, name }) => (
          <li key={id}>
            <OpenButton label={say('xray.title.container', { name })} onClick={() => onOpen({ kind: 'container', id })} />
          </li>
        ))}
        {heldBy.layers.map(({ chainId, diffId }) => (
          <li key={chainId}>
            <OpenButton
              label={say('xray.held.above', { digest: shortDigest(diffId) })}
              hash={diffId}
              onClick={() => onOpen({ kind: 'layer', chainId })}
            />
          </li>
        ))}
        {heldBy.cacheRecords > 0 && <li>{say('xray.held.cache', { count: heldBy.cacheRecords })}</li>}
      </ul>
      <h3>{say('xray.hashes')}</h3>
      <dl class="digests">
        <DigestRow term={say('xray.hash.diffId')} digest={xray.diffId} say={say} note={say('xray.hash.diffIdNote')} />
        <DigestRow
          term={say('xray.hash.chainId')}
          digest={xray.chainId}
          hue={xray.diffId}
          say={say}
          note={say('xray.hash.chainIdNote')}
        />
        {xray.packed.map(({ digest, size, repository }) => (
          <DigestRow
            key={`${digest} ${repository}`}
            term={say('xray.hash.digest')}
            digest={digest}
            hue={xray.diffId}
            say={say}
            note={say('xray.hash.digestNote', { repository, size: say.bytes(size) })}
          />
        ))}
      </dl>
      {parent !== undefined && (
        <p>
          <OpenButton label={say('xray.held.below')} onClick={() => onOpen({ kind: 'layer', chainId: parent })} />
        </p>
      )}
    </>
  );
}

function OpenButton({ label, hash, onClick }: { readonly label: string; readonly hash?: string; readonly onClick: () => void }) {
  return (
    <button type="button" class="link" data-hash={hash === undefined ? undefined : shortDigest(hash)} onClick={onClick}>
      {label}
    </button>
  );
}
