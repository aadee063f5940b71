import type { ComponentChildren } from 'preact';
import { SiteFooter } from './SiteFooter.js';
import { SiteHeader, type SiteHeaderProps } from './SiteHeader.js';

export interface ShellProps {
  here: SiteHeaderProps['here'];
  /** Goes into the header, beside language and light. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/**
 * A page of the house: its header, what it is about, its footer. It is rendered into the body's own `<div id="page">`,
 * as header and footer are no part of `<main>`.
 */
export function Shell({ here, actions, children }: ShellProps) {
  return (
    <>
      <SiteHeader here={here}>{actions}</SiteHeader>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
