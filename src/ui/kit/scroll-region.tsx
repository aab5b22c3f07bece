import type { ComponentChildren } from 'preact';

interface ScrollRegionProps {
  readonly label: string;
  readonly children?: ComponentChildren;
}

/** What may be wider than its place: it scrolls by itself, and the keyboard can scroll it too. */
export function ScrollRegion({ label, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: what is read, not fields; and a section would be one landmark more of the same name
    <div role="group" class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
