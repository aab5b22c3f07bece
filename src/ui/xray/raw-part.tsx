/** The bytes behind the words: JSON as it stands in the image's config, and the layer's tar as `tar -tv` lists it. */
import { CopyButton } from '../kit/copy-button.tsx';
import { Listing } from '../kit/listing.tsx';
import type { Say } from '../kit/say.ts';
import { DigestRow } from './xray-facts.tsx';

interface RawPartProps {
  readonly say: Say;
  readonly json?: string | undefined;
  readonly jsonTitle: string;
  readonly listing?: string;
  readonly entryCount?: number;
  readonly tarSize?: number;
  /** of the image whose config this is */
  readonly id?: string;
}

export function RawPart({ say, json, jsonTitle, listing, entryCount = 0, tarSize = 0, id }: RawPartProps) {
  const shown = listing === undefined || listing === '' ? 0 : listing.split('\n').length;
  return (
    <>
      {id !== undefined && (
        <dl class="digests">
          <DigestRow term={say('xray.hash.imageId')} digest={id} say={say} note={say('xray.hash.imageIdNote')} />
        </dl>
      )}
      <h3>
        {jsonTitle}{' '}
        {json !== undefined && <CopyButton text={json} label={say('xray.copy', { what: jsonTitle })} done={say('xray.copied')} />}
      </h3>
      {json === undefined ? <p class="empty">{say('xray.raw.noHistory')}</p> : <Listing label={jsonTitle} text={json} />}
      {listing !== undefined && (
        <>
          <h3>
            {say('xray.raw.tar', { count: entryCount, size: say.bytes(tarSize) })}{' '}
            <CopyButton text={listing} label={say('xray.copy', { what: 'tar -tv' })} done={say('xray.copied')} />
          </h3>
          {listing === '' ? <p class="empty">{say('xray.raw.emptyTar')}</p> : <Listing label="tar -tv" text={listing} />}
          {entryCount > shown && shown > 0 && <p class="empty">{say('xray.files.moreRows', { count: entryCount - shown })}</p>}
        </>
      )}
    </>
  );
}
