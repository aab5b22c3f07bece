/** Of `NAME=value`, or of a name alone. */
export function variableName(variable: string): string {
  const equals = variable.indexOf('=');
  return equals < 0 ? variable : variable.slice(0, equals);
}
