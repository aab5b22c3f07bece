import { rolldown } from 'rolldown';

/** The module and all that it imports as one plain script, for places that take no module. */
export async function bundleScript(input: string): Promise<string> {
  const bundle = await rolldown({ input });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  return output[0].code;
}
