import { useEffect, useRef } from 'preact/hooks';
import { adjustTexels } from '../../engine/composite/colour/adjustColour.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import type { ColourAdjustment, SceneLayer } from '../../engine/scene/scene.js';

export interface LayerPictureProps {
  work: number;
  layer: SceneLayer;
  class?: string | undefined;
  /** What a screen reader says of it; empty for nothing. */
  label: string;
}

/** One layer by itself, in its own colours, by the very formula of still and wall. */
export function LayerPicture({ work, layer, class: name, label }: LayerPictureProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const url = recipeUrl(work, layer.recipe);
  const colour = JSON.stringify(layer.colour);

  useEffect(() => {
    let left = false;
    const picture = new Image();
    picture.src = url;
    picture.decode().then(
      () => !left && element.current && draw(element.current, picture, layer.colour),
      (cause) => console.warn('The picture of a layer could not be had.', cause),
    );
    return () => {
      left = true;
    };
  }, [url, colour]);

  // A canvas without a name is nothing to a screen reader.
  return label === '' ? (
    <canvas ref={element} class={name} />
  ) : (
    <canvas ref={element} class={name} role="img" aria-label={label} />
  );
}

function draw(canvas: HTMLCanvasElement, picture: HTMLImageElement, colour: ColourAdjustment) {
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  context.drawImage(picture, 0, 0);
  if (isNeutral(colour)) return;
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  const texels = Float64Array.from(pixels.data, (value) => value / 255);
  adjustTexels(texels, colour);
  for (let i = 0; i < texels.length; i++) pixels.data[i] = Math.round((texels[i] ?? 0) * 255);
  context.putImageData(pixels, 0, 0);
}

const isNeutral = ({ hue, saturation, brightness, contrast, tint }: ColourAdjustment) =>
  hue === 0 && saturation === 1 && brightness === 1 && contrast === 1 && tint === null;
