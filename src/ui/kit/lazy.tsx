/** A part of the page that is fetched when it is first shown. One that could not be fetched is tried again when it is shown again. */
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

interface LazyProps<P> {
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
  /** said where it cannot be fetched */
  readonly failed: string;
}

export function Lazy<P extends object>({ load, props, failed }: LazyProps<P>) {
  const loaded = useSignal<{ readonly Part?: ComponentType<P>; readonly isFailed?: true }>({});
  useEffect(() => {
    load().then(
      (Part) => {
        loaded.value = { Part };
      },
      () => {
        loaded.value = { isFailed: true };
      },
    );
  }, []);
  const { Part, isFailed } = loaded.value;
  if (isFailed)
    return (
      <p class="empty" role="alert">
        {failed}
      </p>
    );
  return Part === undefined ? null : <Part {...props} />;
}
