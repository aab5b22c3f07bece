/** Whether an exercise is open, by its window in time. All times are milliseconds since 1970, by the server's clock. */
export interface TimeWindow {
  readonly opensAt?: number;
  readonly closesAt?: number;
}

export type WindowState =
  | { readonly kind: 'before'; readonly left: number }
  /** without `left` it stays open */
  | { readonly kind: 'open'; readonly left?: number }
  | { readonly kind: 'closed' };

export function windowState({ opensAt = 0, closesAt }: TimeWindow, now: number): WindowState {
  if (now < opensAt) return { kind: 'before', left: opensAt - now };
  if (closesAt === undefined) return { kind: 'open' };
  return now < closesAt ? { kind: 'open', left: closesAt - now } : { kind: 'closed' };
}

/** `3:05`, `1:02:03`: rounded up, so that nothing is at zero before its time. */
export function formatLeft(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** For `<input type="datetime-local">`, in the reader's own zone; empty for none. */
export function toLocalInput(time: number | undefined): string {
  if (time === undefined) return '';
  const date = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}

/** undefined where the field is empty or half filled in */
export function fromLocalInput(text: string): number | undefined {
  const time = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(time) ? undefined : time;
}
