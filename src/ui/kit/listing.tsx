import { ScrollRegion } from './scroll-region.tsx';

interface ListingProps {
  /** accessible name of the place that scrolls */
  readonly label: string;
  readonly text: string;
}

/** Lines of code or of a file, to be read. */
export function Listing({ label, text }: ListingProps) {
  return (
    <ScrollRegion label={label}>
      <pre class="listing-text">{text.replace(/\n$/, '')}</pre>
    </ScrollRegion>
  );
}
