import type { Frame, LayerFrame } from './frame.js';

/** How far the nearest layer moves at most, of the canvas's longer edge. */
const REACH = 0.006;

/**
 * A frame as it is seen from a little to one side: the nearer a layer, the further it moves. A layer that ends just at
 * an edge of the canvas stays, or the move would uncover what lies behind it there.
 * @param lean −1…1; at 0 the frame itself
 * @param angle the side, radians
 */
export function seenFrom(frame: Frame, lean: number, angle: number): Frame {
  if (lean === 0) return frame;
  const reach = REACH * Math.max(frame.width, frame.height) * lean;
  const nearest = Math.max(1, frame.layers.length - 1);
  return {
    ...frame,
    layers: frame.layers.map((layer, i) => {
      if (endsAtEdge(layer, frame)) return layer;
      const depth = (i / nearest) * reach;
      const { x, y } = layer.placement;
      return {
        ...layer,
        placement: { ...layer.placement, x: x + Math.cos(angle) * depth, y: y + Math.sin(angle) * depth },
      };
    }),
  };
}

/** Whether a side of the layer's box lies so near to an edge of the canvas that the move would take it across. */
function endsAtEdge({ placement }: LayerFrame, { width, height }: Frame): boolean {
  const { x, y, rotation } = placement;
  const near = REACH * Math.max(width, height);
  const cos = Math.abs(Math.cos((rotation * Math.PI) / 180));
  const sin = Math.abs(Math.sin((rotation * Math.PI) / 180));
  const across = (placement.width * cos + placement.height * sin) / 2;
  const down = (placement.width * sin + placement.height * cos) / 2;
  const gaps = [x - across, x + across - width, y - down, y + down - height];
  return gaps.some((gap) => Math.abs(gap) < near);
}
