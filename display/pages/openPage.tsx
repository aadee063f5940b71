import { type ComponentChildren, render } from 'preact';
import { Shell, type ShellProps } from '../design/shell/Shell.js';
import { noticeOf } from '../work/noticeOf.js';

/** What a page shows once it knows what it is about. */
export interface OpenedPage {
  content: ComponentChildren;
  /** For the header. */
  actions?: ComponentChildren;
}

/**
 * Renders a page into the body's `<div id="page">`: its header at once, its content when that is there, and where it
 * cannot be had, why not.
 * @param load  rejects with a sentence to show
 */
export async function openPage(here: ShellProps['here'], load: () => Promise<OpenedPage>): Promise<void> {
  const mount = document.querySelector('#page');
  if (!mount) return;
  render(<Shell here={here}>{null}</Shell>, mount);
  try {
    const { content, actions } = await load();
    render(
      <Shell here={here} actions={actions}>
        {content}
      </Shell>,
      mount,
    );
  } catch (cause) {
    render(<Shell here={here}>{noticeOf(cause)}</Shell>, mount);
  }
}
