import type { Hex } from './primitives.js';

/** Where registry v2 of delegate.xyz is on every chain that has it. `LayerToken` asks it whether an account may restyle. */
export const DELEGATE_REGISTRY: Hex = '0x00000000000000447e69651d841bd8d104bed493';
