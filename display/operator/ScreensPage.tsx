import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '../design/Button.js';
import { Plate } from '../design/Plate.js';
import { Shell } from '../design/shell/Shell.js';
import { words } from '../language/words.js';
import { GroupList } from './GroupList.js';
import { openGalleryDesk } from './openGalleryDesk.js';
import { PairForm } from './PairForm.js';
import { PlaylistList } from './PlaylistList.js';
import { PlaysExport } from './PlaysExport.js';
import { ScreenCard } from './ScreenCard.js';
import styles from './ScreensPage.module.css';

/** Where whoever runs the gallery sees every screen, and says what hangs on it. */
export function ScreensPage({ logOut }: { logOut: () => void }) {
  const desk = useMemo(openGalleryDesk, []);
  useEffect(() => desk.close, [desk]);
  const say = words.screens;
  const screens = desk.screens.value;
  return (
    <Shell
      here={null}
      actions={
        <Button look="quiet" onClick={logOut}>
          {words.operator.logOut}
        </Button>
      }
    >
      <div class={styles.page}>
        <header class={styles.header}>
          <h1>{say.heading}</h1>
          {screens && <p class={styles.summary}>{say.summary(countOf(screens))}</p>}
          <a class={styles.other} href="/moderation">
            {words.moderation.heading}
          </a>
        </header>
        {desk.connection.value === 'down' && screens && <p class={styles.note}>{say.notLive}</p>}
        <p role="alert" class={styles.problem}>
          {desk.problem.value}
        </p>
        <PairForm desk={desk} />
        {screens && screens.length === 0 && <p class={styles.note}>{say.none}</p>}
        <ul class={styles.screens}>
          {screens?.map((screen) => (
            <ScreenCard key={screen.id} desk={desk} screen={screen} />
          ))}
        </ul>
        <Plate heading={say.playlists} aside={say.playlistsHint}>
          <PlaylistList desk={desk} />
        </Plate>
        <Plate heading={say.groups} aside={say.groupsHint}>
          <GroupList desk={desk} />
        </Plate>
        <Plate heading={say.plays} aside={say.playsHint}>
          <PlaysExport />
        </Plate>
      </div>
    </Shell>
  );
}

function countOf(screens: readonly { connected: boolean }[]) {
  return { all: screens.length, connected: screens.filter(({ connected }) => connected).length };
}
