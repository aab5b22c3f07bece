/** Where unpacked bytes stay: with the platform where it has a place for them, else in memory, long runs of zeros taken out. */
import type { Keep, Ports } from '../ports.ts';
import { type Content, compactContent, concatContents } from './content.ts';

export function createKeep({ platform }: Pick<Ports, 'platform'>): Keep {
  if (platform?.createKeep !== undefined) return platform.createKeep();
  const parts: Content[] = [];
  return {
    add(part) {
      parts.push(compactContent(part));
    },
    content: () => concatContents(parts),
  };
}

/** @param parts each is ours to keep */
export async function keepParts(ports: Pick<Ports, 'platform'>, parts: AsyncIterable<Uint8Array>): Promise<Content> {
  const keep = createKeep(ports);
  for await (const part of parts) await keep.add(part);
  return keep.content();
}
