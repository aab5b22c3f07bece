/** Measures the figures of one file, in a process that has done nothing else: `node measure-file.ts PATH`. One line of JSON each. */
import { pathToFileURL } from 'node:url';
import type { Measure } from './figure.ts';

const [path = ''] = process.argv.slice(2);
const { measure }: { measure: Measure } = await import(pathToFileURL(path).href);
for (const figure of await measure()) process.stdout.write(`${JSON.stringify(figure)}\n`);
