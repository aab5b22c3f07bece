/** The flags of one verb of `printf`: `%-8.3f`, `%+v`. */

export interface FormatFlags {
  readonly plus: boolean;
  readonly minus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  /** `%+v`: names of fields; the `+` then means no sign */
  readonly plusV: boolean;
  /** `%#v`: Go source */
  readonly sharpV: boolean;
  readonly width?: number;
  readonly precision?: number;
}

export const PLAIN_FLAGS: FormatFlags = {
  plus: false,
  minus: false,
  sharp: false,
  space: false,
  zero: false,
  plusV: false,
  sharpV: false,
};
