import { PaintedPicture } from '../PaintedPicture.js';
import { ChoiceLever } from './ChoiceLever.js';
import type { LeverProps } from './leverProps.js';

export interface PictureLeverProps extends LeverProps {
  /** The address of the layer's picture with this lever at an index. */
  picture: (index: number) => string;
}

/** A lever of the model: each value shown as the picture it gives, as the pictures come. */
export function PictureLever({ lever, index, onMove, picture }: PictureLeverProps) {
  return (
    <ChoiceLever lever={lever} index={index} onMove={onMove} layout="grid">
      {(option) => <PaintedPicture url={picture(option)} />}
    </ChoiceLever>
  );
}
