/** Tabs as the ARIA practices have them: one stop for the Tab key, arrows inside, the panel changes with the focus. */
import type { Signal } from '@preact/signals';

interface TabListProps<Tab extends string> {
  readonly tabs: readonly Tab[];
  readonly active: Signal<Tab>;
  /** of the ids `<prefix>-tab-<tab>` and `<prefix>-panel-<tab>` */
  readonly prefix: string;
  readonly label: string;
  readonly titleOf: (tab: Tab) => string;
}

export function TabList<Tab extends string>({ tabs, active, prefix, label, titleOf }: TabListProps<Tab>) {
  function onKeyDown(event: KeyboardEvent): void {
    const at = tabs.indexOf(active.value);
    const places: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const place = places[event.key];
    const next = place === undefined ? undefined : tabs[(place + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    active.value = next;
    document.getElementById(`${prefix}-tab-${next}`)?.focus();
  }
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => {
        const isActive = tab === active.value;
        return (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${prefix}-tab-${tab}`}
            aria-selected={isActive}
            aria-controls={isActive ? `${prefix}-panel-${tab}` : undefined}
            tabIndex={isActive ? 0 : -1}
            onClick={() => {
              active.value = tab;
            }}
          >
            {titleOf(tab)}
          </button>
        );
      })}
    </div>
  );
}
