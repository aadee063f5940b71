import { checkLink } from '../../../engine/protocol/checkLink.js';

/** Where a message leads, after its text, when people may be led there: the host, so that everybody sees whose it is. */
export function MessageLink({ link }: { link: string }) {
  const { link: safe } = checkLink(link);
  return (
    safe && (
      <>
        {' · '}
        <a href={safe.href} rel="noopener noreferrer nofollow ugc" target="_blank">
          {safe.letters ? `${safe.host} (${safe.letters})` : safe.host}
        </a>
      </>
    )
  );
}
