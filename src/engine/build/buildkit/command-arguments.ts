/** What a shell or exec form runs. */
const DEFAULT_SHELL = ['/bin/sh', '-c'];

/** The shell form is one argument behind the shell, even where nothing was written. */
export function commandArguments(
  command: { readonly form: 'exec' | 'shell'; readonly args: readonly { readonly text: string }[] },
  shell: readonly string[] | null | undefined,
): readonly string[] {
  const words = command.args.map(({ text }) => text);
  if (command.form === 'exec') return words;
  return [...(shell?.length ? shell : DEFAULT_SHELL), words.join(' ')];
}
