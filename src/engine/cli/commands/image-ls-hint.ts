/** `docker images ls` looks for images of that name (docker/cli 28 `cli/command/image/list.go` printAmbiguousHint). */
const SUBCOMMANDS = /^(?:build|history|import|inspect|list|load|ls|prune|pull|push|rm|save|tag)$/;

/** Empty where the name is none of a subcommand of `docker image`. */
export function ambiguousHint(name: string): string {
  return SUBCOMMANDS.test(name) ? `\nNo images found matching "${name}": did you mean "docker image ${name}"?\n` : '';
}
