import { leverMax } from '../../../engine/scene/leverValue.js';
import type { Lever } from '../../../engine/scene/manifest.js';
import { BoolLever } from './BoolLever.js';
import { ColourLever } from './ColourLever.js';
import type { LeverProps } from './leverProps.js';
import { PictureLever } from './PictureLever.js';
import { PositionLever } from './PositionLever.js';
import { RangeLever } from './RangeLever.js';
import { SelectLever } from './SelectLever.js';

/** Every picture costs an inference, so a lever with more values than this is a slider or a menu. */
const MOST_PICTURES = 16;

export interface LeverControlProps extends LeverProps {
  /** The address of the layer's picture with this lever at an index; only where the lever moves the model. */
  picture?: ((index: number) => string) | undefined;
}

/** The control that fits a lever's type. */
export function LeverControl({ picture, ...props }: LeverControlProps) {
  if (picture && namesVariants(props.lever) && leverMax(props.lever) < MOST_PICTURES) {
    return <PictureLever {...props} picture={picture} />;
  }
  const { lever, ...rest } = props;
  switch (lever.type) {
    case 'select':
      return <SelectLever lever={lever} {...rest} />;
    case 'range':
    case 'angle':
      return <RangeLever lever={lever} {...rest} />;
    case 'color':
      return <ColourLever lever={lever} {...rest} />;
    case 'bool':
      return <BoolLever lever={lever} {...rest} />;
    case 'position':
      return <PositionLever lever={lever} {...rest} />;
  }
}

const VARIANT_BINDINGS: readonly Lever['bind'][] = ['latent.coarse', 'latent.middle', 'latent.fine', 'latent.partner'];
const namesVariants = (lever: Lever) => VARIANT_BINDINGS.includes(lever.bind);
