/** What the X-ray says of a layer, an image or a container, in parts that are opened one at a time. */
import { useSignal } from '@preact/signals';
import { hueClass, shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import type { FileText } from '../lab/files.ts';
import { TabList } from '../lab/tab-list.tsx';
import type { ContainerXray, ImageXray, LayerXray, StepsXray, Xray, XrayFile, XraySubject } from '../lab/xray-data.ts';
import { HeldBy } from './held-by.tsx';
import { ImageLayers, ImageWaste } from './image-parts.tsx';
import { RawPart } from './raw-part.tsx';
import { Figure, packedWords } from './xray-facts.tsx';
import { type OpenedFile, XrayFilesPart } from './xray-files.tsx';

export interface XrayViewProps {
  readonly xray: Exclude<Xray, StepsXray>;
  readonly say: Say;
  /** of ids: two on one page must differ */
  readonly prefix?: string;
  readonly readFile: (file: XrayFile) => Promise<FileText>;
  readonly onOpen: (of: XraySubject) => void;
}

export function XrayView(props: XrayViewProps) {
  switch (props.xray.kind) {
    case 'layer':
      return <LayerView {...props} xray={props.xray} />;
    case 'image':
      return <ImageView {...props} xray={props.xray} />;
    case 'container':
      return <ContainerView {...props} xray={props.xray} />;
  }
}

/** For the files part: the file as it stands there. */
function readOne(readFile: XrayViewProps['readFile']): (file: XrayFile) => Promise<readonly OpenedFile[]> {
  return async (file) => [{ title: file.path, text: await readFile(file) }];
}

export function titleOf(xray: Xray, say: Say): string {
  switch (xray.kind) {
    case 'layer':
      return say('xray.title.layer', { digest: shortDigest(xray.diffId) });
    case 'image':
      return say('xray.title.image', { name: xray.tags[0] ?? shortDigest(xray.id) });
    case 'container':
      return say('xray.title.container', { name: xray.name });
    case 'steps':
      return say('xray.steps.title', { from: xray.from, to: xray.to });
  }
}

type PropsOf<X extends Xray> = Omit<XrayViewProps, 'xray'> & { readonly xray: X };

function LayerView({ xray, say, prefix = 'xray', readFile, onOpen }: PropsOf<LayerXray>) {
  const tab = useSignal<'files' | 'held' | 'raw'>('files');
  const packed = xray.packed.at(-1);
  return (
    <>
      {xray.createdBy !== undefined && (
        <p class="made-by">
          <code>{xray.createdBy}</code>
        </p>
      )}
      <dl class="figures">
        <Figure term={say('xray.size.packed')}>{packedWords(packed?.size, say)}</Figure>
        <Figure term={say('xray.size.own')}>{say.bytes(xray.size)}</Figure>
        <Figure term={say('xray.size.hidden')}>{say.bytes(xray.hidden)}</Figure>
      </dl>
      <TabList
        tabs={['files', 'held', 'raw'] as const}
        active={tab}
        prefix={prefix}
        label={say('xray.parts')}
        titleOf={(one) => say(`xray.part.${one}`)}
      />
      <div class="xray-panel" role="tabpanel" id={`${prefix}-panel-${tab.value}`} aria-labelledby={`${prefix}-tab-${tab.value}`}>
        {tab.value === 'files' && <XrayFilesPart of={xray} title={titleOf(xray, say)} say={say} readFile={readOne(readFile)} />}
        {tab.value === 'held' && <HeldBy xray={xray} say={say} onOpen={onOpen} />}
        {tab.value === 'raw' && (
          <RawPart
            say={say}
            json={xray.maker?.json}
            jsonTitle={say('xray.raw.history', { row: (xray.maker?.row ?? 0) + 1 })}
            listing={xray.listing}
            entryCount={xray.entryCount}
            tarSize={xray.tarSize}
          />
        )}
      </div>
    </>
  );
}

function ImageView({ xray, say, prefix = 'xray', readFile, onOpen }: PropsOf<ImageXray>) {
  const tab = useSignal<'layers' | 'waste' | 'files' | 'raw'>('layers');
  const share = xray.size === 0 ? 1 : xray.visible / xray.size;
  const percent = new Intl.NumberFormat(say.locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
  return (
    <>
      <p class="made-by">{xray.tags.length === 0 ? say('xray.untagged') : xray.tags.join(', ')}</p>
      <dl class="figures">
        <Figure term={say('xray.size.all')}>{say.bytes(xray.size)}</Figure>
        <Figure term={say('xray.size.visible')}>{say.bytes(xray.visible)}</Figure>
        <Figure term={say('xray.size.wasted')}>{say.bytes(xray.wasted)}</Figure>
        <Figure term={say('xray.size.efficiency')}>{percent}</Figure>
      </dl>
      <TabList
        tabs={['layers', 'waste', 'files', 'raw'] as const}
        active={tab}
        prefix={prefix}
        label={say('xray.parts')}
        titleOf={(one) => say(`xray.part.${one}`)}
      />
      <div class="xray-panel" role="tabpanel" id={`${prefix}-panel-${tab.value}`} aria-labelledby={`${prefix}-tab-${tab.value}`}>
        {tab.value === 'layers' && <ImageLayers xray={xray} say={say} onOpen={onOpen} />}
        {tab.value === 'waste' && <ImageWaste xray={xray} say={say} />}
        {tab.value === 'files' && <XrayFilesPart of={xray} title={titleOf(xray, say)} say={say} readFile={readOne(readFile)} />}
        {tab.value === 'raw' && <RawPart say={say} json={xray.json} jsonTitle={say('xray.raw.config')} id={xray.id} />}
      </div>
    </>
  );
}

function ContainerView({ xray, say, readFile, onOpen }: PropsOf<ContainerXray>) {
  const { base } = xray;
  return (
    <>
      <p class="made-by">
        {say(`layers.status.${xray.status}`)} · {say('xray.container.from')} <code>{xray.imageName}</code>
        {base !== undefined && (
          <button type="button" class={`hash-button ${hueClass(base)}`} onClick={() => onOpen({ kind: 'layer', chainId: base })}>
            {say('xray.container.base')}
          </button>
        )}
      </p>
      <dl class="figures">
        <Figure term={say('xray.size.written')}>{say.bytes(xray.size)}</Figure>
        <Figure term={say('xray.size.copiedUp')}>{say.bytes(xray.copiedUp)}</Figure>
        <Figure term={say('xray.size.hidden')}>{say.bytes(xray.hidden)}</Figure>
      </dl>
      <div class="xray-panel">
        <p class="xray-hint">{say('xray.container.copyUp')}</p>
        <XrayFilesPart of={xray} title={titleOf(xray, say)} say={say} readFile={readOne(readFile)} />
      </div>
    </>
  );
}
