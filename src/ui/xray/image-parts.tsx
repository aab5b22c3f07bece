/** An image's layers with what each adds and hides, and the files that cost more than they show. */
import { hueClass, shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import type { ImageXray, XraySubject } from '../lab/xray-data.ts';
import { shortCreatedBy } from '../layers/short-created-by.ts';
import { packedWords } from './xray-facts.tsx';

interface ImageLayersProps {
  readonly xray: ImageXray;
  readonly say: Say;
  readonly onOpen: (of: XraySubject) => void;
}

/** characters of a command; the layer's own X-ray has all of it */
const MAX_WORDS = 60;

/** Top first, as the layers lie. */
export function ImageLayers({ xray, say, onOpen }: ImageLayersProps) {
  if (xray.layers.length === 0) return <p class="empty">{say('xray.image.empty')}</p>;
  return (
    <ScrollRegion label={say('xray.part.layers')}>
      <table class="twin image-layers">
        <caption>{say('xray.image.layers')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('layers.table.layer')}</th>
            <th scope="col">{say('layers.table.createdBy')}</th>
            <th scope="col">{say('xray.size.packedShort')}</th>
            <th scope="col">{say('xray.size.own')}</th>
            <th scope="col">{say('xray.size.upTo')}</th>
            <th scope="col">{say('xray.size.hidden')}</th>
          </tr>
        </thead>
        <tbody>
          {xray.layers.toReversed().map((layer) => (
            <tr key={layer.chainId}>
              <th scope="row">
                <button
                  type="button"
                  class={`hash-button hash ${hueClass(layer.diffId)}`}
                  data-hash={shortDigest(layer.diffId)}
                  onClick={() => onOpen({ kind: 'layer', chainId: layer.chainId })}
                >
                  {shortDigest(layer.diffId)}
                </button>
              </th>
              <td>{shortCreatedBy(layer.createdBy ?? '').slice(0, MAX_WORDS) || say('layers.unknown')}</td>
              <td>{packedWords(layer.packedSize, say)}</td>
              <td>{say.bytes(layer.size)}</td>
              <td>{say.bytes(layer.total)}</td>
              <td>{layer.hidden === 0 ? '' : say.bytes(layer.hidden)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

export function ImageWaste({ xray, say }: Pick<ImageLayersProps, 'xray' | 'say'>) {
  const { waste, wasteCount } = xray;
  if (wasteCount === 0) return <p class="empty">{say('xray.image.noWaste')}</p>;
  return (
    <ScrollRegion label={say('xray.part.waste')}>
      <table class="twin">
        <caption>{say('xray.image.waste')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('files.name')}</th>
            <th scope="col">{say('xray.size.wasted')}</th>
            <th scope="col">{say('xray.image.how')}</th>
          </tr>
        </thead>
        <tbody>
          {waste.map(({ path, bytes, times, isGone }) => (
            <tr key={path}>
              <th scope="row">
                <code>{path}</code>
              </th>
              <td>{say.bytes(bytes)}</td>
              <td>{say(isGone ? 'xray.image.gone' : 'xray.image.rewritten', { count: times })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {wasteCount > waste.length && <p class="empty">{say('xray.files.moreRows', { count: wasteCount - waste.length })}</p>}
    </ScrollRegion>
  );
}
