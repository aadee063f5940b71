import { checkLink } from '../../engine/protocol/checkLink.js';

export interface OutwardLinkProps {
  /** As its author wrote it; nothing is shown for one that nobody is led to. */
  link: string;
  /** Words around the host, where it does not stand alone. */
  children?: (host: string) => string;
}

/**
 * A link of somebody else's. Its whole host is always written out, as the domain name system has it and in its own letters
 * beside, so that whoever follows it has seen where to. No referrer goes with them.
 */
export function OutwardLink({ link, children = (host) => host }: OutwardLinkProps) {
  const { link: safe } = checkLink(link);
  return (
    safe && (
      <>
        {' · '}
        <a href={safe.href} rel="noopener noreferrer nofollow ugc" target="_blank">
          <bdi>{children(safe.letters ? `${safe.host} (${safe.letters})` : safe.host)}</bdi>
        </a>
      </>
    )
  );
}
