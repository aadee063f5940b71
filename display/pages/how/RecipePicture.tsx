import { useEffect, useState } from 'preact/hooks';
import type { Recipe } from '../../../engine/scene/recipe.js';
import { recipeUrl } from '../../../engine/scene/recipeUrl.js';
import { words } from '../../language/words.js';
import styles from './RecipePicture.module.css';

export interface RecipePictureProps {
  work: number;
  recipe: Recipe;
  label: string;
}

/** What the network paints of a recipe, once it has. The picture before stays until then. */
export function RecipePicture({ work, recipe, label }: RecipePictureProps) {
  const url = recipeUrl(work, recipe);
  const [shown, setShown] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let left = false;
    setFailed(false);
    const picture = new Image();
    picture.src = url;
    picture.decode().then(
      () => !left && setShown(url),
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [url]);

  return (
    <span class={styles.frame} data-waiting={shown !== url && !failed}>
      {shown && <img src={shown} alt={label} width={256} height={256} />}
      {failed && <span role="status">{words.pages.how.failed}</span>}
    </span>
  );
}
