/** X-rays of a machine that was really made, for the lab's page of them. */
import { openLab } from '../../curriculum/lab.ts';
import type { XrayOfOne } from '../../ui/lab/examine.ts';
import * as examination from '../../ui/lab/examine.ts';
import { openLabSession } from '../../ui/lab/lab-session.ts';
import type { Xray } from '../../ui/lab/xray-data.ts';

const DOCKERFILE = `FROM alpine:3.13
RUN chmod 600 /etc/passwd && echo one > /etc/motd && echo two > /etc/new && rm -r /usr/local
RUN rm /etc/motd && mkdir -p /a/very/deep/folder/with-a-name-that-is-far-too-long-to-fit-into-any-column && touch /a/very/deep/folder/with-a-name-that-is-far-too-long-to-fit-into-any-column/x
`;

const LINES = [
  'docker build -q -t loja:1.0 .',
  'docker run -d --name vazio alpine:3.13 sleep 600',
  'docker run -d --name caixa loja:1.0 sleep 600',
  'docker exec caixa sh -c "echo x >> /etc/passwd; mkdir /novo; rm -r /home && mkdir /home && touch /home/x"',
];

export interface NamedXray {
  readonly name: string;
  readonly xray: Exclude<Xray, { readonly kind: 'steps' }>;
}

export async function createXrays(): Promise<NamedXray[]> {
  const session = await openLabSession(await openLab(), {
    start: { files: { Dockerfile: DOCKERFILE }, commands: [], movedTags: [] },
    steps: LINES.map((line) => ({ line })),
  });
  const { machine } = session;
  const subjects: XrayOfOne[] = [
    ...[...machine.layers.keys()].map((chainId): XrayOfOne => ({ kind: 'layer', chainId })),
    ...[...machine.images.keys()].map((id): XrayOfOne => ({ kind: 'image', id })),
    ...[...machine.containers.keys()].map((id): XrayOfOne => ({ kind: 'container', id })),
  ];
  const xrays: NamedXray[] = [];
  for (const [index, subject] of subjects.entries()) {
    const { xray } = await session.examine(examination, subject);
    if (xray !== undefined && xray.kind !== 'steps') xrays.push({ name: `${xray.kind}-${index}`, xray });
  }
  return xrays;
}
