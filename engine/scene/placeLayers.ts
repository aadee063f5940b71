import type { PlaceShift } from './layerDraft.js';
import type { Box } from './manifest.js';
import type { Placement } from './scene.js';
import { cosine, ONE, sine, TURN } from './sine.js';

/** A layer's box and what moves it from there. */
export interface Placing {
  box: Box;
  place: PlaceShift;
}

/**
 * Where layers lie, by index. A layer with an anchor counts from the anchor's centre, turned about it by its orbit;
 * an anchor has a centre whether it is seen or not.
 * @param placings by index; `checkManifest` has seen to it that no anchors form a circle
 */
export function placeLayers(placings: readonly Placing[]): Placement[] {
  const centres = new Map<number, readonly [number, number]>();
  const centreOf = (index: number): readonly [number, number] => {
    const known = centres.get(index);
    if (known) return known;
    const { box, place } = placings[index] as Placing;
    const shift = [box.x + place.x, box.y + place.y] as const;
    const centre = box.anchor === undefined ? shift : about(centreOf(box.anchor - 1), shift, place.orbit);
    centres.set(index, centre);
    return centre;
  };
  return placings.map(({ box, place }, index) => {
    const [x, y] = centreOf(index);
    const { rotation, mirror } = place;
    const [width, height] = [box.width * place.width, box.height * place.height];
    return { x, y, width, height, rotation, mirror, fade: box.fade ?? 0 };
  });
}

/** @param orbit degrees clockwise, on a canvas whose y grows downwards */
function about([x, y]: readonly [number, number], [right, down]: readonly [number, number], orbit: number) {
  const turn = Math.round((orbit * TURN) / 360);
  const [cos, sin] = [cosine(turn), sine(turn)];
  return [x + (right * cos - down * sin) / ONE, y + (right * sin + down * cos) / ONE] as const;
}
