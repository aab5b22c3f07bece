/** The starts of the exercises and of the home page without the files of their images (docs/decisions/0018). */
import type { APIRoute, GetStaticPaths } from 'astro';
import { outlineOf } from '../../curriculum/outlines.ts';
import { listStarts } from '../../curriculum/starts.ts';

interface Props {
  readonly text: string;
}

export const getStaticPaths = (async () => {
  const outlines = await Promise.all((await listStarts()).map(outlineOf));
  const texts = new Map(outlines.flatMap((outline) => (outline === undefined ? [] : [[outline.name, outline.text] as const])));
  return [...texts].map(([outline, text]) => ({ params: { outline }, props: { text } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props }) => new Response(props.text, { headers: { 'Content-Type': 'application/json' } });
